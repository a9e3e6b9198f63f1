namespace CrmBot.Language;

/// <summary>Reads the notation into a graph; the notation is described at <see cref="Phrasebook"/>.</summary>
internal sealed class Pattern
{
    public const string FreeText = "text";

    /// <summary>A slot that holds only what <see cref="DateReader.When"/> can read.</summary>
    public const string When = "when";

    /// <summary>A slot that holds only what <see cref="DaysSaid.Read"/> can read.</summary>
    public const string Days = "days";

    /// <summary>A slot that holds only what <see cref="TierSaid.Read"/> can read.</summary>
    public const string OfTier = "tier";

    private static readonly string[] Slots = ["customer", "person", "other", "place", When, Days, OfTier, FreeText];

    /// <summary>True for a slot that is no name: it holds only what can be read as what it is.</summary>
    public static bool IsRead(string? slot) => slot is When or Days or OfTier;
    private readonly string _text;
    private int _at;

    private Pattern(string text) => _text = text;

    /// <summary>The root of the pattern's graph, whose last nodes hold <paramref name="ending"/>.</summary>
    /// <exception cref="FormatException">The pattern is not in the notation; the message says why.</exception>
    public static PhraseNode Compile(string text, Ending ending)
    {
        var root = new PhraseNode();
        foreach (var last in new Pattern(text).Sequence([root], inBrackets: false))
        {
            if (last == root || root.Slots.Contains(last))
            {
                throw new FormatException("the pattern can be said without any literal word");
            }

            last.Ending = ending;
        }

        return root;
    }

    /// <param name="from">Every node that what follows may be said after.</param>
    /// <returns>Every node that the sequence may end at.</returns>
    private List<PhraseNode> Sequence(List<PhraseNode> from, bool inBrackets)
    {
        var ends = new List<PhraseNode>();
        var at = from;
        while (_at < _text.Length && _text[_at] != ']')
        {
            switch (_text[_at])
            {
                case '|' when inBrackets:
                    ends.AddRange(NotEmpty(at, from));
                    at = from;
                    _at++;
                    break;
                case '[':
                    at = [.. at, .. Optional(at)];
                    break;
                case '{':
                    at = [FillSlot(at)];
                    break;
                case ' ':
                    _at++;
                    break;
                default:
                    at = Words(at, inBrackets);
                    break;
            }
        }

        if (_at < _text.Length && !inBrackets)
        {
            throw new FormatException("a ] without its [");
        }

        ends.AddRange(inBrackets ? NotEmpty(at, from) : at);
        return ends;
    }

    private static List<PhraseNode> NotEmpty(List<PhraseNode> ends, List<PhraseNode> from) =>
        ends.Exists(from.Contains) ? throw new FormatException("an alternative in brackets can be empty") : ends;

    private List<PhraseNode> Optional(List<PhraseNode> from)
    {
        _at++;
        var ends = Sequence(from, inBrackets: true);
        if (_at == _text.Length)
        {
            throw new FormatException("a [ without its ]");
        }

        _at++;
        return ends;
    }

    private PhraseNode FillSlot(List<PhraseNode> from)
    {
        var end = _text.IndexOf('}', _at);
        var name = end < 0 ? throw new FormatException("a { without its }") : _text[(_at + 1)..end];
        if (!Slots.Contains(name))
        {
            throw new FormatException($"the slot {{{name}}} is not known; there are {{{string.Join("}, {", Slots)}}}");
        }

        _at = end + 1;
        var slot = new PhraseNode(name);
        foreach (var node in from)
        {
            // A name may follow a date behind a comma ("22-26 Sep, Grace covers"), which no date holds.
            if (node.Slot is not (null or When))
            {
                throw new FormatException("two slots need a word between them");
            }

            node.Add(slot);
        }

        return slot;
    }

    private List<PhraseNode> Words(List<PhraseNode> from, bool inBrackets)
    {
        var end = _text.AsSpan(_at).IndexOfAny(inBrackets ? " []{|" : " []{");
        var run = _text.Substring(_at, end < 0 ? _text.Length - _at : end);
        _at += run.Length;
        return [.. run.Split('|').Select(word => Literal(from, word))];
    }

    private static PhraseNode Literal(List<PhraseNode> from, string word)
    {
        var tokens = Token.Split(word, afterWord: true);
        if (tokens.Count == 0)
        {
            throw new FormatException("a | stands between two words");
        }

        var at = from;
        foreach (var token in tokens)
        {
            // A sentence may leave out punctuation, so a pattern that needs it could not be told from its neighbour.
            if (token.Kind is TokenKind.Break)
            {
                throw new FormatException($"\"{word}\" holds punctuation; sentences are compared without it");
            }

            // A thousand words make up all patterns.
            var (literal, next) = (string.Intern(token.Text), new PhraseNode());
            foreach (var node in at)
            {
                if (node.IsText)
                {
                    throw new FormatException("{text} must be last");
                }

                node.Add(literal, next);
            }

            at = [next];
        }

        return at[0];
    }
}
