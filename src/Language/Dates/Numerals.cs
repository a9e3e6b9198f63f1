namespace CrmBot.Language;

/// <summary>Numbers as they are written in dates: Chinese numerals with 廿 and 卅, and years digit by digit.</summary>
internal static class Numerals
{
    private const string Digits = "零一二三四五六七八九";
    private const int LongestRun = 6;

    public static bool Has(char c) => Ones(c) >= 0 || c is '十' or '百' or '廿' or '卅';

    /// <returns>Null when the characters are no number; <c>End</c> is behind the last one.</returns>
    public static (int Value, int End)? Read(ReadOnlySpan<char> text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < LongestRun && Has(text[end]))
        {
            end++;
        }

        var run = text[at..end];
        return run.Length == 0 ? null : Value(run) is { } value ? (value, end) : null;
    }

    private static int? Value(ReadOnlySpan<char> run)
    {
        if (run.Length > 1 && run.IndexOfAny("十百廿卅") < 0)
        {
            // 二〇二五; other runs of digits are no number that a date holds.
            return run.Length == 4 ? Joined(run) : null;
        }

        var (total, ones) = (0, 0);
        foreach (var c in run)
        {
            switch (c)
            {
                case '十':
                    total += Math.Max(1, ones) * 10;
                    ones = 0;
                    break;
                case '百':
                    total += Math.Max(1, ones) * 100;
                    ones = 0;
                    break;
                case '廿':
                    total += 20;
                    break;
                case '卅':
                    total += 30;
                    break;
                default:
                    ones = Ones(c);
                    break;
            }
        }

        return total + ones;
    }

    private static int Joined(ReadOnlySpan<char> run)
    {
        var value = 0;
        foreach (var c in run)
        {
            value = (value * 10) + Ones(c);
        }

        return value;
    }

    private static int Ones(char c) => c switch { '两' => 2, '〇' => 0, _ => Digits.IndexOf(c, StringComparison.Ordinal) };
}
