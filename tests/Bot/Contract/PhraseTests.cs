using CrmBot.Language;

namespace CrmBot.Bot.Tests.Contract;

/// <summary>What people say leads to a capability, and every capability can be reached by saying something.</summary>
public sealed class PhraseTests
{
    // An arrival says nothing, and what no phrase matches is no phrase.
    private static readonly string[] Unsaid = ["welcome", Meaning.Unknown];

    private static readonly Phrasebook Phrases = Phrasebook.Load(Path.Combine(Shelf.Root, "phrases"));

    [Fact]
    public void Every_concept_has_an_answer_and_every_answer_a_concept() =>
        Assert.Equal(
            Phrases.Concepts.Concat(Unsaid).Order(StringComparer.Ordinal),
            Shelf.Routes.Intents.Order(StringComparer.Ordinal));
}
