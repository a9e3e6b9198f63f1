namespace CrmBot.Domain;

/// <summary>The single wishes and worries of a follow-up, and the sentence each was told in.</summary>
public static class WishesTold
{
    /// <summary>Several stand apart by a line or a semicolon; neighbours joined by a comma are one.</summary>
    private static readonly char[] Between = ['\n', '\r', ';', '；'];

    private static readonly char[] Ends = ['。', '！', '？', '!', '?', '\n', '\r', ';', '；'];

    /// <summary>Each once, needs first; at most <see cref="Items.MostOfOne"/> of a kind.</summary>
    public static IEnumerable<(ItemKind Kind, string Text)> Of(Gist? gist) =>
        Each(gist?.Needs).Select(t => (ItemKind.Need, t)).Concat(Each(gist?.Objection).Select(t => (ItemKind.Objection, t)));

    /// <summary>The sentence of <paramref name="summary"/> that tells <paramref name="text"/>, exactly as written; the text itself when none does.</summary>
    public static string SentenceOf(string summary, string text)
    {
        var sentences = Sentences(summary);
        return sentences.FirstOrDefault(s => s.Contains(text, StringComparison.OrdinalIgnoreCase))
            ?? sentences.Where(s => Likeness.Of(s, text) != Alike.No).MaxBy(s => Likeness.Share(s, text))
            ?? text;
    }

    private static IEnumerable<string> Each(string? told) => (told ?? "").Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(Bare).Where(t => t.Length > 1).Distinct(StringComparer.OrdinalIgnoreCase).Take(Items.MostOfOne);

    /// <summary>Without the number or dot that begins a line of a list.</summary>
    private static string Bare(string line)
    {
        var text = line.TrimStart('-', '*', '•', '·', ' ');
        var mark = text.IndexOfAny(['.', '、', ')', '）', '．']);
        return mark is > 0 and <= 2 && text[..mark].All(char.IsAsciiDigit) && !(text[mark] == '.' && mark + 1 < text.Length && char.IsAsciiDigit(text[mark + 1])) ? text[(mark + 1)..].Trim() : text.Trim();
    }

    private static List<string> Sentences(string summary)
    {
        var sentences = new List<string>();
        var from = 0;
        for (var i = 0; i <= summary.Length; i++)
        {
            // A full stop of Latin script ends a sentence only before a space: 2.5 and U.S. stay whole.
            if (i == summary.Length || Ends.Contains(summary[i]) || (summary[i] == '.' && i + 1 < summary.Length && char.IsWhiteSpace(summary[i + 1])))
            {
                if (summary[from..i].Trim() is { Length: > 0 } sentence)
                {
                    sentences.Add(sentence);
                }

                from = i + 1;
            }
        }

        return sentences;
    }
}
