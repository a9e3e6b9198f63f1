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
    private readonly List<(string Word, PhraseNode To)> _words = [];
    private readonly List<PhraseNode> _slots = [];

    public string? Slot { get; } = slot;

    /// <summary>Names of any kind look alike to the matcher, free text does not.</summary>
    public bool IsText => Slot == Pattern.FreeText;

    /// <summary>Null where no sentence may end.</summary>
    public Ending? Ending { get; set; }

    public IReadOnlyList<(string Word, PhraseNode To)> Words => _words;

    public IReadOnlyList<PhraseNode> Slots => _slots;

    public void Add(string word, PhraseNode to) => _words.Add((word, to));

    public void Add(PhraseNode slot) => _slots.Add(slot);
}

/// <summary>All patterns as one graph from one root. It has no loops, so a sentence is tried against all of them at once.</summary>
internal sealed class PhraseGraph
{
    private readonly List<(Ending Ending, PhraseNode Root)> _patterns = [];
    private Dictionary<string, List<PhraseNode>> _first = [];
    private List<PhraseNode> _firstSlots = [];

    public IReadOnlyList<(Ending Ending, PhraseNode Root)> Patterns => _patterns;

    /// <summary>Slots that a sentence may begin with.</summary>
    public IReadOnlyList<PhraseNode> FirstSlots => _firstSlots;

    public void Add(PhraseConcept concept, List<PhraseFault> faults)
    {
        foreach (var language in concept.Languages)
        {
            foreach (var pattern in language.Patterns)
            {
                try
                {
                    var ending = new Ending(concept, language.Code, pattern, _patterns.Count);
                    _patterns.Add((ending, Pattern.Compile(pattern.Text, ending)));
                }
                catch (FormatException wrong)
                {
                    faults.Add(new PhraseFault(concept.File, pattern.Line, $"\"{pattern.Text}\": {wrong.Message}"));
                }
            }
        }
    }

    /// <summary>To be called once, after the last concept.</summary>
    public void Seal()
    {
        _first = _patterns.SelectMany(p => p.Root.Words)
            .GroupBy(w => w.Word, w => w.To, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        _firstSlots = [.. _patterns.SelectMany(p => p.Root.Slots)];
    }

    /// <summary>Where a sentence with this first word may go on.</summary>
    public IReadOnlyList<PhraseNode> After(string word) => _first.TryGetValue(word, out var nodes) ? nodes : [];
}
