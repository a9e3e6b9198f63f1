namespace CrmBot.Domain;

/// <summary>When a step is due, overdue, and when it comes back after a snooze. All of it from the owner's local day.</summary>
public static class Due
{
    /// <summary>Untimed steps arrive with the daily list at 09:00 local. Source: settled product decisions, "Time".</summary>
    public static readonly TimeOnly ListTime = new(9, 0);

    /// <summary>How late an obligation may be dated: five years; further out is a typing error.</summary>
    public const int FarthestDays = 5 * 366;

    /// <summary>The instant at which a step due on a local day is brought back.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly? time, string zone) => Zones.InstantOf(day, time ?? ListTime, zone);

    /// <summary>Overdue from the day after the due day on, on the owner's calendar.</summary>
    public static bool IsOverdue(Step step, DateTimeOffset now) =>
        step.State == StepState.Open && step.By == OwedBy.Us && Zones.DayOf(now, step.Zone) > step.DueDay;

    /// <summary>Days past the due day on the owner's calendar; 0 on the day itself, negative before.</summary>
    public static int DaysLate(Step step, DateTimeOffset now) => Zones.DayOf(now, step.Zone).DayNumber - step.DueDay.DayNumber;

    /// <summary>True for a step of ours that is due today or was due earlier, on the owner's calendar.</summary>
    public static bool IsForToday(Step step, DateTimeOffset now) =>
        step.State == StepState.Open && step.By == OwedBy.Us && Zones.DayOf(now, step.Zone) >= step.DueDay;
}

/// <summary>The choices on a reminder for "not now".</summary>
public enum SnoozeChoice { LaterToday, Tomorrow, NextMonday, OnDay }

/// <summary>Where a snooze leads: a local day and, for later today, a local time.</summary>
public static class Snooze
{
    /// <summary>Hours that "later today" means.</summary>
    public const int LaterHours = 3;

    /// <summary>The last local time at which a message of the same day is still welcome. Source: settled decisions, "Time".</summary>
    public static readonly TimeOnly Evening = new(20, 0);

    /// <summary>
    /// The day and time a choice means for someone in <paramref name="zone"/>. Later today is three hours from now on the
    /// next full quarter of an hour, but not after 20:00; where that has passed it is tomorrow. Null when
    /// <paramref name="day"/> is missing, in the past, today or too far out.
    /// </summary>
    public static (DateOnly Day, TimeOnly? Time)? Until(SnoozeChoice choice, DateOnly? day, DateTimeOffset now, string zone)
    {
        var local = Zones.LocalOf(now, zone);
        var today = DateOnly.FromDateTime(local);
        return choice switch
        {
            SnoozeChoice.LaterToday => Later(local, today),
            SnoozeChoice.Tomorrow => (today.AddDays(1), null),
            SnoozeChoice.NextMonday => (NextMonday(today), null),
            SnoozeChoice.OnDay when day is { } d && d > today && d.DayNumber - today.DayNumber <= Due.FarthestDays => (d, null),
            _ => null,
        };
    }

    private static (DateOnly, TimeOnly?) Later(DateTime local, DateOnly today)
    {
        var quarters = (int)Math.Ceiling((local.TimeOfDay + TimeSpan.FromHours(LaterHours)).TotalMinutes / 15);
        var evening = Evening.Hour * 4 + Evening.Minute / 15;
        var now = (int)Math.Floor(local.TimeOfDay.TotalMinutes / 15);
        return now >= evening - 1
            ? (today.AddDays(1), null)
            : (today, TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(15 * Math.Min(quarters, evening))));
    }

    private static DateOnly NextMonday(DateOnly today) =>
        today.AddDays(today.DayOfWeek == DayOfWeek.Sunday ? 1 : 8 - (int)today.DayOfWeek);
}
