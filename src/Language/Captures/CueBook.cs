using System.Text.Json;

namespace CrmBot.Language;

/// <summary>Words in a sentence that tell something.</summary>
/// <param name="Field">The file of <c>phrases/captures/</c> that knows them.</param>
/// <param name="Is">What they tell: a code of that file.</param>
/// <param name="Leads">What is told stands behind them; otherwise they are part of it.</param>
/// <param name="From">First token.</param>
/// <param name="To">Behind the last token.</param>
internal sealed record CaptureCue(string Field, string Is, bool Leads, int From, int To);

/// <summary>
/// The words of <c>phrases/captures/</c>, which ship inside the build. Written in the notation of <see cref="Phrasebook"/>
/// without slots. Of one file the words that begin first count, and of these the longest; those called <c>-</c> tell nothing
/// and keep others from being found inside them (要 in 重要).
/// </summary>
internal sealed class CueBook
{
    private const string Nothing = "-";

    private readonly List<(string Field, PhraseStarts Root)> fields = [];

    private CueBook()
    {
        const string Prefix = "captures.";
        foreach (var name in typeof(CueBook).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var field = name[Prefix.Length..];
            using var file = typeof(CueBook).Assembly.GetManifestResourceStream(name)!;
            using var json = JsonDocument.Parse(file);
            fields.Add((field, Read(field, json.RootElement)));
        }
    }

    public static CueBook Shipped { get; } = new();

    /// <summary>Every cue in a text, by its field and in the order of the text.</summary>
    /// <param name="names">Words over the edge of a name are none: 理想 in 何经理想上.</param>
    public Dictionary<string, List<CaptureCue>> Find(List<Token> tokens, IReadOnlyList<NameMention>? names = null)
    {
        var found = new Dictionary<string, List<CaptureCue>>(StringComparer.Ordinal);
        foreach (var (field, root) in fields)
        {
            for (var at = 0; at < tokens.Count;)
            {
                if (Longest(root, tokens, at) is not (var ending, var end) || names?.Any(n => n.Start < tokens[at].Start && tokens[at].Start < n.End && n.End < tokens[end - 1].End) is true)
                {
                    at++;
                    continue;
                }

                if (ending.Concept.Name != Nothing)
                {
                    if (!found.TryGetValue(field, out var some))
                    {
                        found[field] = some = [];
                    }

                    some.Add(new CaptureCue(field, ending.Concept.Name, ending.Source.Values.ContainsKey("lead"), at, end));
                }

                at = end;
            }
        }

        return found;
    }

    private static (Ending Ending, int End)? Longest(PhraseStarts root, List<Token> tokens, int from)
    {
        (Ending, int)? longest = null;
        var here = root.After(tokens[from].Text);
        for (var at = from + 1; here.Count > 0; at++)
        {
            foreach (var node in here)
            {
                if (node.Ending is { } ending)
                {
                    longest = (ending, at);
                    break;
                }
            }

            if (at == tokens.Count)
            {
                break;
            }

            here = After(here, tokens[at].Text);
        }

        return longest;
    }

    private static List<PhraseNode> After(List<PhraseNode> here, string said)
    {
        var next = new List<PhraseNode>();
        foreach (var node in here)
        {
            foreach (var (word, to) in node.Steps)
            {
                if (word == said)
                {
                    next.Add(to);
                }
            }
        }

        return next;
    }

    private static PhraseStarts Read(string field, JsonElement file)
    {
        var root = new PhraseStarts();
        var order = 0;
        foreach (var cue in file.GetProperty("cues").EnumerateArray())
        {
            var leads = cue.TryGetProperty("as", out var way) && way.GetString() == "lead";
            var values = leads ? new Dictionary<string, string>(StringComparer.Ordinal) { ["lead"] = "" } : Phrasebook.NoValues;
            var concept = new PhraseConcept(field, cue.GetProperty("is").GetString()!, []);
            foreach (var language in (string[])["zh-CN", "en-US"])
            {
                foreach (var pattern in cue.GetProperty(language).EnumerateArray().Select(p => p.GetString()!))
                {
                    try
                    {
                        root.AddAll(Pattern.Compile(pattern, new Ending(concept, language, new PhrasePattern(pattern, values, 0), order++)));
                    }
                    catch (FormatException wrong)
                    {
                        throw new InvalidDataException($"phrases/captures/{field}.json, \"{pattern}\": {wrong.Message}", wrong);
                    }
                }
            }
        }

        return root;
    }
}
