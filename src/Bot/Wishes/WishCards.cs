using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Cards;
using CrmBot.Domain;

namespace CrmBot.Bot.Wishes;

internal sealed record WishRow(string Customer, string Item, string Title, string Line, string State, bool Open);

internal sealed record WishSection(string Title, IReadOnlyList<WishRow> Rows);

/// <summary>All needs, or all objections, of a customer. <c>Other</c> is the title of the button that shows the other kind.</summary>
internal sealed record WishListModel(
    string Kind, string Title, string Subtitle, string Customer, bool Objections, string Other, string Empty, string Hint, IReadOnlyList<WishSection> Sections);

internal sealed record MarkLine(string When, string Text);

/// <summary>One need or objection with its history, the oldest first.</summary>
/// <param name="Seen">How many marks it has: names what is shown, for the button.</param>
internal sealed record WishModel(
    string Kind, string Title, string Subtitle, string Customer, string Item, int Seen, bool Open, bool Objection, IReadOnlyList<MarkLine> Marks);

/// <summary>The cards of needs and objections, from items to what a person reads.</summary>
internal static class WishCards
{
    private const int MostSettled = 5;
    private const int MostFaded = 3;
    private const int Longest = 120;

    public static Answer.Card All(Turn turn, CustomerFile file, ItemKind kind)
    {
        var words = turn.Words("wishes");
        var all = file.Items.Where(i => i.Kind == kind).OrderByDescending(i => i.LastAt).ThenBy(i => i.Id, StringComparer.Ordinal).ToList();
        List<WishSection> sections = [];
        Section("openSection", all.Where(i => i.IsOpen));
        Section("settledSection", all.Where(i => i.State == ItemState.Resolved).Take(MostSettled));
        Section("fadedSection", all.Where(i => i.State == ItemState.Faded).Take(MostFaded));
        var (open, settled) = (all.Count(i => i.IsOpen), all.Count(i => i.State == ItemState.Resolved));
        var objections = kind == ItemKind.Objection;
        var subtitle = (open, settled) switch
        {
            (0, 0) => "",
            (0, _) => words.Format("countSettled", ("settled", settled)),
            (_, 0) => words.Format("countOpen", ("open", open)),
            _ => words.Format("countLine", ("open", open), ("settled", settled)),
        };
        var model = new WishListModel(
            words[objections ? "objections" : "needs"], file.Head.Name, subtitle, file.Head.Id, objections, words[objections ? "seeNeeds" : "seeObjections"],
            all.Count == 0 ? words[objections ? "noObjections" : "noNeeds"] : objections && open == 0 ? words["allSettled"] : "", all.Count == 0 ? words["emptyHint"] : "", sections);
        return Answer.Of("wishes/list", model, WishCardJson.Default.WishListModel, $"{file.Head.Name} · {model.Kind} · {(subtitle.Length > 0 ? subtitle : model.Empty)}") with { Quotes = Quoted.By(all) };

        void Section(string title, IEnumerable<Item> items)
        {
            if (items.Select(i => Row(turn, file, i)).ToList() is { Count: > 0 } rows)
            {
                sections.Add(new WishSection(words[title], rows));
            }
        }
    }

    public static Answer.Card One(Turn turn, CustomerFile file, Item item)
    {
        var words = turn.Words("wishes");
        var kind = item.Kind == ItemKind.Need ? words["needs"]
            : item.Category is { } category ? words.Format("objectionOf", ("category", turn.Say.Code(category))) : words["objections"];
        var model = new WishModel(
            kind, Wording.Short(item.Text, Longest), words.Format("itemSubtitle", ("customer", file.Head.Name), ("state", words[StateOf(item)])),
            file.Head.Id, item.Id, item.Marks.Count, item.IsOpen, item.Kind == ItemKind.Objection, [.. Marks(turn, words, item)]);
        return Answer.Of("wishes/item", model, WishCardJson.Default.WishModel, $"{kind}: {model.Title} · {model.Subtitle}") with { Quotes = Quoted.By(item) };
    }

    /// <summary>What is open, in one line: for cards that show more than this.</summary>
    public static string Line(IReadOnlyList<Item> items, string separator, int length = Longest) => Wording.Short(string.Join(separator, items.Select(i => i.Text)), length);

    private static WishRow Row(Turn turn, CustomerFile file, Item item)
    {
        var words = turn.Words("wishes");
        var changes = item.Wordings.Count - 1;
        var line = item.State switch
        {
            ItemState.Resolved => words.Format("settledOn", ("day", Day(turn, item.LastAt))),
            ItemState.Faded => words.Format("lastSaid", ("day", Day(turn, item.Marks.Last(m => m.Turn == ItemTurn.Said).At))),
            _ when changes > 0 => words.Format("sinceChanged", ("day", Day(turn, item.OpenedAt)), ("count", changes)),
            _ => words.Format("since", ("day", Day(turn, item.OpenedAt))),
        };
        return new WishRow(
            file.Head.Id, item.Id, Wording.Short(item.Text, Longest), item.Category is { } category ? $"{turn.Say.Code(category)} · {line}" : line, words[StateOf(item)], item.IsOpen);
    }

    private static IEnumerable<MarkLine> Marks(Turn turn, Words words, Item item)
    {
        ItemMark? before = null;
        foreach (var mark in item.Marks)
        {
            var said = mark.Turn == ItemTurn.Said;
            var key = mark.Turn switch
            {
                ItemTurn.Resolved => "markResolved",
                ItemTurn.Reopened => "markReopened",
                ItemTurn.Faded => "markFaded",
                _ when before is null => "markFirst",
                _ => Likeness.Of(before.Text ?? "", mark.Text ?? "") == Alike.Same ? "markSaid" : "markChanged",
            };
            var when = mark.Turn == ItemTurn.Faded
                ? words.Format(key, ("day", Day(turn, mark.At)))
                : words.Format(key, ("day", Day(turn, mark.At)), ("name", turn.Company.NameOf(mark.ById)));
            yield return new MarkLine(when, mark.Sentence ?? mark.Text ?? "");
            before = said ? mark : before;
        }
    }

    private static string StateOf(Item item) => item.State switch
    {
        ItemState.Resolved => "stateResolved",
        ItemState.Faded => "stateFaded",
        ItemState.Changed => "stateChanged",
        _ => "stateOpen",
    };

    private static string Day(Turn turn, DateTimeOffset at) => turn.Say.Day(Zones.DayOf(at, turn.Me.Zone), turn.Today);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WishListModel))]
[JsonSerializable(typeof(WishModel))]
[JsonSerializable(typeof(PromisesModel))]
[JsonSerializable(typeof(PeopleModel))]
internal sealed partial class WishCardJson : JsonSerializerContext;
