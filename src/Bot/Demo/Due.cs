namespace CrmBot.Bot.Demo;

/// <summary>When an open step is due, told relative to the owner's wall clock; no time means the daily list of that day.</summary>
internal delegate (DateOnly Day, TimeOnly? Time) Due(DateTime now, WorkDays days);

internal static class Dues
{
    private static readonly TimeOnly Latest = new(21, 0);

    /// <summary>
    /// Today at the first half hour at least <paramref name="minutes"/> ahead, so that something arrives while one
    /// looks, weekend or not; the next working morning when that is later than 21:00.
    /// </summary>
    public static Due Soon(int minutes) => (now, days) =>
    {
        var half = TimeSpan.FromMinutes(30).Ticks;
        var at = new DateTime((now.AddMinutes(minutes).Ticks + half - 1) / half * half, DateTimeKind.Unspecified);
        return at.Date == now.Date && TimeOnly.FromDateTime(at) <= Latest
            ? (DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at))
            : (days.Plus(DateOnly.FromDateTime(now), 1), null);
    };

    /// <summary>Today at the full hour when that is at least half an hour ahead, else <see cref="Soon"/>.</summary>
    public static Due TodayAt(int hour) => (now, days) =>
        now.AddMinutes(30) <= now.Date.AddHours(hour)
            ? (DateOnly.FromDateTime(now), new TimeOnly(hour, 0))
            : Soon(30)(now, days);

    /// <summary>In so many working days.</summary>
    public static Due In(int workingDays) => (now, days) => (days.Plus(DateOnly.FromDateTime(now), workingDays), null);

    /// <summary>So many working days ago: overdue.</summary>
    public static Due Ago(int workingDays) => In(-workingDays);

    /// <summary>In so many days, or the next working day after that.</summary>
    public static Due Later(int calendarDays) => (now, days) =>
        (days.OnOrAfter(DateOnly.FromDateTime(now).AddDays(calendarDays)), null);

    /// <summary>The next Friday after today.</summary>
    public static Due Friday { get; } = (now, _) =>
    {
        var today = DateOnly.FromDateTime(now);
        var ahead = ((int)DayOfWeek.Friday - (int)today.DayOfWeek + 7) % 7;
        return (today.AddDays(ahead == 0 ? 7 : ahead), null);
    };
}
