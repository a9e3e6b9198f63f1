using System.Text.RegularExpressions;
using CrmBot.Bot.Conversation;
using CrmBot.Cards;

namespace CrmBot.Bot.Tests.Contract;

/// <summary>Every text is said somewhere, and whatever is said has a text, with its placeholders.</summary>
public sealed partial class WordTests
{
    private const string Shared = "_shared";

    [Fact]
    public void The_languages_of_the_cards_are_those_the_bot_speaks() => Assert.Equal(CardShelf.Languages, Wording.Languages);

    [Fact]
    public void Every_text_that_the_code_says_is_there() =>
        Shelf.Nothing(
            from said in WordsSaid.All
            from language in CardShelf.Languages
            where Texts(said, language).Count == 0
            select $"{said.Where} says '{said.Key}', and {string.Join(" and ", said.Capabilities.DefaultIfEmpty("nobody"))} has no such text");

    [Fact]
    public void Every_code_has_its_text() =>
        Shelf.Nothing(
            from language in CardShelf.Languages
            from key in Wording.CodeKeys
            where !Shelf.Texts(Shared, language).ContainsKey(key)
            select $"cards/{Shared}/text.{language}.json has no '{key}'");

    [Fact]
    public void No_text_is_unused() =>
        Shelf.Nothing(
            from folder in Shelf.Cards.Capabilities.Append(Shared)
            let used = Used(folder)
            from language in CardShelf.Languages
            from key in Shelf.Texts(folder, language).Keys
            where !used.Contains(key)
            select $"cards/{folder}/text.{language}.json: nobody says '{key}'");

    [Fact]
    public void Every_placeholder_gets_a_value_and_every_value_has_a_placeholder() =>
        Shelf.Nothing(
            from said in WordsSaid.All
            from language in CardShelf.Languages
            from text in Texts(said, language)
            from fault in Holes(said, text)
            select $"{said.Where}: '{said.Key}' in {language} {fault}");

    private static IEnumerable<string> Holes(WordSaid said, string text)
    {
        var holes = Hole().Matches(text).Select(m => m.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        foreach (var hole in holes.Except(said.Values ?? new HashSet<string>(StringComparer.Ordinal)))
        {
            yield return $"has '{{{hole}}}', and the code gives no value for it";
        }

        // Where one of several keys is chosen, a value may be for another of them.
        var others = WordsSaid.All.Where(s => s.Where == said.Where).SelectMany(s => Texts(s, CardShelf.Languages[0]))
            .SelectMany(t => Hole().Matches(t).Select(m => m.Groups["name"].Value));
        foreach (var value in (said.Values ?? new HashSet<string>(StringComparer.Ordinal)).Except(others))
        {
            yield return $"has no '{{{value}}}', and the code gives a value for it";
        }
    }

    /// <summary>The text of a key among the capabilities of its file, which see the shared ones too; more than one when several have it.</summary>
    private static List<string> Texts(WordSaid said, string language) =>
        [.. said.Capabilities.Select(c => Shelf.Cards.Words(c, language)).Where(w => w.Keys.Contains(said.Key)).Select(w => w[said.Key])];

    /// <summary>
    /// What templates and code say of a folder. A key that reaches the words as a variable counts where it is quoted in a
    /// file that takes these words; a shared one must be quoted where it is looked up.
    /// </summary>
    private static HashSet<string> Used(string folder)
    {
        var templates = Shelf.CardNames
            .Where(card => folder == Shared || card.StartsWith(folder + "/", StringComparison.Ordinal))
            .SelectMany(card => Shelf.Cards[card].UsedWords);
        var code = folder == Shared
            ? WordsSaid.All.Select(s => s.Key).Concat(Wording.CodeKeys)
            : Shelf.Sources.Where(f => WordsSaid.CapabilitiesOf(f.Path, f.Text).Contains(folder, StringComparer.Ordinal)).SelectMany(f => WordsSaid.Literals(f.Text));
        return templates.Concat(code).ToHashSet(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hole();
}
