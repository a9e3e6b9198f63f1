using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>What a form is read against: today, the direction, and its neighbours in the text.</summary>
/// <param name="Floor">What is said without a year or week comes on this day or later: today, or the first day of a range.</param>
internal sealed record DateFrame(DateContext Context, DateOnly Today, DateOnly Floor, bool Past, List<Lexeme> Lexemes, string Text)
{
    /// <summary>Years that are looked through for a day: 29 February over 2100, and every leap month that comes twice in a lifetime.</summary>
    private const int Years = 9;

    /// <summary>Words that may follow "the 15th" or "at 3"; any other makes them "the 3rd call" and "at 3 stores".</summary>
    private static readonly HashSet<string> Behind = new(StringComparer.Ordinal)
    {
        "at", "by", "in", "on", "of", "for", "and", "or", "to", "with", "if", "we", "i", "he", "she", "they", "it", "please", "pls", "plz", "thanks", "about", "from", "then", "but", "so",
        "when", "because", "as", "next", "this", "tomorrow", "today", "until", "till", "through", "sharp", "ish", "latest", "instead", "not", "is", "am", "pm", "local", "our", "their", "my",
        "before", "after", "works", "too", "again", "call", "everyday", "daily", "every", "each", "ok", "onwards", "until",
    };

    public WorkCalendar Calendar => Context.Calendar;

    public DateOnly Monday(int weeks) => Today.AddDays((7 * weeks) - (((int)Today.DayOfWeek + 6) % 7));

    /// <summary>The first of the days of this and the following years that is to come; for the past the last that has been.</summary>
    public DateOnly? Pick(Func<int, DateOnly?> ofYear)
    {
        var step = Past ? -1 : 1;
        for (var i = -1; i < Years; i++)
        {
            if (ofYear(Floor.Year + (step * i)) is { } day && (Past ? day <= Floor : day >= Floor))
            {
                return day;
            }
        }

        return null;
    }

    public bool IsLatin(int lexeme) => Text[Lexemes[lexeme].Start] < 0x80;

    public char CharAt(int lexeme) => Fold.Char(Text[Lexemes[lexeme].Start]);

    public char Next(int lexeme) => lexeme < Lexemes.Count ? CharAt(lexeme) : '\0';

    /// <summary>A number stands right before: 三年前 is not 年前.</summary>
    public bool NumberBefore(int from) => from > 0 && Lexemes[from - 1] is var before
        && (before.Is("num") || before.Is("y4") || before.Is("half") || "每个几整数多半".Contains(Fold.Char(Text[before.End - 1]), StringComparison.Ordinal));

    public bool CueBefore(int from) => from > 0 && Lexemes[from - 1].Is("cue");

    public bool NounFollows(int to)
    {
        if (to >= Lexemes.Count || !char.IsAsciiLetter(Text[Lexemes[to].Start]))
        {
            return to < Lexemes.Count && (Lexemes[to].Is("num") || Text[Lexemes[to].Start] == '%');
        }

        var start = Lexemes[to].Start;
        var end = start;
        while (end < Text.Length && char.IsAsciiLetter(Text[end]))
        {
            end++;
        }

        return (Lexemes[to].Senses.Count == 0 || Lexemes[to].Is("unit") || Lexemes[to].Is("month") || Lexemes[to].Is(DateWords.Literal))
            && !Behind.Contains(Text[start..end].ToLowerInvariant());
    }

    public static DateOnly? DayOf(int year, int month, int day) =>
        year is > 0 and < 9999 && month is > 0 and < 13 && day > 0 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
}
