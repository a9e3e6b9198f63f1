using System.Text.Json.Serialization.Metadata;
using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>The free text of each kind of row of a customer: where names of people may stand.</summary>
internal static class Redacted
{
    /// <summary>The row without the words; null when it has none of them.</summary>
    public static byte[]? Of(Row row, Redaction words) => row.RowKey switch
    {
        var k when Is(k, Keys.FollowUps) || Is(k, Keys.Editions) => Of(row, words, StoreJson.Default.KeptFollowUp, FollowUp),
        var k when Is(k, Keys.Steps) => Of(row, words, StoreJson.Default.KeptStep, Step),
        var k when Is(k, Keys.Complaints) => Of(row, words, StoreJson.Default.KeptComplaint, Complaint),
        var k when Is(k, Keys.Moments) => Of(row, words, StoreJson.Default.KeptMoment, Moment),
        var k when Is(k, Keys.Contacts) => Of(row, words, StoreJson.Default.KeptContact, Contact),
        var k when Is(k, Keys.Items) => Of(row, words, StoreJson.Default.KeptItem, (it, w) => it.WithTexts(w.Of)),
        _ => null,
    };

    /// <summary>What is remembered of somebody whom the words name: it goes as a whole with them.</summary>
    public static bool IsMomentOf(Row row, Redaction words) => Is(row.RowKey, Keys.Moments)
        && row.As(StoreJson.Default.KeptMoment).It is var moment && (words.Finds(moment.What) || (moment.ContactName is { } name && words.Finds(name)));

    /// <summary>What was written down in a row; empty when it holds no free text.</summary>
    public static IEnumerable<string?> Texts(Row row)
    {
        switch (row.RowKey)
        {
            case var k when Is(k, Keys.FollowUps) || Is(k, Keys.Editions):
                var followUp = row.As(StoreJson.Default.KeptFollowUp).It;
                return [followUp.Summary, followUp.NoNextStepBecause, .. followUp.Gist?.Texts() ?? [], .. FieldValues.Texts(followUp.Fields)];
            case var k when Is(k, Keys.Steps):
                var step = row.As(StoreJson.Default.KeptStep).It;
                return [step.What, step.Said, step.Resources];
            case var k when Is(k, Keys.Complaints):
                var complaint = row.As(StoreJson.Default.KeptComplaint).It;
                return [complaint.Text, complaint.Resolution];
            case var k when Is(k, Keys.Moments):
                return [row.As(StoreJson.Default.KeptMoment).It.What];
            case var k when Is(k, Keys.Contacts):
                return row.As(StoreJson.Default.KeptContact).It.Texts();
            case var k when Is(k, Keys.Items):
                return row.As(StoreJson.Default.KeptItem).It.Texts();
            default:
                return [];
        }
    }

    public static Step Step(Step step, Redaction words) => step with { What = words.Of(step.What), Said = Text(step.Said, words), Resources = Text(step.Resources, words) };

    private static FollowUp FollowUp(FollowUp it, Redaction words) => it with
    {
        ContactName = Text(it.ContactName, words),
        Summary = words.Of(it.Summary),
        NoNextStepBecause = Text(it.NoNextStepBecause, words),
        Gist = it.Gist?.WithTexts(words.Of),
        Fields = FieldValues.WithTexts(it.Fields, words.Of),
    };

    private static Moment Moment(Moment it, Redaction words) => it with { What = words.Of(it.What), ContactName = Text(it.ContactName, words) };

    // What is said of one contact may name another; the names and numbers of a contact are their own.
    private static Contact Contact(Contact it, Redaction words) => it with
    {
        Title = Text(it.Title, words),
        Family = Text(it.Family, words),
        Taste = Text(it.Taste, words),
        Taboo = Text(it.Taboo, words),
    };

    private static Complaint Complaint(Complaint it, Redaction words) =>
        it with { Text = words.Of(it.Text), Resolution = Text(it.Resolution, words) };

    private static string? Text(string? text, Redaction words) => text is null ? null : words.Of(text);

    private static byte[]? Of<T>(Row row, Redaction words, JsonTypeInfo<Kept<T>> type, Func<T, Redaction, T> redact)
    {
        var kept = row.As(type);
        var now = redact(kept.It, words);
        return Equals(now, kept.It) ? null : Rows.Bytes(kept with { It = now }, type);
    }

    private static bool Is(string key, string prefix) => key.StartsWith(prefix, StringComparison.Ordinal);
}
