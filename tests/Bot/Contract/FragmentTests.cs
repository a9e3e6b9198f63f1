using System.Text.Json.Nodes;

namespace CrmBot.Bot.Tests.Contract;

/// <summary>The cards look like one family: all of them are made of the same few parts.</summary>
public sealed class FragmentTests
{
    private static readonly Fragments All = Fragments.Load();

    public static TheoryData<string> Cards => new(Shelf.CardNames);

    [Theory]
    [MemberData(nameof(Cards))]
    public void A_card_is_made_of_fragments(string card) =>
        Shelf.Nothing(Strange(Template(card)["body"]!.AsArray(), "body").Select(strange => $"cards/{card}.json {strange}"));

    [Fact]
    public void Every_fragment_stands_on_a_card()
    {
        var used = Shelf.CardNames.SelectMany(card => Used(Template(card)["body"]!.AsArray())).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(All.Names, All.Names.Where(used.Contains));
    }

    [Theory]
    [InlineData("weight", "Lighter")]
    [InlineData("isSubtle", true)]
    [InlineData("color", "Good")]
    [InlineData("wrap", false)]
    public void A_copy_that_looks_different_is_no_copy(string property, object value)
    {
        var fragment = JsonNode.Parse(File.ReadAllText(Path.Combine(Fragments.Folder, "quote.json")))!["body"]![0]!.AsObject();
        Assert.Contains("quote", All.Of(fragment));

        fragment["items"]![1]![property] = JsonValue.Create(value);
        Assert.DoesNotContain("quote", All.Of(fragment));
        Assert.Contains($"/items/1/{property}", All.Explain(fragment), StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_may_leave_out_what_is_optional_and_nothing_else()
    {
        var row = JsonNode.Parse(File.ReadAllText(Path.Combine(Fragments.Folder, "row.json")))!["body"]![0]!.AsObject();
        row["columns"]!.AsArray().RemoveAt(1);
        Assert.Contains("row", All.Of(row));

        row["columns"]!.AsArray().RemoveAt(0);
        Assert.DoesNotContain("row", All.Of(row));
    }

    /// <summary>The template itself, not a card of it: a fragment holds in every branch.</summary>
    public static JsonObject Template(string card) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Shelf.Real.Path, card + ".json")))!.AsObject();

    private static IEnumerable<string> Strange(JsonArray elements, string path) =>
        from at in Enumerable.Range(0, elements.Count)
        let element = elements[at]!.AsObject()
        where All.Of(element).Count == 0
        from strange in Parts(element) is { } parts ? Strange(parts, $"{path}[{at}]")
            : IsOfTheClient(element) ? [] : [$"{path}[{at}] is a part of its own making: {All.Explain(element)}"]
        select strange;

    private static IEnumerable<string> Used(JsonArray elements) => elements.Select(e => e!.AsObject())
        .SelectMany(e => All.Of(e) is { Count: > 0 } names ? names : Parts(e) is { } parts ? Used(parts) : []);

    /// <summary>The elements that a mere grouping holds; null for what is no grouping.</summary>
    private static JsonArray? Parts(JsonObject element) => Fragments.Type(element) == "Container" ? element["items"]!.AsArray() : null;

    /// <summary>Inputs and buttons look as the client wants.</summary>
    private static bool IsOfTheClient(JsonObject element) =>
        Fragments.Type(element) is var type && (type == "ActionSet" || type.StartsWith("Input.", StringComparison.Ordinal));
}
