namespace CrmBot.Language;

/// <summary>
/// Takes a sentence through the graph, all patterns at once. Of the ways to one node only the most specific is kept, so the
/// work is bounded by tokens times nodes in reach, whatever the sentence.
/// </summary>
internal sealed class PhraseWalk
{
    private const int LongestName = 80;

    /// <summary>Whether words say when hangs on no day and no place.</summary>
    private static readonly DateContext AnyDay = new(new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero), "UTC", "CN");

    private readonly string _text;
    private readonly List<Token> _tokens;
    private readonly PhraseStarts _root;
    private readonly Dictionary<Ending, Way> _found = new(ReferenceEqualityComparer.Instance);
    private Dictionary<(PhraseNode Node, bool InSlot), Way> _here = [];
    private Dictionary<(PhraseNode Node, bool InSlot), Way> _next = [];

    private PhraseWalk(PhraseStarts root, string text)
    {
        _root = root;
        _text = text;
        _tokens = Token.Split(text);
    }

    public static IReadOnlyList<Meaning> Over(PhraseGraph graph, string text) => new PhraseWalk(graph.Root, text).Run();

    private List<Meaning> Run()
    {
        var starts = Manners.Starts(_tokens);
        var ends = Manners.Ends(_tokens);
        for (var at = 0; at < _tokens.Count; at++)
        {
            if (ends[at])
            {
                Collect(at);
            }

            if (starts[at])
            {
                Begin(at);
            }

            foreach (var ((node, inSlot), way) in _here)
            {
                Step(node, inSlot, way, at);
            }

            (_here, _next) = (_next, _here);
            _next.Clear();
        }

        Collect(_tokens.Count);
        return [.. _found.OrderBy(f => f.Value).ThenBy(f => f.Key.Order).Select(f => Read(f.Key, f.Value))];
    }

    private void Begin(int at)
    {
        foreach (var node in _root.After(_tokens[at].Text))
        {
            Reach(node, false, Way.Start.Said(_tokens[at]));
        }

        Fill(_root.Slots, Way.Start, at);
    }

    private void Step(PhraseNode node, bool inSlot, Way way, int at)
    {
        var token = _tokens[at];
        foreach (var (word, to) in node.Steps)
        {
            if (word == token.Text)
            {
                Reach(to, false, Close(inSlot, node, way, at).Said(token));
            }
        }

        if (inSlot && (node.IsText || FitsName(way, token, at) || (node.Slot == Pattern.When && token.Text is ":" or "~")))
        {
            Reach(node, true, way.Filling(token));
        }
        else if (token.Kind is TokenKind.Break || (!inSlot && token.Kind is TokenKind.Sign))
        {
            Reach(node, false, Close(inSlot, node, way, at));
        }

        if (!inSlot)
        {
            Fill(node.Slots, way, at);
        }
    }

    private static Way Close(bool inSlot, PhraseNode node, Way way, int at) => inSlot ? way.Closed(node.Slot!, at) : way;

    private void Fill(IReadOnlyList<PhraseNode> slots, Way way, int at)
    {
        if (_tokens[at].Kind is TokenKind.Word or TokenKind.Han)
        {
            foreach (var slot in slots)
            {
                Reach(slot, true, way.Opened(at).Filling(_tokens[at]));
            }
        }
    }

    private bool FitsName(Way way, Token token, int at) =>
        (token.Kind is not TokenKind.Break || IsBeforeLegalForm(at))
        && token.End - _tokens[way.SlotStart].Start <= LongestName;

    private bool IsBeforeLegalForm(int at) =>
        _tokens[at].Text == "," && at + 1 < _tokens.Count && LegalForm.IsLatin(_tokens[at + 1].Text);

    private void Reach(PhraseNode node, bool inSlot, Way way)
    {
        if (!_next.TryGetValue((node, inSlot), out var known) || way.CompareTo(known) < 0)
        {
            _next[(node, inSlot)] = way;
        }
    }

    private void Collect(int at)
    {
        foreach (var ((node, inSlot), way) in _here)
        {
            // Particles at the end of free text belong to it.
            if (node.Ending is not { } ending || (node.IsText && at < _tokens.Count))
            {
                continue;
            }

            var done = Close(inSlot, node, way, at);
            if (done.NamesSomething(_tokens) && SaysWhen(done) && SaysMeasures(done) && (!_found.TryGetValue(ending, out var known) || done.CompareTo(known) < 0))
            {
                _found[ending] = done;
            }
        }
    }

    private bool SaysWhen(Way way)
    {
        for (var slot = way.Slots; slot is not null; slot = slot.Earlier)
        {
            if (slot.Name == Pattern.When && !SaysWhen(slot.From, slot.To))
            {
                return false;
            }
        }

        return true;
    }

    private bool SaysMeasures(Way way)
    {
        for (var slot = way.Slots; slot is not null; slot = slot.Earlier)
        {
            if ((slot.Name == Pattern.Days && DaysSaid.Read(Said(slot)) is null) || (slot.Name == Pattern.OfTier && TierSaid.Read(Said(slot)) is null))
            {
                return false;
            }
        }

        return true;
    }

    private string Said(Filled slot) => _text[_tokens[slot.From].Start.._tokens[slot.To - 1].End];

    // A bare number is a time behind the word that makes it one: "at 3".
    private bool SaysWhen(int from, int to) =>
        DateReader.When(_text[_tokens[from].Start.._tokens[to - 1].End], AnyDay) is not null
        || (from > 0 && _tokens[from - 1].Text == "at" && DateReader.Find(_text[_tokens[from - 1].Start.._tokens[to - 1].End], AnyDay).Count > 0);

    private Meaning Read(Ending ending, Way way)
    {
        var slots = new List<Slot>();
        for (var slot = way.Slots; slot is not null; slot = slot.Earlier)
        {
            var last = slot.To - 1;
            while (slot.Name != Pattern.FreeText && last > slot.From && _tokens[last].Kind is not (TokenKind.Word or TokenKind.Han)
                && _tokens[last].Text != ")")
            {
                last--;
            }

            var start = _tokens[slot.From].Start;
            var length = _tokens[last].End - start;
            slots.Insert(0, new Slot(slot.Name, _text.Substring(start, length), start, length));
        }

        return new Meaning(ending.Concept.Name, slots, ending.Source.Values, ending.Why);
    }
}
