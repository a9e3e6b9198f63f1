using System.Text;

namespace CrmBot.Cards;

/// <summary>The <c>{name}</c> placeholders of a text. A brace that does not enclose a name is an ordinary character.</summary>
internal static class Placeholders
{
    public static IReadOnlySet<string> In(string text)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        Fill(text, name =>
        {
            names.Add(name);
            return "";
        });
        return names;
    }

    /// <summary>The text with its placeholders replaced; null when a value is missing.</summary>
    public static string? Fill(string text, Func<string, string?> value)
    {
        var filled = new StringBuilder(text.Length + 16);
        var at = 0;
        while (at < text.Length)
        {
            var end = text[at] == '{' ? NameEnd(text, at + 1) : -1;
            if (end < 0)
            {
                filled.Append(text[at++]);
                continue;
            }

            if (value(text[(at + 1)..end]) is not { } found)
            {
                return null;
            }

            filled.Append(found);
            at = end + 1;
        }

        return filled.ToString();
    }

    private static int NameEnd(string text, int start)
    {
        var at = start;
        while (at < text.Length && (char.IsAsciiLetter(text[at]) || (at > start && char.IsAsciiDigit(text[at]))))
        {
            at++;
        }

        return at > start && at < text.Length && text[at] == '}' ? at : -1;
    }
}
