namespace CrmBot.Language;

/// <summary>What a pattern says when one of its written-out forms ends here.</summary>
/// <param name="Key">The form itself; what a sentence of it looks like to the matcher.</param>
/// <param name="SlotNames">In the order of the form.</param>
/// <param name="Literals">Literal characters of the form: the measure of how specific it is.</param>
internal sealed record Ending(
    string Concept,
    string File,
    string Language,
    PhrasePattern Source,
    string Key,
    IReadOnlyList<string> SlotNames,
    int Literals,
    int Order)
{
    public bool EndsInText => SlotNames is [.., Pattern.FreeText];

    public string Why => $"{Concept} · {Language} · {Source.Text}";
}

internal sealed class PhraseNode
{
    public Dictionary<string, PhraseNode> Words { get; } = new(StringComparer.Ordinal);

    public PhraseNode? Name { get; private set; }

    public PhraseNode? Text { get; private set; }

    public Ending? Ending { get; set; }

    public PhraseNode Next(Piece piece) =>
        !piece.IsSlot ? Words.TryGetValue(piece.Text, out var known) ? known : Words[piece.Text] = new PhraseNode()
        : piece.Text == Pattern.FreeText ? Text ??= new PhraseNode()
        : Name ??= new PhraseNode();
}

/// <summary>All forms of all patterns, sharing their beginnings, so that a sentence is tried against all of them at once.</summary>
internal sealed class PhraseTree
{
    private int _count;

    public PhraseNode Root { get; } = new();

    public void Add(PhraseConcept concept, List<PhraseFault> faults)
    {
        foreach (var language in concept.Languages)
        {
            foreach (var pattern in language.Patterns)
            {
                Add(concept, language.Code, pattern, faults);
            }
        }
    }

    private void Add(PhraseConcept concept, string language, PhrasePattern pattern, List<PhraseFault> faults)
    {
        IReadOnlyList<IReadOnlyList<Piece>> forms;
        try
        {
            forms = Pattern.Forms(pattern.Text);
        }
        catch (FormatException wrong)
        {
            faults.Add(new PhraseFault(concept.File, pattern.Line, $"\"{pattern.Text}\": {wrong.Message}"));
            return;
        }

        foreach (var form in forms)
        {
            var node = form.Aggregate(Root, (at, piece) => at.Next(piece));
            var ending = new Ending(
                concept.Name,
                concept.File,
                language,
                pattern,
                string.Join(' ', form.Select(p => p.Key)),
                [.. form.Where(p => p.IsSlot).Select(p => p.Text)],
                form.Where(p => !p.IsSlot).Sum(p => p.Text.Length),
                _count++);
            if (node.Ending is { } earlier)
            {
                Compare(earlier, ending, faults);
            }
            else
            {
                node.Ending = ending;
            }
        }
    }

    // Two patterns of one concept often overlap in an optional word; only what would mean something else is a fault.
    private static void Compare(Ending earlier, Ending later, List<PhraseFault> faults)
    {
        if (earlier.Concept == later.Concept
            && earlier.SlotNames.SequenceEqual(later.SlotNames, StringComparer.Ordinal)
            && earlier.Source.SameValues(later.Source.Values))
        {
            return;
        }

        faults.Add(new PhraseFault(
            later.File,
            later.Source.Line,
            $"\"{later.Source.Text}\" claims \"{later.Key}\", which \"{earlier.Source.Text}\" claims already ({earlier.File}({earlier.Source.Line}))"));
    }
}
