namespace CrmBot.Language;

/// <summary>A name made comparable: folded, without spaces and punctuation.</summary>
/// <param name="Text">Never empty, unless the name holds nothing but signs.</param>
/// <param name="Cut">Its length without the legal form; that of the text where there is none.</param>
/// <param name="Words">Where its Latin words and its Han characters begin.</param>
internal sealed record NameKey(string Text, int Cut, IReadOnlyList<int> Words)
{
    /// <summary>The name as it stands.</summary>
    public static IEnumerable<NameKey> Whole(string name) => Some([Of(Token.Split(name))]);

    /// <summary>Also without what it has in brackets, usually a place.</summary>
    public static IEnumerable<NameKey> All(string name)
    {
        var tokens = Token.Split(name);
        return CutBrackets(tokens) is { } without ? Some([Of(tokens), Of(without)]) : Some([Of(tokens)]);
    }

    /// <summary>Also what it has in brackets, as in "张建国(张总)".</summary>
    public static IEnumerable<NameKey> OfPerson(string name)
    {
        var tokens = Token.Split(name);
        var open = tokens.FindIndex(t => t.Text == "(");
        var close = tokens.FindIndex(open + 1, t => t.Text == ")");
        return open > 0 && close > open ? Some([Of(tokens), Of(CutBrackets(tokens)!), Of(tokens[(open + 1)..close])]) : Some([Of(tokens)]);
    }

    /// <summary>What is compared with other names: the key with its legal form, and without.</summary>
    public IEnumerable<string> Texts() => Cut < Text.Length ? [Text, Text[..Cut]] : [Text];

    private static IEnumerable<NameKey> Some(NameKey[] keys) =>
        keys.Where(k => k.Text.Length > 0).DistinctBy(k => (k.Text, k.Cut));

    private static NameKey Of(List<Token> tokens)
    {
        var words = tokens.Where(t => t.Kind is TokenKind.Word or TokenKind.Han).Select(t => t.Text.Trim('\'')).ToList();
        var starts = new List<int>(words.Count);
        var length = 0;
        foreach (var word in words)
        {
            starts.Add(length);
            length += word.Length;
        }

        var kept = words.Count;
        while (kept > 1 && LegalForm.IsLatin(words[kept - 1]))
        {
            kept--;
        }

        var text = string.Concat(words);
        return new NameKey(text, LegalForm.CutChinese(kept < words.Count ? text[..starts[kept]] : text).Length, starts);
    }

    private static List<Token>? CutBrackets(List<Token> tokens)
    {
        var open = tokens.FindIndex(t => t.Text == "(");
        var close = tokens.FindIndex(open + 1, t => t.Text == ")");
        return open > 0 && close > open ? [.. tokens[..open], .. tokens[(close + 1)..]] : null;
    }
}
