namespace CrmBot.Protocol;

/// <summary>Shortens a text where a reader would stop.</summary>
internal static class TextCut
{
    public const string Ellipsis = "…";

    /// <summary>At most <paramref name="length"/> characters: up to the last sentence that fits, else the last word, and an ellipsis.</summary>
    /// <param name="length">At least 2.</param>
    /// <param name="shown">How many characters of the text are left.</param>
    public static string To(string text, int length, out int shown)
    {
        if (text.Length <= length)
        {
            shown = text.Length;
            return text;
        }

        var room = length - Ellipsis.Length;
        // A sentence that ended long before the limit would lose more than it tidies.
        var earliest = room / 2;
        var end = Last(text, earliest, room, IsSentenceEnd) ?? Last(text, earliest, room, IsWordEnd) ?? Whole(text, room);
        shown = end;
        return string.Concat(text.AsSpan(0, end).TrimEnd(), Ellipsis);
    }

    private static int? Last(string text, int earliest, int room, Func<string, int, bool> isEnd)
    {
        for (var i = room; i > earliest; i--)
        {
            if (isEnd(text, i))
            {
                return i;
            }
        }

        return null;
    }

    // Chinese stops end a sentence wherever they stand; a Western one only before a space: 3.5 is one number.
    private static bool IsSentenceEnd(string text, int end) => text[end - 1] switch
    {
        '。' or '！' or '？' or '；' or '\n' => true,
        '.' or '!' or '?' or ';' => char.IsWhiteSpace(text[end]),
        _ => false,
    };

    private static bool IsWordEnd(string text, int end) => char.IsWhiteSpace(text[end]);

    // An emoji of several characters is shown whole or not at all.
    private static int Whole(string text, int room)
    {
        var start = Math.Max(0, room - 64);
        if (start > 0 && char.IsLowSurrogate(text[start]))
        {
            start++;
        }

        var end = start;
        while (end < room)
        {
            var next = System.Globalization.StringInfo.GetNextTextElementLength(text, end);
            if (end + next > room)
            {
                break;
            }

            end += next;
        }

        return end > start ? end : room - (char.IsLowSurrogate(text[room]) ? 1 : 0);
    }
}
