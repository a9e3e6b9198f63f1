using System.Text.Json.Nodes;
using CrmBot.Bot.Conversation;
using CrmBot.Cards;

namespace CrmBot.Bot.Tests.Contract;

/// <summary>What makes a card easy to read, press and hear, in every branch of its template.</summary>
public sealed class DesignTests
{
    public static TheoryData<string> Cards => new(Shelf.CardNames);

    [Theory]
    [MemberData(nameof(Cards))]
    public void Every_text_wraps(string card) =>
        Shelf.Nothing(
            from text in Elements(card)
            where Type(text) == "TextBlock" && text["wrap"]?.GetValue<bool>() is not true
            select $"{card}: '{text["text"]}' does not wrap");

    [Theory]
    [MemberData(nameof(Cards))]
    public void A_card_begins_with_its_one_title_and_names_its_sections(string card) =>
        Shelf.Nothing(
            from rendered in Rendered(card)
            let headings = Objects(rendered.Card["body"]).Where(e => Text(e, "style") == "heading" && Type(e) == "TextBlock").ToList()
            let titles = headings.Where(h => Text(h, "size") is not "Medium" || Text(h, "text").Length > 40).ToList()
            let before = Objects(rendered.Card["body"]).Where(e => Type(e) == "TextBlock").TakeWhile(e => Text(e, "style") != "heading").Count()
            where headings.Count == 0 || headings[0] != titles.FirstOrDefault() || titles.Count != 1 || before > 1
            select $"{card} sample '{rendered.Sample}': {titles.Count} titles, {before} texts before the first");

    [Theory]
    [MemberData(nameof(Cards))]
    public void Every_input_has_a_label_and_says_what_is_wrong_in_the_person_s_language(string card) =>
        Shelf.Nothing(
            from input in Elements(card)
            where Type(input).StartsWith("Input.", StringComparison.Ordinal)
            from name in new[] { "label", "errorMessage" }
            where !Text(input, name).StartsWith("${s.", StringComparison.Ordinal) && !Text(input, name).StartsWith("${$root.s.", StringComparison.Ordinal)

            // A field of the company's own has the name that an administrator gave it in both languages.
            where !(name == "label" && Text(input, "id") == "x.${id}" && Text(input, name) == "${label}")
            select $"{card}: the input '{Text(input, "id")}' has no {name} of the text files");

    [Theory]
    [MemberData(nameof(Cards))]
    public void No_input_that_must_be_filled_can_be_hidden(string card) =>
        Shelf.Nothing(
            from hidden in Elements(card).Where(e => e.ContainsKey("isVisible"))
            from input in Objects(hidden)
            where input["isRequired"]?.GetValue<bool>() is true
            select $"{card}: '{Text(input, "id")}' must be filled and stands in what may be hidden");

    [Theory]
    [MemberData(nameof(Cards))]
    public void The_first_button_alone_is_the_main_one(string card) =>
        Shelf.Nothing(
            from rendered in Rendered(card)
            let actions = rendered.Card["actions"]?.AsArray().Select(a => a!.AsObject()).ToList() ?? []
            where actions.Skip(1).Any(a => a.ContainsKey("style")) || (actions.Count > 1 && Text(actions[0], "style") != "positive") || actions.Count > 3
            select $"{card} sample '{rendered.Sample}': the main one of {actions.Count} buttons is not the first, or there are too many");

    [Theory]
    [MemberData(nameof(Cards))]
    public void Of_the_columns_of_a_row_one_takes_the_room_that_is_left(string card) =>
        Shelf.Nothing(
            from set in Elements(card)
            where Type(set) == "ColumnSet"
            let columns = set["columns"]!.AsArray()
            where columns.Count > 3 || columns.Count(c => c!["width"]?.GetValue<string>() == "stretch") != 1
            select $"{card}: a row of {columns.Count} columns does not have exactly one that stretches");

    [Theory]
    [MemberData(nameof(Cards))]
    public void What_is_heard_and_what_an_old_client_shows_says_more_than_that_it_is_old(string card) =>
        Shelf.Nothing(
            from rendered in Rendered(card)
            from name in new[] { "speak", "fallbackText" }
            let text = Text(rendered.Card, name)
            where text.Length == 0 || text == Old(card, rendered.Language)
            select $"{card} sample '{rendered.Sample}' in {rendered.Language}: {name} is '{text}'");

    private static string? Old(string card, string language) =>
        Shelf.Cards.Words(card.Split('/')[0], language) is var words && words.Keys.Contains("fallback") ? words["fallback"] : null;

    private static IEnumerable<JsonObject> Elements(string card) => Objects(FragmentTests.Template(card));

    private static IEnumerable<(string Sample, string Language, JsonObject Card)> Rendered(string card) =>
        from sample in Shelf.Cards[card].Samples
        from language in CardShelf.Languages
        select (sample, language, JsonNode.Parse(Shelf.Cards.RenderSample(card, sample, language, Speaker.Host("sample")).Span)!.AsObject());

    /// <summary>Every object in reading order; what a button sends is no element.</summary>
    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject o => o.Where(p => p.Key != "data").SelectMany(p => Objects(p.Value)).Prepend(o),
        JsonArray a => a.SelectMany(Objects),
        _ => [],
    };

    private static string Type(JsonObject element) => Text(element, "type");

    private static string Text(JsonObject element, string name) => element[name] is JsonValue v && v.TryGetValue<string>(out var text) ? text : "";
}
