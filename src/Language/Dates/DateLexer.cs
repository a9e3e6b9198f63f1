namespace CrmBot.Language;

/// <summary>Cuts a text into words of the date vocabulary, numbers, and stretches of anything else.</summary>
internal static class DateLexer
{
    private static readonly IReadOnlyList<Sense> Nothing = [];

    /// <param name="folded">Folded, of the same length as the text.</param>
    public static List<Lexeme> Read(DateWords words, ReadOnlySpan<char> folded)
    {
        var found = new List<Lexeme>(Math.Min(folded.Length, 128));
        for (var at = 0; at < folded.Length;)
        {
            if (folded[at] is ' ' or '\t')
            {
                at++;
                continue;
            }

            var next = Next(words, folded, at, found);
            at = next.End;
            if (next.Senses.Count == 0 && found is [.., { Senses.Count: 0 } last] && last.End == next.Start)
            {
                found[^1] = last with { End = next.End };
            }
            else
            {
                found.Add(next);
            }
        }

        return found;
    }

    private static Lexeme Next(DateWords words, ReadOnlySpan<char> text, int at, List<Lexeme> before)
    {
        var c = text[at];
        if (Weekday(text, at, before) is { } weekday)
        {
            return weekday;
        }

        var word = words.Longest(text, at);
        if (char.IsAsciiDigit(c))
        {
            if (at > 0 && char.IsAsciiLetter(text[at - 1]) && before[^1].Senses.Count == 0)
            {
                return new Lexeme(at, LatinEnd(text, at), Nothing);
            }

            var number = DigitShapes.Read(text, at);
            return word is { } w && w.End >= number.End ? new Lexeme(at, w.End, w.Senses) : number;
        }

        if (c == '初' && LunarDay(text, at) is { } lunar)
        {
            return lunar;
        }

        var numeral = Numerals.Has(c) ? Numerals.Read(text, at) : null;
        if (word is { } known && (numeral is not { } shorter || known.End >= shorter.End))
        {
            return Known(text, at, known.End, known.Senses, before);
        }

        if (numeral is var (value, end))
        {
            return new Lexeme(at, end, value > 999 ? DigitShapes.Year(value) : [new Sense("num", value)]);
        }

        if (!char.IsAsciiLetter(c))
        {
            return new Lexeme(at, at + 1, Nothing);
        }

        var last = at;
        while (last < text.Length && char.IsAsciiLetter(text[last]))
        {
            last++;
        }

        // A code such as E42 is one thing; the digits behind it are no number.
        return words.Guess(text[at..last]) is { } guessed ? new Lexeme(at, last, guessed) : new Lexeme(at, LatinEnd(text, at), Nothing);
    }

    /// <summary>周 and what follows it: 三, 日, 天, ４; not in 一周三次 or 周日程.</summary>
    private static Lexeme? Weekday(ReadOnlySpan<char> text, int at, List<Lexeme> before)
    {
        var week = text[at..] switch { ['周', ..] => 1, ['星', '期', ..] or ['礼', '拜', ..] => 2, _ => 0 };
        var day = at + week;
        if (week == 0 || day >= text.Length || (before.Count > 0 && before[^1].End == at && before[^1].Is("num")))
        {
            return null;
        }

        var number = text[day] switch
        {
            '一' or '1' => 1,
            '二' or '2' => 2,
            '三' or '3' => 3,
            '四' or '4' => 4,
            '五' or '5' => 5,
            '六' or '6' => 6,
            '日' or '天' => 7,
            _ => 0,
        };
        var after = day + 1 < text.Length ? text[day + 1] : ' ';
        return number == 0 || (number == 7 && after is '程' or '报' or '志') || (char.IsAsciiDigit(text[day]) && char.IsAsciiDigit(after)) || (number < 7 && after is '次' or '个')
            ? null
            : new Lexeme(at, day + 1, [new Sense("wd", number)]);
    }

    /// <summary>初八; not in 初一起 or 初三点.</summary>
    private static Lexeme? LunarDay(ReadOnlySpan<char> text, int at)
    {
        if (Numerals.Read(text, at + 1) is not var (value, end) || value is < 1 or > 10)
        {
            return null;
        }

        return end < text.Length && text[end] is '起' or '直' or '定' or '般' or '些' or '样' or '点' or '时' or '号' or '次' or '步'
            ? null
            : new Lexeme(at, end, [new Sense("lunar-day", value)]);
    }

    private static Lexeme Known(ReadOnlySpan<char> text, int at, int end, IReadOnlyList<Sense> senses, List<Lexeme> before)
    {
        foreach (var sense in senses)
        {
            if (sense.Class is "weak-wd" or "weak-month")
            {
                return new Lexeme(at, end, IsMeant(text, at, end, before) ? [new Sense(sense.Class[5..], sense.Value)] : Nothing);
            }
        }

        return new Lexeme(at, end, senses);
    }

    /// <summary>Whether "may", "march", "sat" or "sun" is a date: behind a word such as "on", or beside a number.</summary>
    private static bool IsMeant(ReadOnlySpan<char> text, int at, int end, List<Lexeme> before)
    {
        var rest = text[end..].TrimStart(" -");
        return (before.Count > 0 && (before[^1].Is("cue") || before[^1].Is("num") || before[^1].Is("ord") || before[^1].Is("rel") || before[^1].Is("wd")))
            || (rest.Length > 0 && char.IsAsciiDigit(rest[0]));
    }

    private static int LatinEnd(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsAsciiLetterOrDigit(text[at]))
        {
            at++;
        }

        return at;
    }
}
