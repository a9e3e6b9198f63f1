using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;

namespace CrmBot.Bot.Fields;

/// <param name="Field">Its id.</param>
internal sealed record FieldRow(string Field, string Name, string Line);

/// <param name="Note">What was done just now, or why nothing was; empty for neither.</param>
/// <param name="Done">Whether the note says what was done.</param>
/// <param name="Rows">Those in use, in their order.</param>
/// <param name="More">That there are retired ones beside those shown; empty else.</param>
internal sealed record FieldListModel(string Title, string Note, bool Done, string Empty, IReadOnlyList<FieldRow> Rows, IReadOnlyList<FieldRow> Retired, string More);

/// <summary>A field to be made or changed, with what was typed.</summary>
/// <param name="Place">Which it is of those in use; empty for a new one and a retired one.</param>
/// <param name="Line">What a retired one was; empty else.</param>
/// <param name="Choosing">Whether it has, or may have, choices.</param>
internal sealed record FieldEditModel(
    string Field, string Rev, bool IsNew, bool Retired, string Title, string Place, string Line, IReadOnlyList<string> Faults, FieldEditFaults Wrong, string Chinese, string English,
    string Kind, string KindName, bool Choosing, string Required, string Choices, string Stages, string Industries);

/// <summary>What stands below each input; empty where nothing is wrong.</summary>
internal sealed record FieldEditFaults(string Chinese, string Kind, string Choices, string Industries);

/// <summary>The administrator's cards.</summary>
internal static class FieldCards
{
    /// <summary>Retired fields that one card shows: those that were used last.</summary>
    private const int MostRetired = 10;

    public static Answer.Card List(Turn turn, FieldBook book, string note = "", bool done = false)
    {
        var words = turn.Words("fields");
        var (live, retired) = (book.Live.ToList(), book.All.Where(f => f.Retired).ToList());
        var title = live.Count switch { 0 => words["titleNone"], 1 => words["titleOne"], var n => words.Format("titleMany", ("count", n)) };
        var model = new FieldListModel(
            title, note, done, live.Count == 0 ? words["none"] : "", [.. live.Select(f => Row(turn, f))], [.. retired.TakeLast(MostRetired).Select(f => Row(turn, f))],
            retired.Count > MostRetired ? words.Format("moreRetired", ("count", retired.Count - MostRetired)) : "");
        return Answer.Of("fields/list", model, FieldCardJson.Default.FieldListModel, note.Length > 0 ? note : title);
    }

    /// <summary>The card of a new field; its id is of the turn, so that the same press twice makes one.</summary>
    public static Answer.Card New(Turn turn, FieldBook book) => Edit(
        turn, book,
        new SavedForm(Ids.From(turn.OpId, "field"), book.Rev.ToString(CultureInfo.InvariantCulture), "", "", "false", "", "", "", nameof(FieldKind.Text)), []);

    public static Answer.Card Edit(Turn turn, FieldBook book, SavedForm typed, IReadOnlyList<Problem> faults)
    {
        var words = turn.Words("fields");
        var stored = book.Find(Ids.Given(typed.Field));
        var live = book.Live.ToList();
        var at = live.FindIndex(f => f.Id == stored?.Id);
        var title = stored is null ? words["newTitle"] : stored.NameIn(turn.Say.Language);
        var model = new FieldEditModel(
            Ids.Given(typed.Field), book.Rev.ToString(CultureInfo.InvariantCulture), stored is null, stored is { Retired: true }, title,
            at >= 0 ? words.Format("place", ("nth", at + 1), ("count", live.Count)) : stored is null ? "" : words["placeRetired"],
            stored is { Retired: true } ? Row(turn, stored).Line : "",
            [.. faults.Select(f => f.Line(turn.Say, input => words[input]))],
            new FieldEditFaults(Problem.At(faults, "chinese"), Problem.At(faults, "kind"), Problem.At(faults, "choices"), Problem.At(faults, "industries")),
            typed.Chinese ?? "", typed.English ?? "", typed.Kind ?? "", stored is null ? "" : KindOf(words, stored.Kind), stored is null or { Kind: FieldKind.Choice },
            typed.Required == "true" ? "true" : "false", typed.Choices ?? "", typed.Stages ?? "", typed.Industries ?? "");
        return Answer.Of("fields/edit", model, FieldCardJson.Default.FieldEditModel, title);
    }

    private static FieldRow Row(Turn turn, FieldDefinition field)
    {
        var words = turn.Words("fields");
        var choices = field.Choices.Count(c => !c.Retired);
        string[] parts =
        [
            field.Kind == FieldKind.Choice ? words.Format("choicesOf", ("kind", KindOf(words, field.Kind)), ("count", choices)) : KindOf(words, field.Kind),
            words[field.Required ? "required" : "optional"],
            .. field.Stages.Count + field.Industries.Count == 0 ? [words["allCustomers"]] : field.Stages.Select(turn.Say.Code).Concat(field.Industries),
        ];
        return new FieldRow(field.Id, field.NameIn(turn.Say.Language), string.Join(" · ", parts));
    }

    private static string KindOf(Cards.Words words, FieldKind kind) => kind switch
    {
        FieldKind.Choice => words["kindChoice"],
        FieldKind.Number => words["kindNumber"],
        FieldKind.Date => words["kindDate"],
        _ => words["kindText"],
    };
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(FieldListModel))]
[JsonSerializable(typeof(FieldEditModel))]
internal sealed partial class FieldCardJson : JsonSerializerContext;
