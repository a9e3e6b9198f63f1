namespace CrmBot.Language;

/// <summary>What is done to a stretch of a person's sentence before it is shown by itself.</summary>
internal static class Words
{
    private static readonly char[] Edges = [' ', '\t', '\r', '\n', ',', '，', '。', '、', ';', '；', ':', '：', '!', '！', '?', '？', '-', '–', '—', '~', '.', '·', '"', '“', '”', '(', ')', '（', '）', '*', '@'];

    /// <summary>Without stops at its ends, and without spaces beside Chinese characters.</summary>
    public static string Tidy(string text)
    {
        var tidy = new System.Text.StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is ' ' or '\t' or '\r' or '\n')
            {
                if (tidy.Length > 0 && tidy[^1] != ' ')
                {
                    tidy.Append(' ');
                }
            }
            else
            {
                if (tidy is [.., var before, ' '] && Fold.IsHan(c) && Fold.IsHan(before))
                {
                    tidy.Length--;
                }

                tidy.Append(c);
            }
        }

        return tidy.ToString().Trim(Edges);
    }

    /// <summary>Without words that only join it to what stood before.</summary>
    public static string Bare(string text, IReadOnlyCollection<string> joins)
    {
        for (var again = true; again;)
        {
            again = false;
            foreach (var join in joins)
            {
                if (text.StartsWith(join, StringComparison.OrdinalIgnoreCase) && text.Length > join.Length
                    && (Fold.IsHan(join[0]) || !char.IsLetterOrDigit(text[join.Length])))
                {
                    text = text[join.Length..].TrimStart(Edges);
                    again = true;
                }
            }
        }

        return text;
    }
}
