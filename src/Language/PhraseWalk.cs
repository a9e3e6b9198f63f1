namespace CrmBot.Language;

/// <summary>
/// Takes a sentence through the tree, all forms at once. Of the ways to one node only the one with the fewest slot characters
/// is kept, so the work is bounded by tokens times nodes in reach, whatever the sentence.
/// </summary>
internal sealed class PhraseWalk
{
    private const int LongestName = 80;

    // A pattern that would take one of these for a name has misread the sentence.
    private static readonly HashSet<string> NoNames = new(StringComparer.Ordinal)
    {
        "我", "你", "您", "他", "她", "它", "我们", "你们", "他们", "大家", "自己", "谁", "哪个", "哪家", "哪些", "什么", "啥", "这个", "那个", "这", "那", "一下", "下", "的", "了",
        "it", "this", "that", "you", "me", "him", "her", "them", "us", "what", "who", "everyone", "everybody", "everything", "things", "a", "the",
    };

    private readonly List<Token> _tokens;
    private readonly string _text;
    private readonly Dictionary<Ending, Way> _found = [];
    private Dictionary<(PhraseNode Node, bool InSlot), Way> _here = [];
    private Dictionary<(PhraseNode Node, bool InSlot), Way> _next = [];

    private PhraseWalk(string text)
    {
        _text = text;
        _tokens = Token.Split(text);
    }

    /// <summary>How a node was reached. A chain of filled slots, newest first.</summary>
    private sealed record Way(int SlotLength, Filled? Slots, int SlotStart = -1, bool IsText = false);

    private sealed record Filled(int From, int To, Filled? Earlier);

    public static IReadOnlyList<Meaning> Over(PhraseTree tree, string text) => new PhraseWalk(text).Run(tree.Root);

    private List<Meaning> Run(PhraseNode root)
    {
        var starts = Manners.Starts(_tokens);
        var ends = Manners.Ends(_tokens);
        for (var at = 0; at < _tokens.Count; at++)
        {
            if (starts[at])
            {
                _here.TryAdd((root, false), new Way(0, null));
            }

            if (ends[at])
            {
                Collect(at);
            }

            foreach (var ((node, inSlot), way) in _here)
            {
                Step(node, inSlot, way, at);
            }

            (_here, _next) = (_next, _here);
            _next.Clear();
        }

        Collect(_tokens.Count);
        return
        [
            .. _found.OrderBy(f => f.Value.SlotLength)
                .ThenByDescending(f => f.Key.Literals)
                .ThenBy(f => f.Key.EndsInText)
                .ThenBy(f => f.Key.Order)
                .Select(f => Read(f.Key, f.Value)),
        ];
    }

    private void Step(PhraseNode node, bool inSlot, Way way, int at)
    {
        var token = _tokens[at];
        if (node.Words.TryGetValue(token.Text, out var child))
        {
            Reach(child, false, Closed(inSlot, way, at));
        }

        if (inSlot && (way.IsText || FitsName(way, token, at)))
        {
            Reach(node, true, way with { SlotLength = way.SlotLength + token.Length });
        }
        else if (token.Kind is TokenKind.Break || (!inSlot && token.Kind is TokenKind.Sign))
        {
            Reach(node, false, Closed(inSlot, way, at));
        }

        if (inSlot)
        {
            return;
        }

        if (node.Name is { } name && token.Kind is not (TokenKind.Break or TokenKind.Sign))
        {
            Reach(name, true, way with { SlotLength = way.SlotLength + token.Length, SlotStart = at, IsText = false });
        }

        if (node.Text is { } text && token.Kind is not (TokenKind.Break or TokenKind.Sign))
        {
            Reach(text, true, way with { SlotLength = way.SlotLength + token.Length, SlotStart = at, IsText = true });
        }
    }

    private bool FitsName(Way way, Token token, int at) =>
        (token.Kind is not TokenKind.Break || IsBeforeLegalForm(at))
        && token.End - _tokens[way.SlotStart].Start <= LongestName;

    private bool IsBeforeLegalForm(int at) =>
        _tokens[at].Text == "," && at + 1 < _tokens.Count && LegalForm.IsLatin(_tokens[at + 1].Text);

    private void Reach(PhraseNode node, bool inSlot, Way way)
    {
        if (!_next.TryGetValue((node, inSlot), out var known) || way.SlotLength < known.SlotLength)
        {
            _next[(node, inSlot)] = way;
        }
    }

    private static Way Closed(bool inSlot, Way way, int at) =>
        inSlot ? way with { Slots = new Filled(way.SlotStart, at, way.Slots), SlotStart = -1 } : way;

    private void Collect(int at)
    {
        foreach (var ((node, inSlot), way) in _here)
        {
            if (node.Ending is not { } ending)
            {
                continue;
            }

            // Particles at the end of free text belong to it.
            if (ending.EndsInText && at < _tokens.Count)
            {
                continue;
            }

            var done = Closed(inSlot, way, at);
            if ((!_found.TryGetValue(ending, out var known) || done.SlotLength < known.SlotLength) && NamesSomething(done))
            {
                _found[ending] = done;
            }
        }
    }

    private bool NamesSomething(Way way)
    {
        for (var slot = way.Slots; slot is not null; slot = slot.Earlier)
        {
            if (NoNames.Contains(string.Concat(_tokens[slot.From..slot.To].Take(4).Select(t => t.Text))))
            {
                return false;
            }
        }

        return true;
    }

    private Meaning Read(Ending ending, Way way)
    {
        var slots = new List<Slot>();
        var index = ending.SlotNames.Count;
        for (var slot = way.Slots; slot is not null; slot = slot.Earlier)
        {
            var name = ending.SlotNames[--index];
            var last = slot.To - 1;
            while (name != Pattern.FreeText && last > slot.From && _tokens[last] is { Kind: TokenKind.Break } or { Kind: TokenKind.Sign, Text: not (")" or ".") })
            {
                last--;
            }

            var start = _tokens[slot.From].Start;
            var length = _tokens[last].End - start;
            slots.Insert(0, new Slot(name, _text.Substring(start, length), start, length));
        }

        return new Meaning(ending.Concept, slots, ending.Source.Values, ending.Why);
    }
}
