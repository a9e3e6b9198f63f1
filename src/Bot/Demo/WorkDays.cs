using System.Globalization;
using CrmBot.Domain;

namespace CrmBot.Bot.Demo;

/// <summary>
/// Days on which the demo's people work: a coarse calendar (weekends, the long public holidays) that keeps the made-up
/// history believable. It decides nothing outside the demo.
/// </summary>
internal sealed record WorkDays(string Zone)
{
    private static readonly ChineseLunisolarCalendar Lunar = new();

    /// <summary>The working day <paramref name="count"/> working days after (before, when negative) <paramref name="day"/>.</summary>
    public DateOnly Plus(DateOnly day, int count)
    {
        while (count != 0)
        {
            day = day.AddDays(Math.Sign(count));
            if (!IsOff(day))
            {
                count -= Math.Sign(count);
            }
        }

        return day;
    }

    /// <summary>The day itself, or the next working day.</summary>
    public DateOnly OnOrAfter(DateOnly day) => IsOff(day) ? Plus(day, 1) : day;

    /// <summary>The day itself, or the working day before it.</summary>
    public DateOnly OnOrBefore(DateOnly day) => IsOff(day) ? Plus(day, -1) : day;

    public DateTimeOffset At(DateOnly day, TimeOnly time) => Zones.InstantOf(day, time, Zone);

    private bool IsOff(DateOnly day) =>
        day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
        || day is { Month: 1, Day: 1 }
        || (Zone == "Asia/Shanghai"
            ? day is { Month: 5, Day: <= 5 } or { Month: 10, Day: <= 7 } || IsSpringFestival(day, 7)
            : day is { Month: 12, Day: 25 or 26 } || (Zone == "Asia/Hong_Kong" && IsSpringFestival(day, 3)));

    private static bool IsSpringFestival(DateOnly day, int days)
    {
        if (day.Month > 3)
        {
            return false;
        }

        // The first lunar month comes first in its year, so a leap month cannot shift its number.
        var date = day.ToDateTime(TimeOnly.MinValue);
        return Lunar.GetMonth(date) == 1 && Lunar.GetDayOfMonth(date) <= days;
    }
}
