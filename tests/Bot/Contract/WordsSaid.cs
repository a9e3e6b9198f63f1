using System.Text.RegularExpressions;

namespace CrmBot.Bot.Tests.Contract;

/// <summary>A text that C# asks for by a literal key.</summary>
/// <param name="Where">File and line.</param>
/// <param name="Capabilities">Whose words the file takes; the key must be known to one of them.</param>
/// <param name="Values">What is given for placeholders; null where the text is said as it stands.</param>
internal sealed record WordSaid(string Where, IReadOnlyList<string> Capabilities, string Key, IReadOnlySet<string>? Values);

/// <summary>Finds <c>words["key"]</c> and <c>words.Format("key", ("name", value))</c> in the bot's C#, also with a choice of keys.</summary>
internal static partial class WordsSaid
{
    public static IReadOnlyList<WordSaid> All { get; } = [.. Shelf.Sources.SelectMany(file => In(file.Path, file.Text))];

    private static readonly ILookup<string, WordSaid> ByPlace = All.ToLookup(s => s.Where, StringComparer.Ordinal);

    private static readonly ILookup<string, string> ByCapability = Shelf.Sources
        .SelectMany(f => CapabilitiesOf(f.Path, f.Text).SelectMany(c => Literals(f.Text).Select(key => (c, key))))
        .ToLookup(p => p.c, p => p.key, StringComparer.Ordinal);

    /// <summary>All that is asked for at one place.</summary>
    public static IEnumerable<WordSaid> At(string place) => ByPlace[place];

    /// <summary>Every literal that has the form of a key, in the files that take the words of a capability.</summary>
    public static IEnumerable<string> LiteralsOf(string capability) => ByCapability[capability];

    /// <summary>Every literal of a file that has the form of a key.</summary>
    private static IEnumerable<string> Literals(string text) => Key().Matches(text).Select(m => m.Groups["key"].Value);

    /// <summary>Whose words a file takes: those it names, else those of its own folder.</summary>
    private static IReadOnlyList<string> CapabilitiesOf(string path, string text)
    {
        var named = Taken().Matches(text).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToList();
        return named.Count > 0 ? named : [.. Shelf.Cards.Capabilities.Where(c => path.StartsWith(Shelf.CodeFolder(c) + "/", StringComparison.Ordinal))];
    }

    private static IEnumerable<WordSaid> In(string path, string text)
    {
        var capabilities = CapabilitiesOf(path, text);
        foreach (Match lookup in Lookup().Matches(text))
        {
            var where = $"src/Bot/{path}:{text.AsSpan(0, lookup.Index).Count('\n') + 1}";
            var arguments = Arguments(text, lookup.Index + lookup.Length);
            var values = lookup.Value.EndsWith('[')
                ? null
                : arguments.Skip(1).Select(a => Named().Match(a).Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
            foreach (var key in Literals(arguments[0]))
            {
                yield return new WordSaid(where, capabilities, key, values);
            }
        }
    }

    /// <summary>The arguments from after an opening bracket up to its closing one.</summary>
    private static List<string> Arguments(string text, int from)
    {
        var (arguments, start, depth, quoted) = (new List<string>(), from, 0, false);
        for (var at = from; ; at++)
        {
            if (text[at] == '"' && text[at - 1] != '\\')
            {
                quoted = !quoted;
            }
            else if (quoted)
            {
                continue;
            }
            else if (depth == 0 && text[at] is ',' or ')' or ']')
            {
                arguments.Add(text[start..at].Trim());
                start = at + 1;
                if (text[at] != ',')
                {
                    return arguments;
                }
            }
            else
            {
                depth += text[at] switch { '(' or '[' or '{' => 1, ')' or ']' or '}' => -1, _ => 0 };
            }
        }
    }

    // An object of words and the bracket after it.
    [GeneratedRegex(@"(\bwords|\bshared|\bWords\([^()]*\))(\[|\.Format\()", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lookup();

    [GeneratedRegex("""
        Words\("(?<name>[a-z-]+)"
        """, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Taken();

    [GeneratedRegex("""
        "(?<key>[a-z][A-Za-z0-9]*)"
        """, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();

    [GeneratedRegex("""
        ^\(\s*"(?<name>\w+)"\s*,
        """, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();
}
