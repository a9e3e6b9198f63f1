namespace CrmBot.Language;

/// <summary>A name made comparable: folded, without spaces, punctuation and legal form.</summary>
/// <param name="Text">Never empty, unless the name holds nothing but signs.</param>
/// <param name="Words">Where its Latin words and its Han characters begin.</param>
internal sealed record NameKey(string Text, IReadOnlyList<int> Words)
{
    public bool IsHan { get; } = Text.Any(c => Fold.IsHan(c));

    /// <summary>Every way the name may be said: as it stands, without its legal form, without what it has in brackets.</summary>
    public static IEnumerable<NameKey> Of(string name)
    {
        var tokens = Token.Split(name);
        return new[] { tokens, CutBrackets(tokens) }
            .SelectMany(t => new[] { Join(t), CutForm(t) })
            .Where(k => k.Text.Length > 0)
            .DistinctBy(k => k.Text, StringComparer.Ordinal);
    }

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
