using System.Buffers;

namespace CrmBot.Cards;

/// <summary>
/// Makes text that a person typed show literally in a TextBlock: Markdown, mentions, entities and the client's date macros
/// become ordinary characters, and each line stays a line.
/// </summary>
internal static class PlainText
{
    private const int Short = 256;

    /// <summary>What may have to be escaped, by itself or by where it stands.</summary>
    private static readonly SearchValues<char> Suspects = SearchValues.Create("\\*_[]~`<|#-+>=.){&\r\n");

    /// <summary>The same value when nothing in it has to be escaped.</summary>
    public static Value Escape(in Value value)
    {
        if (value.Kind != Kind.Text)
        {
            return Value.Of(Escape(value.Shown()));
        }

        var text = value.Text;
        return text.AsSpan().ContainsAny(Suspects) ? Value.Of(Escape(text)) : value;
    }

    private static string Escape(string text)
    {
        var longest = text.Length * 2;
        var rented = longest > Short ? ArrayPool<char>.Shared.Rent(longest) : null;
        var escaped = rented ?? stackalloc char[Short];
        var made = new string(escaped[..Escape(text, escaped)]);
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented, clearArray: true);
        }

        return made;
    }

    private static int Escape(string text, Span<char> escaped)
    {
        var used = 0;
        var lineStart = true;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c is '\r' or '\n')
            {
                at += c == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 1 : 0;
                escaped[used++] = '\n';
                escaped[used++] = '\n';
                lineStart = true;
                continue;
            }

            if (IsSpecial(text, at, lineStart))
            {
                escaped[used++] = '\\';
            }

            escaped[used++] = c;
            // Digits keep the line start, for "1." and "1)"; spaces because an indented mark is a mark.
            lineStart &= c == ' ' || char.IsAsciiDigit(c);
        }

        return used;
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
