namespace CrmBot.Language;

/// <summary>A text as names are compared: its words and Han characters one after the other, folded, without spaces and signs.</summary>
internal sealed class FlatText
{
    private readonly List<Token> tokens = [];
    private readonly int[] tokenAt;
    private readonly int[] starts;
    private readonly int[] limits;
    private readonly bool[] ends;

    public FlatText(string text)
    {
        Text = text;
        Folded = string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = Fold.Char(source[i]);
            }
        });
        IsShouted = Looks.IsCapitals(text);
        var all = Token.Split(text);
        var breaks = new List<bool>();
        var broken = true;
        foreach (var token in all)
        {
            if (token.Kind is TokenKind.Word or TokenKind.Han && token.Text.Trim('\'').Length > 0)
            {
                tokens.Add(token);
                breaks.Add(broken);
                broken = false;
            }
            else
            {
                broken |= Breaks(token);
            }
        }

        Letters = string.Concat(tokens.Select(t => t.Text.Trim('\'')));
        (tokenAt, ends, starts, limits) = (new int[Letters.Length], new bool[Letters.Length + 1], new int[tokens.Count + 1], new int[tokens.Count]);
        for (var (i, at) = (0, 0); i < tokens.Count; i++)
        {
            starts[i] = at;
            var length = tokens[i].Text.Trim('\'').Length;
            tokenAt.AsSpan(at, length).Fill(i);
            at += length;
            ends[at] = true;
            starts[i + 1] = at;
        }

        for (var i = tokens.Count - 1; i >= 0; i--)
        {
            limits[i] = i + 1 < tokens.Count && !breaks[i + 1] ? limits[i + 1] : starts[i + 1];
        }
    }

    public string Text { get; }

    /// <summary>The text itself folded: the same positions.</summary>
    public string Folded { get; }

    /// <summary>Positions in it are called flat.</summary>
    public string Letters { get; }

    /// <summary>That it has no small letter, so that capitals say nothing.</summary>
    public bool IsShouted { get; }

    /// <summary>Words and Han characters.</summary>
    public IReadOnlyList<Token> Tokens => tokens;

    /// <summary>Flat position of a token; of the number of tokens, the end.</summary>
    public int At(int token) => starts[token];

    public int TokenAt(int flat) => tokenAt[flat];

    /// <summary>Whether a word or a Han character ends before this flat position.</summary>
    public bool IsEnd(int flat) => ends[flat];

    /// <summary>How far a name that begins with a token can reach, flat.</summary>
    public int LimitOf(int token) => limits[token];

    /// <summary>First unit of the text.</summary>
    public int StartOf(int flat) => tokens[tokenAt[flat]].Start;

    /// <param name="flat">Behind the last letter.</param>
    public int EndOf(int flat) => tokens[tokenAt[flat - 1]].End;

    /// <summary>What stands between two names, folded; empty where they touch.</summary>
    /// <param name="to">Begin of the second, not before the end of the first.</param>
    public ReadOnlySpan<char> Between(int from, int to) =>
        EndOf(from) is var end && to < Letters.Length && StartOf(to) > end ? Folded.AsSpan(end..StartOf(to)) : [];

    /// <summary>Behind a name, with the bracket that was opened in it.</summary>
    public int EndOf(int from, int to)
    {
        var end = EndOf(to);
        return end < Folded.Length && Folded[end] == ')' && Folded.AsSpan(StartOf(from)..end) is var name && name.Contains('(') && !name.Contains(')') ? end + 1 : end;
    }

    private bool Breaks(Token token) => token.Text switch
    {
        "-" => IsSpace(token.Start - 1) || IsSpace(token.End),
        "." => IsSpace(token.End) && !(tokens is [.., var last] && LegalForm.IsLatin(last.Text)) && !(tokens is [.., { Text.Length: <= 3 }]),
        "&" or "·" or "(" or ")" => false,
        _ => true,
    };

    private bool IsSpace(int at) => at < 0 || at >= Folded.Length || Folded[at] is ' ' or '\n' or '\t';
}
