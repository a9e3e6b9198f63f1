namespace CrmBot.Language;

/// <summary>One unit of a pattern after its brackets and alternatives are written out.</summary>
internal readonly record struct Piece(string Text, bool IsSlot)
{
    /// <summary>Names of any kind look alike to the matcher, so two slots of one kind must claim the same text.</summary>
    public string Key => !IsSlot ? Text : Text == Pattern.FreeText ? "{text}" : "{name}";
}

/// <summary>Reads the notation and writes out every form it stands for; the notation is described at <see cref="Phrasebook"/>.</summary>
internal sealed class Pattern
{
    public const string FreeText = "text";
    private const int MostForms = 600;
    private static readonly string[] Slots = ["customer", "person", FreeText];
    private readonly string _text;
    private int _at;

    private Pattern(string text) => _text = text;

    /// <exception cref="FormatException">The pattern is not in the notation; the message says why.</exception>
    public static IReadOnlyList<IReadOnlyList<Piece>> Forms(string pattern)
    {
        var reader = new Pattern(pattern);
        var forms = reader.Sequence(inBrackets: false);
        foreach (var form in forms)
        {
            Check(form);
        }

        return forms;
    }

    private static void Check(List<Piece> form)
    {
        if (!form.Exists(p => !p.IsSlot))
        {
            throw new FormatException("a form of the pattern has no literal word");
        }

        for (var i = 0; i < form.Count; i++)
        {
            if (form[i].IsSlot && i > 0 && form[i - 1].IsSlot)
            {
                throw new FormatException("two slots need a word between them");
            }

            if (form[i].IsSlot && form[i].Text == FreeText && i != form.Count - 1)
            {
                throw new FormatException("{text} must be last");
            }
        }
    }

    private List<List<Piece>> Sequence(bool inBrackets)
    {
        var alternatives = new List<List<Piece>>();
        List<List<Piece>> sofar = [[]];
        while (_at < _text.Length && _text[_at] != ']')
        {
            if (_text[_at] == '|')
            {
                if (!inBrackets)
                {
                    throw new FormatException("a | stands between two words");
                }

                _at++;
                alternatives.AddRange(NotEmpty(sofar));
                sofar = [[]];
                continue;
            }

            sofar = Join(sofar, _text[_at] switch
            {
                '[' => Optional(),
                '{' => [[OneSlot()]],
                ' ' => Space(),
                _ => Words(inBrackets),
            });
        }

        if (_at < _text.Length && !inBrackets)
        {
            throw new FormatException("a ] without its [");
        }

        alternatives.AddRange(NotEmpty(sofar));
        return alternatives;
    }

    private static List<List<Piece>> NotEmpty(List<List<Piece>> forms) =>
        forms.Exists(f => f.Count == 0) ? throw new FormatException("a form of the pattern or a bracket is empty") : forms;

    private List<List<Piece>> Optional()
    {
        _at++;
        var inner = Sequence(inBrackets: true);
        if (_at == _text.Length)
        {
            throw new FormatException("a [ without its ]");
        }

        _at++;
        return [[], .. inner];
    }

    private Piece OneSlot()
    {
        var end = _text.IndexOf('}', _at);
        var name = end < 0 ? throw new FormatException("a { without its }") : _text[(_at + 1)..end];
        if (!Slots.Contains(name))
        {
            throw new FormatException($"the slot {{{name}}} is not known; there are {{{string.Join("}, {", Slots)}}}");
        }

        _at = end + 1;
        return new Piece(name, IsSlot: true);
    }

    private List<List<Piece>> Space()
    {
        _at++;
        return [[]];
    }

    private List<List<Piece>> Words(bool inBrackets)
    {
        var end = _text.AsSpan(_at).IndexOfAny(inBrackets ? " []{|" : " []{");
        var run = _text.Substring(_at, end < 0 ? _text.Length - _at : end);
        _at += run.Length;
        return [.. run.Split('|').Select(Literal)];
    }

    private static List<Piece> Literal(string word)
    {
        var tokens = Token.Split(word);
        if (tokens.Count == 0)
        {
            throw new FormatException("a | stands between two words");
        }

        // A sentence may leave out any Break, so a pattern that needs one could not be told from its neighbour.
        return tokens.Exists(t => t.Kind is TokenKind.Break)
            ? throw new FormatException($"\"{word}\" holds punctuation; sentences are compared without it")
            : tokens.ConvertAll(t => new Piece(t.Text, IsSlot: false));
    }

    private static List<List<Piece>> Join(List<List<Piece>> heads, List<List<Piece>> tails)
    {
        if (heads.Count * tails.Count > MostForms)
        {
            throw new FormatException($"the pattern stands for more than {MostForms} forms; split it");
        }

        return [.. from head in heads from tail in tails select new List<Piece>([.. head, .. tail])];
    }
}
