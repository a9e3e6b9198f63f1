using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Cards;
using CrmBot.Storage;

namespace CrmBot.Bot.Failures;

/// <summary>A reminder that was given up: whose, about which customer, why and when.</summary>
internal sealed record FailureRow(string Person, string Prompt, string Name, string Why, string When);

/// <param name="Note">What was done just now; empty for nothing.</param>
/// <param name="Empty">Said instead of rows; empty when there are some.</param>
/// <param name="All">Title of the button that starts all of them again; empty when there is none.</param>
internal sealed record FailureListModel(string Title, string Note, string Empty, IReadOnlyList<FailureRow> Rows, string More, string All);

internal sealed record RedriveForm(string? Person, string? Prompt);

internal sealed record AllForm(string? Card);

/// <summary>The card of reminders that were given up. It shows names and codes, no content.</summary>
internal static class FailureCards
{
    /// <summary>Rows that one card shows; the rest is counted.</summary>
    public const int MostRows = 10;

    /// <param name="turn">Who asks.</param>
    /// <param name="all">The earliest first.</param>
    /// <param name="names">Of the customers of the first rows; null for one that is gone.</param>
    /// <param name="note">What was done just now; empty for nothing.</param>
    public static Answer.Card List(Turn turn, IReadOnlyList<GivenUp> all, IReadOnlyDictionary<string, string?> names, string note)
    {
        var words = turn.Words("failures");
        var title = all.Count switch { 0 => words["titleNone"], 1 => words["titleOne"], _ => words.Format("titleMany", ("count", all.Count)) };
        var model = new FailureListModel(
            title, note, all.Count == 0 ? words["none"] : "",
            [
                .. all.Take(MostRows).Select(g => new FailureRow(
                    g.Recipient, g.Prompt.Id, Whose(turn, words, g, names), Why(words, g.Prompt),
                    turn.Say.Moment(g.Prompt.SettledAt ?? g.Prompt.DueAt, turn.Me.Zone, turn.Today))),
            ],
            all.Count > MostRows ? words.Format("more", ("count", all.Count - MostRows)) : "",
            all.Count > 1 ? words.Format("redriveAll", ("count", all.Count)) : "");
        return Answer.Of("failures/list", model, FailureCardJson.Default.FailureListModel, title);
    }

    /// <summary>The reason in words; a code that has none is shown as it is.</summary>
    public static string Why(Words words, Prompt prompt) => prompt switch
    {
        { State: PromptState.Unknown } => words["unknown"],
        { Why: "TooLarge" } => words["tooLarge"],
        { Why: { Length: > 0 } why } when char.IsAsciiDigit(why[0]) => words.Format("refused", ("code", why.Trim())),
        { Why: { Length: > 0 } why } => words.Format("failed", ("code", why)),
        _ => words["failedOften"],
    };

    private static string Whose(Turn turn, Words words, GivenUp one, IReadOnlyDictionary<string, string?> names)
    {
        var person = turn.Company.NameOf(one.Recipient);
        return one.Prompt.CustomerId.Length == 0
            ? words.Format("whoseOwn", ("person", person))
            : words.Format("whose", ("person", person), ("customer", names[one.Prompt.CustomerId] ?? words["goneCustomer"]));
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(FailureListModel))]
internal sealed partial class FailureCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(RedriveForm))]
[JsonSerializable(typeof(AllForm))]
internal sealed partial class FailureJson : JsonSerializerContext;
