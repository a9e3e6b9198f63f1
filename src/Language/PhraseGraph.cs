namespace CrmBot.Language;

/// <summary>What a sentence means that ends at a node of this pattern.</summary>
/// <param name="Order">Of loading; settles what nothing else does, so that the same phrases always answer the same.</param>
internal sealed record Ending(PhraseConcept Concept, string Language, PhrasePattern Source, int Order)
{
    public string Why => $"{Concept.Name} · {Language} · {Source.Text}";
}

/// <summary>What may be said after a place in a pattern, and the place where it leads.</summary>
internal readonly record struct PhraseStep(string Word, PhraseNode To);

/// <summary>A place in a pattern: what has been said so far, and what may follow.</summary>
/// <param name="slot">The slot that a sentence is filling here; null after a literal word.</param>
internal sealed class PhraseNode(string? slot = null)
{
    // Thirty thousand of these, most with one word behind them, none with more than thirty: arrays take a fifth of the memory of dictionaries.
    private PhraseStep[] _words = [];
    private PhraseNode[] _slots = [];

    public string? Slot { get; } = slot;

    /// <summary>Names of any kind look alike to the matcher, free text does not.</summary>
    public bool IsText => Slot == Pattern.FreeText;

    /// <summary>Null where no sentence may end.</summary>
    public Ending? Ending { get; set; }

    /// <summary>A word may lead to several places.</summary>
    public IReadOnlyList<PhraseStep> Words => _words;

    public IReadOnlyList<PhraseNode> Slots => _slots;

    /// <summary>The same words, for those who ask often.</summary>
    public ReadOnlySpan<PhraseStep> Steps => _words;

    public void Add(string word, PhraseNode to) => _words = [.. _words, new PhraseStep(word, to)];

    public void Add(PhraseNode slot) => _slots = [.. _slots, slot];
}

/// <summary>The beginnings of many patterns in one: a first word may lead to hundreds of places.</summary>
internal sealed class PhraseStarts
{
    private static readonly List<PhraseNode> None = [];
    private readonly Dictionary<string, List<PhraseNode>> _words = new(StringComparer.Ordinal);
    private readonly List<PhraseNode> _slots = [];

    public IReadOnlyList<PhraseNode> Slots => _slots;

    public List<PhraseNode> After(string word) => _words.TryGetValue(word, out var nodes) ? nodes : None;

    public void AddAll(PhraseNode root)
    {
        _slots.AddRange(root.Slots);
        foreach (var (word, to) in root.Words)
        {
            if (!_words.TryGetValue(word, out var nodes))
            {
                _words[word] = nodes = [];
            }

            nodes.Add(to);
        }
    }
}

/// <summary>All patterns as one graph from one root. It has no loops, so a sentence is tried against all of them at once.</summary>
internal sealed class PhraseGraph
{
    private readonly List<(Ending Ending, PhraseNode Root)> _patterns = [];

    public IReadOnlyList<(Ending Ending, PhraseNode Root)> Patterns => _patterns;

    /// <summary>The beginnings of all patterns.</summary>
    public PhraseStarts Root { get; } = new();

    public void Add(PhraseConcept concept, List<PhraseFault> faults)
    {
        foreach (var language in concept.Languages)
        {
            foreach (var pattern in language.Patterns)
            {
                try
                {
                    var ending = new Ending(concept, language.Code, pattern, _patterns.Count);
                    var root = Pattern.Compile(pattern.Text, ending);
                    _patterns.Add((ending, root));
                    Root.AddAll(root);
                }
                catch (FormatException wrong)
                {
                    faults.Add(new PhraseFault(concept.File, pattern.Line, $"\"{pattern.Text}\": {wrong.Message}"));
                }
            }
        }
    }
}
