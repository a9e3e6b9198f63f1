using CrmBot.Bot.Conversation;
using CrmBot.Bot.FollowUps;
using CrmBot.Domain;

namespace CrmBot.Bot.Fields;

/// <summary>An input of the follow-up form that a field makes.</summary>
/// <param name="Id">Of the field; the input's own is <c>x.</c> and this.</param>
/// <param name="Chosen">It is chosen from <paramref name="Options"/>; else written, or a day.</param>
/// <param name="Wrong">What is wrong with the value; empty for nothing.</param>
internal sealed record FieldInput(
    string Id, bool Chosen, bool Dated, string Label, bool Required, string Hint, string Value, IReadOnlyList<FieldOption> Options, string Wrong);

internal sealed record FieldOption(string Title, string Value);

/// <summary>The fields of a company as inputs of the form, and what was typed into them as values of a record.</summary>
internal static class FieldInputs
{
    private const string Prefix = "x.";

    /// <summary>The fields that a customer's template has, and whatever else something stands or is typed in.</summary>
    /// <param name="head">Null while the customer is not known.</param>
    /// <param name="own">What the record that is edited holds; null for a new one.</param>
    public static IReadOnlyList<FieldInput> Of(Turn turn, Customer? head, FollowUpForm? typed, IReadOnlyDictionary<string, string>? own, IReadOnlyList<Problem> faults) =>
        [.. Shown(turn, head, typed, own).Select(f => Of(turn, f, typed?.Own(f.Id) ?? "", own?.GetValueOrDefault(f.Id), Problem.At(faults, Prefix + f.Id)))];

    /// <summary>What has to be put right before it can be filed.</summary>
    public static IEnumerable<Problem> Faults(Turn turn, Customer head, FollowUpForm typed, IReadOnlyDictionary<string, string>? own)
    {
        var words = turn.Words("fields");
        foreach (var field in Shown(turn, head, typed, own))
        {
            if (FieldValues.Read(field, typed.Own(field.Id), own?.GetValueOrDefault(field.Id)).Wrong is { } wrong)
            {
                yield return new Problem(Prefix + field.Id, words[KeyOf(wrong)]);
            }
        }

        // A form that was opened before: what it has no input for any more is shown once more, to be used elsewhere.
        foreach (var (id, said) in typed.Own().Where(o => turn.Fields.Find(o.Key) is { Retired: true }))
        {
            var field = turn.Fields.Find(id)!;
            yield return Problem.Whole(words.Format("retiredMeanwhile", ("name", field.NameIn(turn.Say.Language)), ("value", FieldLines.Shown(field, said, turn.Say, turn.Today))));
        }
    }

    /// <summary>What an input is called; null for one of the form's own.</summary>
    public static string? LabelOf(Turn turn, string input) =>
        input.StartsWith(Prefix, StringComparison.Ordinal) ? turn.Fields.Find(input[Prefix.Length..])?.NameIn(turn.Say.Language) : null;

    /// <summary>All values of the record that a checked form makes.</summary>
    /// <param name="own">What the form was filled with; null for a new record, and for a form that knows of no fields.</param>
    /// <param name="stored">The record that is edited; null for a new one.</param>
    /// <returns>What the form does not show stays as it is stored.</returns>
    public static IReadOnlyDictionary<string, string> Values(Turn turn, FollowUpForm typed, IReadOnlyDictionary<string, string>? own, FollowUp? stored)
    {
        var values = new Dictionary<string, string>(stored?.Fields ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var field in turn.Fields.Live)
        {
            if (FieldValues.Read(field, typed.Own(field.Id), stored?.Fields?.GetValueOrDefault(field.Id)).Value is { } value)
            {
                values[field.Id] = value;
            }
            else if (own?.ContainsKey(field.Id) is true)
            {
                values.Remove(field.Id);
            }
        }

        return values;
    }

    /// <summary>The name of the input of a field.</summary>
    public static string InputOf(string fieldId) => Prefix + fieldId;

    /// <summary>Null for an input of another sort.</summary>
    public static string? FieldOf(string input) => input.StartsWith(Prefix, StringComparison.Ordinal) ? input[Prefix.Length..] : null;

    private static IEnumerable<FieldDefinition> Shown(Turn turn, Customer? head, FollowUpForm? typed, IReadOnlyDictionary<string, string>? own) =>
        turn.Fields.Live.Where(f => f.IsFor(head) || typed?.Own(f.Id) is not null || own?.ContainsKey(f.Id) is true);

    private static FieldInput Of(Turn turn, FieldDefinition field, string value, string? stored, string wrong)
    {
        var words = turn.Words("fields");
        return new FieldInput(
            field.Id, field.Kind == FieldKind.Choice, field.Kind == FieldKind.Date, field.NameIn(turn.Say.Language), field.Required,
            words[field.Kind switch { FieldKind.Choice => "hintChoice", FieldKind.Number => "hintNumber", _ => "hintText" }], value,
            [.. field.Choices.Where(c => !c.Retired || c.Id == stored).Select(c => new FieldOption(c.NameIn(turn.Say.Language), c.Id))], wrong);
    }

    private static string KeyOf(FieldWrong wrong) => wrong switch
    {
        FieldWrong.NoChoice => "wrongChoice",
        FieldWrong.NoNumber => "wrongNumber",
        FieldWrong.NoDay => "wrongDay",
        FieldWrong.TooLong => "wrongLong",
        _ => "wrongMissing",
    };
}
