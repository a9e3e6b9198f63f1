using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>
/// Replaces names and numbers in free text by a neutral word. Letters are compared without case; a Latin word only where it
/// stands alone, so that Jim leaves Jimmy; the digits of a number may be set apart.
/// </summary>
public sealed class Redaction
{
    private const int LeastLatin = 3;
    private const int LeastDigits = 6;
    private const int LeastOwn = 8;

    private readonly IReadOnlyList<string> _words;

    public Redaction(IEnumerable<string> words) =>
        _words = [.. words.Where(w => w.Length > 1).Distinct(StringComparer.Ordinal).OrderByDescending(w => w.Length)];

    /// <summary>What tells of a contact: the whole name, what reps call them, the first and last word of a Latin name, the numbers and addresses.</summary>
    public static IReadOnlyList<string> WordsOf(Contact contact)
    {
        List<string> words = [contact.Name, contact.Called ?? "", contact.Phone ?? "", contact.Mail ?? "", contact.WeChat ?? ""];
        if (contact.Phone is ['+', ..] abroad)
        {
            // The country's part has one to three digits.
            var digits = string.Concat(abroad.Where(char.IsAsciiDigit));
            words.AddRange(Enumerable.Range(1, 3).Where(n => digits.Length - n >= LeastOwn).Select(n => digits[n..]));
        }

        var parts = contact.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > 1)
        {
            words.AddRange(new[] { parts[0], parts[^1] }.Where(p => p.Length >= LeastLatin && p.All(char.IsAsciiLetter)));
        }

        return [.. words.Select(w => w.Trim()).Where(w => w.Length > 1).Distinct(StringComparer.Ordinal)];
    }

    public bool Finds(string text) => _words.Any(w => Next(text, w, 0).Length > 0);

    /// <summary>The same text when nothing is found.</summary>
    public string Of(string text) => Finds(text) ? With(text, Neutral(With(text, ""))) : text;

    private string With(string text, string neutral)
    {
        foreach (var word in _words)
        {
            for (var (at, length) = Next(text, word, 0); length > 0; (at, length) = Next(text, word, at))
            {
                text = string.Concat(text.AsSpan(0, at), neutral, text.AsSpan(at + length));
                at += neutral.Length;
            }
        }

        return text;
    }

    private static string Neutral(string text) => text.Any(c => c is >= '\u3400' and <= '\u9fff') ? "[已删除]" : "[erased]";

    private static (int At, int Length) Next(string text, string word, int from)
    {
        var digits = word.Where(char.IsAsciiDigit).ToArray();
        if (digits.Length >= LeastDigits && word.All(c => char.IsAsciiDigit(c) || IsApart(c)))
        {
            return Number(text, digits, from);
        }

        for (var at = Find(from); at >= 0; at = Find(at + 1))
        {
            if (StandsAlone(text, at, word.Length))
            {
                return (at, word.Length);
            }
        }

        return default;

        int Find(int start) => start > text.Length ? -1 : text.IndexOf(word, start, StringComparison.OrdinalIgnoreCase);
    }

    private static (int At, int Length) Number(string text, char[] digits, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            var (i, found) = (at, 0);
            while (i < text.Length && found < digits.Length && (text[i] == digits[found] || (found > 0 && IsApart(text[i]))))
            {
                found += text[i] == digits[found] ? 1 : 0;
                i++;
            }

            if (found == digits.Length)
            {
                return (at, i - at);
            }
        }

        return default;
    }

    private static bool IsApart(char c) => c is ' ' or '-' or '+' or '(' or ')' or '.' or '/';

    private static bool StandsAlone(string text, int at, int length) =>
        !(at > 0 && IsLatin(text[at]) && IsLatin(text[at - 1]))
        && !(at + length < text.Length && IsLatin(text[at + length - 1]) && IsLatin(text[at + length]));

    private static bool IsLatin(char c) => c < '\u0250' && char.IsLetterOrDigit(c);
}
