using CrmBot.Bot.Conversation;
using CrmBot.Cards;

namespace CrmBot.Bot.Tests.Contract;

/// <summary>Every text is said somewhere, and whatever is said has a text, with its placeholders.</summary>
public sealed class WordTests
{
    [Fact]
    public void The_languages_of_the_cards_are_those_the_bot_speaks() => Assert.Equal(CardShelf.Languages, Wording.Languages);

    [Fact]
    public void Every_text_that_the_code_says_is_there() => Shelf.Nothing(WordContract.NotThere(Shelf.Real));

    [Fact]
    public void Every_code_has_its_text() => Shelf.Nothing(WordContract.CodesWithout(Shelf.Real));

    [Fact]
    public void No_text_is_unused() => Shelf.Nothing(WordContract.Unused(Shelf.Real));

    [Fact]
    public void Every_placeholder_gets_a_value_and_every_value_has_a_placeholder() => Shelf.Nothing(WordContract.Placeholders(Shelf.Real));
}
