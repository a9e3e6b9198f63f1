using CrmBot.Bot.Conversation;
using CrmBot.Bot.Fields;
using CrmBot.Domain;

namespace CrmBot.Bot.Records;

/// <summary>A field that is not as it was; empty where it said nothing.</summary>
internal sealed record ChangedField(string Label, string Before, string After);

/// <summary>A record field by field, as people read it, and how two editions differ.</summary>
internal static class RecordFields
{
    private const int Longest = 160;

    public static IReadOnlyList<FoundLine> Of(Turn turn, FollowUp record)
    {
        var words = turn.Words("records");
        var lines = new List<FoundLine>
        {
            new("contactedOn", words["fieldContactedOn"], turn.Say.Day(Zones.DayOf(record.ContactedAt, turn.Me.Zone), turn.Today)),
            new("channel", words["fieldChannel"], turn.Say.Code(record.Channel)),
            new("contact", words["fieldContact"], record.ContactName ?? ""),
            new("summary", words["fieldSummary"], record.Summary),
            new("status", words["fieldStatus"], record.Status is { } status ? turn.Say.Code(status) : ""),
            new("mood", words["fieldMood"], record.Sentiment is { } mood ? turn.Say.Code(mood) : ""),
            new("because", words["fieldBecause"], record.NoNextStepBecause ?? ""),
        };
        lines.AddRange(FoundLines.Of(record.Gist, turn.Say, turn.Today, turn.Company.NameOf));
        lines.AddRange(FieldLines.Of(turn.Fields, record.Fields, turn.Say, turn.Today));
        return [.. lines.Where(l => l.Text.Length > 0)];
    }

    public static IReadOnlyList<ChangedField> Between(Turn turn, FollowUp before, FollowUp after) => Between(turn, Of(turn, before), Of(turn, after));

    public static IReadOnlyList<ChangedField> Between(Turn turn, IReadOnlyList<FoundLine> before, IReadOnlyList<FoundLine> after)
    {
        var none = turn.Words("records")["nothing"];
        return
        [
            .. after.Select(a => (a.Part, a.Label)).Concat(before.Select(b => (b.Part, b.Label))).DistinctBy(f => f.Part)
                .Select(f => new ChangedField(f.Label, Text(before, f.Part), Text(after, f.Part)))
                .Where(c => c.Before != c.After)
                .Select(c => c with { Before = Said(c.Before), After = Said(c.After) }),
        ];

        string Said(string text) => text.Length == 0 ? none : Wording.Short(text, Longest);
    }

    private static string Text(IReadOnlyList<FoundLine> lines, string part) => lines.FirstOrDefault(l => l.Part == part)?.Text ?? "";
}
