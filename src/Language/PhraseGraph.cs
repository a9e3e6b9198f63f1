namespace CrmBot.Language;

/// <summary>What a sentence means that ends at a node of this pattern.</summary>
/// <param name="Order">Of loading; settles what nothing else does, so that the same phrases always answer the same.</param>
internal sealed record Ending(PhraseConcept Concept, string Language, PhrasePattern Source, int Order)
{
    public string Why => $"{Concept.Name} · {Language} · {Source.Text}";
}

/// <summary>A place in a pattern: what has been said so far, and what may follow.</summary>
/// <param name="slot">The slot that a sentence is filling here; null after a literal word.</param>
internal sealed class PhraseNode(string? slot = null)
{
    private readonly Dictionary<string, List<PhraseNode>> _words = new(0, StringComparer.Ordinal);
    private readonly List<PhraseNode> _slots = [];
    private static readonly List<PhraseNode> None = [];

    public string? Slot { get; } = slot;

    /// <summary>Names of any kind look alike to the matcher, free text does not.</summary>
    public bool IsText => Slot == Pattern.FreeText;

    /// <summary>Null where no sentence may end.</summary>
    public Ending? Ending { get; set; }

    public IReadOnlyDictionary<string, List<PhraseNode>> Words => _words;

    public IReadOnlyList<PhraseNode> Slots => _slots;

    public List<PhraseNode> After(string word) => _words.TryGetValue(word, out var nodes) ? nodes : None;

    public void Add(string word, PhraseNode to)
    {
        if (!_words.TryGetValue(word, out var nodes))
        {
            _words[word] = nodes = [];
        }

        nodes.Add(to);
    }

    public void Add(PhraseNode slot) => _slots.Add(slot);

    public void AddAll(PhraseNode root)
    {
        _slots.AddRange(root._slots);
        foreach (var (word, nodes) in root._words)
        {
            nodes.ForEach(to => Add(word, to));
        }
    }
}

/// <summary>All patterns as one graph from one root. It has no loops, so a sentence is tried against all of them at once.</summary>
internal sealed class PhraseGraph
{
    private readonly List<(Ending Ending, PhraseNode Root)> _patterns = [];

    public IReadOnlyList<(Ending Ending, PhraseNode Root)> Patterns => _patterns;

    /// <summary>The beginnings of all patterns in one.</summary>
    public PhraseNode Root { get; } = new();

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
