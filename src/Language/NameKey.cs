namespace CrmBot.Language;

/// <summary>A name made comparable: folded, without spaces, punctuation and legal form.</summary>
/// <param name="Text">Never empty, unless the name holds nothing but signs.</param>
/// <param name="Words">Where its Latin words and its Han characters begin.</param>
internal sealed record NameKey(string Text, IReadOnlyList<int> Words)
{
    public bool IsHan { get; } = Text.Any(c => Fold.IsHan(c));

    /// <summary>The name as it stands and without its legal form.</summary>
    public static IEnumerable<NameKey> Whole(string name) => Distinct(Token.Split(name));

    /// <summary>Also without what it has in brackets, usually a place.</summary>
    public static IEnumerable<NameKey> Of(string name)
    {
        var tokens = Token.Split(name);
        return Distinct(tokens, CutBrackets(tokens));
    }

    private static IEnumerable<NameKey> Distinct(params List<Token>[] names) =>
        names.SelectMany(n => new[] { Join(n), CutForm(n) })
            .Where(k => k.Text.Length > 0)
            .DistinctBy(k => k.Text, StringComparer.Ordinal);

    private static NameKey Join(IEnumerable<Token> tokens)
    {
        var words = tokens.Where(t => t.Kind is TokenKind.Word or TokenKind.Han).Select(t => t.Text.Trim('\'')).ToList();
        var starts = new List<int>(words.Count);
        var length = 0;
        foreach (var word in words)
        {
            starts.Add(length);
            length += word.Length;
        }

        return new NameKey(string.Concat(words), starts);
    }

    private static NameKey CutForm(List<Token> tokens)
    {
        var words = tokens.FindAll(t => t.Kind is TokenKind.Word or TokenKind.Han);
        while (words.Count > 1 && LegalForm.IsLatin(words[^1].Text))
        {
            words.RemoveAt(words.Count - 1);
        }

        var whole = Join(words);
        var cut = LegalForm.CutChinese(whole.Text);
        return cut.Length == whole.Text.Length ? whole : new NameKey(cut, [.. whole.Words.Where(w => w < cut.Length)]);
    }

    private static List<Token> CutBrackets(List<Token> tokens)
    {
        var open = tokens.FindIndex(t => t.Text == "(");
        var close = tokens.FindIndex(open + 1, t => t.Text == ")");
        return open > 0 && close > open ? [.. tokens[..open], .. tokens[(close + 1)..]] : tokens;
    }
}
