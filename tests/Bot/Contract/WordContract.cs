using System.Text.RegularExpressions;
using CrmBot.Bot.Conversation;
using CrmBot.Cards;

namespace CrmBot.Bot.Tests.Contract;

/// <summary>Every text is said somewhere, and whatever is said has a text, with its placeholders.</summary>
internal static partial class WordContract
{
    private const string Shared = "_shared";

    public static IEnumerable<string> Faults(CardFolder folder) => [.. NotThere(folder), .. CodesWithout(folder), .. Unused(folder), .. Placeholders(folder)];

    public static IEnumerable<string> NotThere(CardFolder folder) =>
        from said in WordsSaid.All
        where said.Capabilities.Count == 0 || said.Capabilities.Any(c => folder.Cards.Capabilities.Contains(c))
        from language in CardShelf.Languages
        where Texts(folder, said, language).Count == 0
        select $"{said.Where} says '{said.Key}', and {string.Join(" and ", said.Capabilities.DefaultIfEmpty("nobody"))} has no such text";

    public static IEnumerable<string> CodesWithout(CardFolder folder) =>
        from language in CardShelf.Languages
        let texts = folder.Texts(Shared, language)
        from key in Wording.CodeKeys
        where !texts.ContainsKey(key)
        select $"cards/{Shared}/text.{language}.json has no '{key}'";

    public static IEnumerable<string> Unused(CardFolder folder) =>
        from capability in folder.Cards.Capabilities.Append(Shared)
        let used = Used(folder, capability)
        from language in CardShelf.Languages
        from key in folder.Texts(capability, language).Keys
        where !used.Contains(key)
        select $"cards/{capability}/text.{language}.json: nobody says '{key}'";

    public static IEnumerable<string> Placeholders(CardFolder folder) =>
        from said in WordsSaid.All
        from language in CardShelf.Languages
        from text in Texts(folder, said, language)
        from fault in Holes(folder, said, text)
        select $"{said.Where}: '{said.Key}' in {language} {fault}";

    private static IEnumerable<string> Holes(CardFolder folder, WordSaid said, string text)
    {
        var holes = HolesOf(text).ToHashSet(StringComparer.Ordinal);
        foreach (var hole in holes.Except(said.Values ?? new HashSet<string>(StringComparer.Ordinal)))
        {
            yield return $"has '{{{hole}}}', and the code gives no value for it";
        }

        // Where one of several keys is chosen, a value may be for another of them.
        foreach (var value in (said.Values ?? new HashSet<string>(StringComparer.Ordinal)).Except(holes))
        {
            if (!WordsSaid.At(said.Where).SelectMany(s => Texts(folder, s, CardShelf.Languages[0])).SelectMany(HolesOf).Contains(value, StringComparer.Ordinal))
            {
                yield return $"has no '{{{value}}}', and the code gives a value for it";
            }
        }
    }

    private static IEnumerable<string> HolesOf(string text) => Hole().Matches(text).Select(m => m.Groups["name"].Value);

    /// <summary>The text of a key among the capabilities of its file, which see the shared ones too; more than one when several have it.</summary>
    private static List<string> Texts(CardFolder folder, WordSaid said, string language) =>
    [
        .. said.Capabilities.Where(c => folder.Cards.Capabilities.Contains(c))
            .Select(c => folder.Cards.Words(c, language)).Where(w => w.Keys.Contains(said.Key)).Select(w => w[said.Key]),
    ];

    /// <summary>
    /// What templates and code say of a capability. A key that reaches the words as a variable counts where it is quoted in a
    /// file that takes these words; a shared one must be quoted where it is looked up.
    /// </summary>
    private static HashSet<string> Used(CardFolder folder, string capability)
    {
        var templates = folder.Pictures
            .Where(card => capability == Shared || card.Name.StartsWith(capability + "/", StringComparison.Ordinal))
            .SelectMany(card => card.UsedWords);
        var code = capability == Shared
            ? WordsSaid.All.Select(s => s.Key).Concat(Wording.CodeKeys)
            : WordsSaid.LiteralsOf(capability);
        return templates.Concat(code).ToHashSet(StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hole();
}
