using System.Text.Json;

namespace CrmBot.Language;

/// <summary>The words of <c>phrases/coach/</c>, which ship inside the build, as a tree of folded characters.</summary>
internal sealed class CoachWords
{
    /// <summary>Latin words from this length on are known with an ending too: need, needs, needed.</summary>
    private const int ShortestInflected = 4;

    private static readonly string[] Files = ["customer", "deal", "empty", "people", "steps"];
    private static readonly string[] Endings = ["s", "es", "d", "ed", "ing"];

    private readonly Node _root = new();

    private CoachWords()
    {
        foreach (var (cue, words) in Files.SelectMany(Entries))
        {
            foreach (var word in words.Split('|'))
            {
                var node = _root;
                foreach (var c in word)
                {
                    node = node.To(Fold.Char(c));
                }

                node.Cues |= cue;
            }
        }
    }

    public static CoachWords Shipped { get; } = new();

    /// <summary>The longest word that begins at a place of a folded text and ends where a word may end; 0 when there is none.</summary>
    public int Longest(ReadOnlySpan<char> text, int at, out Cue cues)
    {
        cues = Cue.None;
        if (at > 0 && char.IsAsciiLetter(text[at]) && char.IsAsciiLetterOrDigit(text[at - 1]))
        {
            return 0;
        }

        var longest = 0;
        var node = _root;
        for (var i = at; i < text.Length && node.Next.TryGetValue(text[i], out var next); i++)
        {
            node = next;
            if (node.Cues != Cue.None && End(text, at, i + 1) is { } end)
            {
                longest = end - at;
                cues = node.Cues;
            }
        }

        return longest;
    }

    private static int? End(ReadOnlySpan<char> text, int start, int end)
    {
        if (!char.IsAsciiLetter(text[end - 1]) || end == text.Length || !char.IsAsciiLetterOrDigit(text[end]))
        {
            return end;
        }

        if (end - start < ShortestInflected)
        {
            return null;
        }

        foreach (var ending in Endings)
        {
            var to = end + ending.Length;
            if (text[end..].StartsWith(ending, StringComparison.Ordinal) && (to == text.Length || !char.IsAsciiLetterOrDigit(text[to])))
            {
                return to;
            }
        }

        return null;
    }

    private static IEnumerable<(Cue Cue, string Words)> Entries(string file)
    {
        using var stream = typeof(CoachWords).Assembly.GetManifestResourceStream($"coach.{file}")!;
        using var json = JsonDocument.Parse(stream);
        foreach (var group in json.RootElement.EnumerateObject())
        {
            var cue = Enum.Parse<Cue>(group.Name, ignoreCase: true);
            foreach (var entry in group.Value.EnumerateArray())
            {
                yield return (cue, entry.GetProperty("words").GetString()!);
            }
        }
    }

    private sealed class Node
    {
        public Dictionary<char, Node> Next { get; } = [];

        public Cue Cues { get; set; }

        public Node To(char c)
        {
            if (!Next.TryGetValue(c, out var next))
            {
                Next[c] = next = new Node();
            }

            return next;
        }
    }
}
