using System.Text;

namespace CrmBot.Cards;

/// <summary>
/// Makes text that a person typed show literally in a TextBlock: Markdown, mentions, entities and the client's date macros
/// become ordinary characters, and each line stays a line.
/// </summary>
internal static class PlainText
{
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        var lineStart = true;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c is '\r' or '\n')
            {
                at += c == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 1 : 0;
                escaped.Append("\n\n");
                lineStart = true;
                continue;
            }

            if (IsSpecial(text, at, lineStart))
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
            // Digits keep the line start, for "1." and "1)"; spaces because an indented mark is a mark.
            lineStart &= c == ' ' || char.IsAsciiDigit(c);
        }

        return escaped.ToString();
    }

    private static bool IsSpecial(string text, int at, bool lineStart) => text[at] switch
    {
        '\\' or '*' or '_' or '[' or ']' or '~' or '`' or '<' or '|' => true,
        '#' or '-' or '+' or '>' or '=' => lineStart,
        '.' or ')' => lineStart && at > 0 && char.IsAsciiDigit(text[at - 1]),
        '{' => at + 1 < text.Length && text[at + 1] == '{',
        '&' => at + 1 < text.Length && (char.IsAsciiLetterOrDigit(text[at + 1]) || text[at + 1] == '#'),
        _ => false,
    };
}
