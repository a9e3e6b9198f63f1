using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>
/// Finds days, ranges and times in a text of any mix of Chinese and English. Pure; what the words mean stands in
/// <c>phrases/dates/</c>, and <c>tests/Language/Dates/phrases.tsv</c> says for each kind what it is and why.
/// </summary>
public static class DateReader
{
    /// <summary>Longer texts are read up to here: a sentence or a pasted record is shorter.</summary>
    private const int Longest = 8000;

    /// <summary>
    /// Every find in the order of the text; empty when there is none. Never throws for any text. A day before today is given
    /// only when the words say the past or a year, or when <see cref="DateContext.Past"/> asks for it.
    /// </summary>
    /// <exception cref="ArgumentException">The zone is not known.</exception>
    public static IReadOnlyList<DateFind> Find(string text, DateContext context)
    {
        var now = Zones.LocalOf(context.Now, context.Zone);
        var today = DateOnly.FromDateTime(now);
        var grammar = DateGrammar.Shipped;
        var lexemes = DateLexer.Read(grammar.Words, Folded(text.Length > Longest ? text[..Longest] : text));
        if (!lexemes.Exists(l => l.Senses.Count > 0))
        {
            return [];
        }

        var frame = new DateFrame(context, today, today, context.Past, lexemes, text);
        var join = new DateJoin(grammar, frame);
        var finds = new List<DateFind>();
        foreach (var moment in join.Run())
        {
            var (start, end) = join.Where(moment);
            finds.Add(Find(moment, start, end - start, frame, (now.Hour * 60) + now.Minute));
        }

        return finds;
    }

    /// <summary>
    /// The first find of words that are known to say when ("push it <c>two days</c>"); there a bare length counts from now.
    /// Null when they hold none.
    /// </summary>
    /// <exception cref="ArgumentException">The zone is not known.</exception>
    public static DateFind? When(string text, DateContext context)
    {
        if (Find(text, context) is [var found, ..])
        {
            return found;
        }

        // Both languages have one word for "from now".
        return Find(text + "后", context) is [{ Start: 0 } chinese, ..] ? chinese with { Length = text.Length }
            : Find("in " + text, context) is [{ Start: 0 } english, ..] ? english with { Length = Math.Min(english.Length - 3, text.Length) } : null;
    }

    private static DateFind Find(Moment moment, int start, int length, DateFrame frame, int now)
    {
        var said = moment.Reading;
        var (day, time, until) = Times(said, frame, now);
        said = said.Until < day ? said with { Until = null } : said;
        if (said.Until is { } last && day < frame.Today && last >= frame.Today && !frame.Past && !said.SaidPast)
        {
            // What is left of a range that has begun.
            day = frame.Today;
        }

        var due = said.Until is { } end ? frame.Calendar.IsWorkDay(day) ? day : FirstWorked(day, end, frame.Calendar) : day;
        var free = !frame.Calendar.IsWorkDay(due);
        return new DateFind(start, length, day, moment.Why)
        {
            Until = said.Until,
            Time = time is { } at ? new TimeOnly(at / 60, at % 60) : null,
            UntilTime = until is { } close ? new TimeOnly(close / 60, close % 60) : null,
            Part = said.Part,
            Other = said.Other,
            Bound = said.Bound,
            HasDay = said.HasDay,
            SaidPast = said.SaidPast,
            Feast = said.Feast,
            Due = due,
            OnHoliday = free && frame.Calendar.HolidayOn(due) is not null,
            OnWeekend = free && due.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && free,
        };
    }

    private static (DateOnly Day, int? Time, int? Until) Times(DateReading said, DateFrame frame, int now)
    {
        const int Day = 24 * 60;
        var minutes = said.Minutes is { } given ? TimeRules.Settle(given, said.Open, said.Part) : said.Part is Language.DayPart.Noon ? Day / 2 : (int?)null;
        var until = said.UntilMinutes is { } end && minutes is { } begin ? TimeRules.SettleEnd(begin % Day, end % Day, said.UntilOpen) : (int?)null;
        var day = said.HasDay ? said.Day : frame.Today;
        if (!said.HasDay)
        {
            var over = (minutes ?? said.Part switch
            {
                Language.DayPart.SmallHours => 6 * 60,
                Language.DayPart.Morning => Day / 2,
                Language.DayPart.Afternoon => 18 * 60,
                _ => Day,
            }) <= now;
            day = frame.Past ? (minutes > now ? day.AddDays(-1) : day) : over ? day.AddDays(1) : day;
        }

        return minutes >= Day ? (day.AddDays(1), minutes - Day, until) : (day, minutes, until);
    }

    private static DateOnly FirstWorked(DateOnly from, DateOnly to, WorkCalendar calendar)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            if (calendar.IsWorkDay(day))
            {
                return day;
            }
        }

        return from;
    }

    private static string Folded(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = Fold.Char(source[i]);
        }
    });
}
