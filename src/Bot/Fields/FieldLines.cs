using System.Globalization;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;

namespace CrmBot.Bot.Fields;

/// <summary>What was filed in fields of the company's own, as people read it: under the name that the field has, also a retired one.</summary>
internal static class FieldLines
{
    /// <param name="today">What days are told from.</param>
    public static IReadOnlyList<FoundLine> Of(FieldBook book, IReadOnlyDictionary<string, string>? values, Wording say, DateOnly today) =>
        values is null ? []
        : [.. book.All.Where(f => values.ContainsKey(f.Id)).Select(f => new FoundLine(FieldInputs.InputOf(f.Id), f.NameIn(say.Language), Shown(f, values[f.Id], say, today)))];

    /// <summary>A text with the fields of its record on a line below it.</summary>
    public static string Under(string text, Turn turn, FollowUp record)
    {
        var words = turn.Words("fields");
        var lines = Of(turn.Fields, record.Fields, turn.Say, turn.Today);
        return lines.Count == 0 ? text : $"{text}\n{string.Join(" · ", lines.Select(l => words.Format("nameAndValue", ("name", l.Label), ("value", Wording.Short(l.Text, 60)))))}";
    }

    /// <summary>A value in words.</summary>
    public static string Shown(FieldDefinition field, string value, Wording say, DateOnly today) => field.Kind switch
    {
        FieldKind.Choice => field.Choices.FirstOrDefault(c => c.Id == value)?.NameIn(say.Language) ?? value,
        FieldKind.Number => FieldValues.Number(value)?.ToString("#,##0.########", CultureInfo.InvariantCulture) ?? value,
        FieldKind.Date => FieldValues.Day(value) is { } day ? say.Day(day, today) : value,
        _ => value,
    };

    /// <summary>A value as files hold it: a choice by its name, all else as it is kept.</summary>
    public static string InFile(FieldDefinition field, string value, string language) =>
        field.Kind == FieldKind.Choice ? field.Choices.FirstOrDefault(c => c.Id == value)?.NameIn(language) ?? value : value;
}
