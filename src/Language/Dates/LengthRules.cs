using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>Lengths of time before or after now: 三天后, "in 3 working days", 两周内.</summary>
internal static class LengthRules
{
    /// <summary>Longer ones are figures, not plans.</summary>
    private const int Most = 1000;

    /// <summary>The value of the word in the vocabulary.</summary>
    public const int Fortnight = (int)Unit.Fortnight;

    private enum Unit
    {
        Minute,
        Hour,
        Day,
        WorkDay,
        Week,
        Fortnight,
        Month,
        Quarter,
        Year,
    }

    public static DateReading? Later(DateMatch said, DateFrame frame) => Written(said, frame, most: 10) ? Moved(said, frame, frame.Today, 1) : null;

    public static DateReading? Ago(DateMatch said, DateFrame frame) => Written(said, frame, most: 0) && Moved(said, frame, frame.Today, -1) is { } day ? day with { SaidPast = true } : null;

    public static DateReading? Within(DateMatch said, DateFrame frame) => Written(said, frame, most: Most) && Moved(said, frame, frame.Today, 1) is { } day ? day with { Bound = DateBound.By } : null;

    public static DateReading? LaterFrom(DateMatch said, DateFrame frame) =>
        Moved(said, frame, said["wd"] is { } weekday ? DayRules.After(frame.Today, weekday) : frame.Today.AddDays(said["day"]!.Value), 1);

    /// <summary>下周今天, 下个月的今天.</summary>
    public static DateReading? SameDay(DateMatch said, DateFrame frame) =>
        said["rel"] is not (> 0 and var n) ? null : On(said["unit"] == (int)Unit.Week ? frame.Today.AddDays(7 * n) : frame.Today.AddMonths(n));

    public static DateReading? Span(DateMatch said, DateFrame frame) =>
        Moved(said, frame, frame.Today, 1) is { Minutes: null } end ? new(DateShape.Range, said["rel"] is null ? frame.Today : frame.Today.AddDays(1)) { Until = end.Day } : null;

    public static DateReading? PastSpan(DateMatch said, DateFrame frame) =>
        Moved(said, frame, frame.Today, -1) is { Minutes: null } start ? new(DateShape.Range, start.Day) { Until = frame.Today, SaidPast = true } : null;

    /// <summary>The length that was said, from a day; null for one that is no plan.</summary>
    public static DateReading? Moved(DateMatch said, DateFrame frame, DateOnly from, int sign)
    {
        var unit = (Unit)(said["unit"] ?? (int)Unit.Day);
        var half = said["half"] is not null;
        var count = said["num", 1] ?? said["num"] ?? said["some"] ?? (half ? 0 : 1);
        if (count > Most || (count == 0 && !half))
        {
            return null;
        }

        var n = sign * count;
        var more = half ? sign : 0;
        return unit switch
        {
            Unit.Minute => ByClock(frame, TimeSpan.FromMinutes(n)),
            Unit.Hour => ByClock(frame, TimeSpan.FromHours(n) + TimeSpan.FromMinutes(30 * more)),
            Unit.Day when half && count == 0 => ByClock(frame, TimeSpan.FromHours(12 * more)),
            Unit.Day => On(from.AddDays(n + more)),
            Unit.WorkDay => On(WorkDays(frame.Calendar, from, n)),
            Unit.Week => On(from.AddDays((7 * n) + (4 * more))),
            Unit.Fortnight => On(from.AddDays(14 * n)),
            Unit.Month => On(from.AddMonths(n).AddDays(15 * more)),
            Unit.Quarter => On(from.AddMonths(3 * n)),
            _ => On(from.AddMonths((12 * n) + (6 * more))),
        };
    }

    /// <summary>The nth worked day strictly after a day; before it when n is negative.</summary>
    public static DateOnly WorkDays(WorkCalendar calendar, DateOnly day, int n)
    {
        for (var left = Math.Abs(n); left > 0;)
        {
            day = day.AddDays(Math.Sign(n));
            left -= calendar.IsWorkDay(day) ? 1 : 0;
        }

        return day;
    }

    private static DateReading On(DateOnly day) => new(DateShape.Day, day);

    private static DateReading ByClock(DateFrame frame, TimeSpan length)
    {
        // By the clock means the real one: over a change of daylight saving it is not the sum of the two numbers.
        var local = Zones.LocalOf(frame.Context.Now + length, frame.Context.Zone);
        return On(DateOnly.FromDateTime(local)) with { Minutes = (int)local.TimeOfDay.TotalMinutes };
    }

    /// <summary>Not a date in disguise: 9月前 is before September, 15日后 after the 15th.</summary>
    private static bool Written(DateMatch said, DateFrame frame, int most)
    {
        for (var i = said.From + 1; i < said.To; i++)
        {
            if (frame.Lexemes[i].Is("unit") && frame.Lexemes[i - 1].Is("num"))
            {
                return frame.CharAt(i) switch { '月' => false, '日' => said["num"] <= most, _ => true };
            }
        }

        return true;
    }
}
