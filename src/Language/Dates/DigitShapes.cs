namespace CrmBot.Language;

/// <summary>Dates and times that are written in digits only: <c>2025-09-15</c>, <c>9/15</c>, <c>15.9.</c>, <c>15:00</c>.</summary>
internal static class DigitShapes
{
    /// <summary>Added to a clock time that cannot be read as one of the afternoon: 15:00, 08:30.</summary>
    public const int FixedClock = 10_000;

    private static readonly IReadOnlyList<Sense> Nothing = [];

    /// <summary>What begins at a digit; its senses are empty when it is a figure and no part of a date.</summary>
    public static Lexeme Read(ReadOnlySpan<char> text, int at)
    {
        var (first, end) = Number(text, at);
        var digits = end - at;
        if (at > 0 && text[at - 1] is '$' or '¥' or '€' or '£' or '#' or '.' || digits > 4 || (digits > 1 && digits != 2 && text[at] == '0'))
        {
            return new Lexeme(at, Rest(text, end), Nothing);
        }

        if (end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]) && text[end] is '-' or '/' or '.' or ':' && Joined(text, at, first, end) is { } joined)
        {
            return joined;
        }

        if (end < text.Length && text[end] is '%' or '.' && (text[end] == '%' || (end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))))
        {
            return new Lexeme(at, Rest(text, end), Nothing);
        }

        if (digits <= 2 && end + 2 <= text.Length && text.Slice(end, 2) is "st" or "nd" or "rd" or "th" && (end + 2 == text.Length || !char.IsAsciiLetter(text[end + 2])))
        {
            return new Lexeme(at, end + 2, [new Sense("ord", first)]);
        }

        return new Lexeme(at, end, digits == 4 ? Year(first) : [new Sense("num", first)]);
    }

    /// <summary>The senses of a number of four digits.</summary>
    public static IReadOnlyList<Sense> Year(int value) => value is >= 1950 and <= 2100 ? [new Sense("y4", value)] : Nothing;

    private static Lexeme? Joined(ReadOnlySpan<char> text, int at, int first, int end)
    {
        var mark = text[end];
        var (second, next) = Number(text, end + 1);
        if (mark == ':')
        {
            return next - end == 3 && first < 25 && second < 60 ? Clock(text, at, first, second, next) : new Lexeme(at, Rest(text, next), Nothing);
        }

        var (third, last) = next + 1 < text.Length && text[next] == mark && char.IsAsciiDigit(text[next + 1]) ? Number(text, next + 1) : (-1, next);
        if (end - at == 4)
        {
            return Year(first).Count == 0 ? null
                : third >= 0 ? new Lexeme(at, last, [new Sense("ymd", (first * 10000) + (second * 100) + third)])
                : mark is '/' or '-' && second is > 0 and < 13 && next - end is 2 or 3 ? new Lexeme(at, next, [new Sense("year-month", (first * 100) + second)])
                : null;
        }

        if (third >= 0 && (last - next == 5 || (last - next == 3 && mark != '-')))
        {
            var year = third < 100 ? 2000 + third : third;
            return mark == '.'
                ? new Lexeme(at, last, [new Sense("ymd", (year * 10000) + (second * 100) + first)])
                : new Lexeme(at, last, [new Sense("slash", (year * 10000) + (first * 100) + second)]);
        }

        var fits = end - at <= 2 && next - end <= 3 && third < 0;
        return (mark, fits) switch
        {
            ('/', true) when next == text.Length || text[next] is not ('%' or '/') => new Lexeme(at, next, [new Sense("slash", (first * 100) + second)]),
            ('.', true) when next < text.Length && text[next] == '.' && first is > 0 and < 32 && second is > 0 and < 13 => new Lexeme(at, next + 1, [new Sense("day-month", (first * 100) + second)]),
            ('.', true) when next == text.Length || text[next] != '%' => new Lexeme(at, next, [new Sense("dot-pair", (first * 100) + second)]),
            ('-', _) => null,
            _ => new Lexeme(at, Rest(text, next), Nothing),
        };
    }

    private static Lexeme Clock(ReadOnlySpan<char> text, int at, int hour, int minute, int end)
    {
        // Seconds say nothing here.
        if (end + 2 < text.Length && text[end] == ':' && char.IsAsciiDigit(text[end + 1]))
        {
            end = Number(text, end + 1).End;
        }

        return new Lexeme(at, end, [new Sense("clock", (hour * 60) + minute + (hour is 0 or > 12 || text[at] == '0' ? FixedClock : 0))]);
    }

    private static (int Value, int End) Number(ReadOnlySpan<char> text, int at)
    {
        var (value, end) = (0, at);
        for (; end < text.Length && char.IsAsciiDigit(text[end]); end++)
        {
            value = end - at < 8 ? (value * 10) + (text[end] - '0') : value;
        }

        return (value, end);
    }

    private static int Rest(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || (text[at] is '.' or '%' or '/' or '-' or ':' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])) || text[at] == '%'))
        {
            at++;
        }

        return at;
    }
}
