using System.Text.Json.Nodes;
using CrmBot.Bot.Conversation;
using CrmBot.Cards;

namespace CrmBot.Bot.Tests.Contract;

/// <summary>Every card is one by the official schema and by that of Teams, as Teams gets it and as the chat page and dialogs do.</summary>
public sealed class SchemaTests
{
    public static TheoryData<string> Cards => new(Shelf.CardNames);

    public static TheoryData<int> Wrong => new(Enumerable.Range(0, WrongCards.Count));

    private static JsonArray WrongCards { get; } =
        JsonNode.Parse(File.ReadAllText(Path.Combine(CardSchemas.Folder, "wrong-cards.json")))!.AsArray();

    [Theory]
    [MemberData(nameof(Cards))]
    public void A_card_is_valid_with_every_sample_in_both_languages_through_both_doors(string card) =>
        Shelf.Nothing(
            from sample in Shelf.Cards[card].Samples
            from language in CardShelf.Languages
            let executed = Shelf.Cards.RenderSample(card, sample, language, Speaker.Host("sample"))
            // The words are the same through both doors: the second is judged in one language.
            from door in language == CardShelf.Languages[0] ? [executed, Downgrade.ToSubmit(executed)] : new[] { executed }
            let json = JsonNode.Parse(door.Span)!
            from fault in CardSchemas.Teams(json).Concat(CardSchemas.Standard(json))
            select $"{card} sample '{sample}' in {language}: {fault}");

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_card_fails_a_schema(int at)
    {
        var card = WrongCards[at]!["card"]!;
        Assert.True(CardSchemas.Teams(card).Concat(CardSchemas.Standard(card)).Any(), $"'{WrongCards[at]!["why"]}' passes both schemas");
    }

    [Fact]
    public void There_are_twelve_wrong_cards() => Assert.Equal(12, WrongCards.Count);

    [Fact]
    public void What_only_Teams_draws_gives_way_to_its_fallback()
    {
        var card = JsonNode.Parse("""
            {
              "type": "AdaptiveCard", "version": "1.5", "msteams": { "width": "full" },
              "body": [
                { "type": "Badge", "text": "overdue", "style": "Attention", "fallback": { "type": "TextBlock", "text": "overdue", "wrap": true } },
                { "type": "ProgressBar", "value": 40, "fallback": "drop" },
                { "type": "TextBlock", "text": "wide", "wrap": true, "targetWidth": "atLeast:Standard" }
              ]
            }
            """)!;

        Assert.Equal(["TextBlock", "TextBlock"], CardSchemas.Stripped(card)!["body"]!.AsArray().Select(e => e!["type"]!.GetValue<string>()));
        Shelf.Nothing(CardSchemas.Standard(card));
        Shelf.Nothing(CardSchemas.Teams(card));
    }

    [Fact]
    public void No_button_of_the_chat_page_and_of_dialogs_needs_Execute() =>
        Shelf.Nothing(
            from card in Shelf.CardNames
            from sample in Shelf.Cards[card].Samples
            let json = System.Text.Encoding.UTF8.GetString(Downgrade.ToSubmit(Shelf.Cards.RenderSample(card, sample, CardShelf.Languages[0], Speaker.Host("sample"))).Span)
            where json.Contains("Action.Execute", StringComparison.Ordinal)
            select $"{card} sample '{sample}' still has an Action.Execute");
}
