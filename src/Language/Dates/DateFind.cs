namespace CrmBot.Language;

/// <summary>How a day that was said bounds what is meant.</summary>
public enum DateBound
{
    /// <summary>On the day, or within the range.</summary>
    On,

    /// <summary>On the day or earlier: "by Friday", 月底前. "Before" a holiday has already become the last worked day before it.</summary>
    By,

    /// <summary>Up to the day, which is not part of it: "snooze till Monday", 推到下周一.</summary>
    Until,

    /// <summary>From the day on: "since March", 国庆后 (the first worked day after the holiday).</summary>
    From,
}

/// <summary>A part of the day that was said instead of a clock time.</summary>
public enum DayPart
{
    SmallHours,
    Morning,
    Noon,
    Afternoon,
    Evening,
}

/// <summary>A day, a range of days or a time of day in a text.</summary>
/// <param name="Start">First UTF-16 unit, with the words that belong to it ("by", 前).</param>
/// <param name="Length">In UTF-16 units.</param>
/// <param name="Day">Local day; the first of a range; the last of a deadline. Where only a time was said, the day on which it comes next.</param>
/// <param name="Why">How it was read: the names of the forms in <c>phrases/dates/forms.json</c>, joined by <c>+</c>. Holds nothing of the text.</param>
public sealed record DateFind(int Start, int Length, DateOnly Day, string Why)
{
    /// <summary>Last day of a range; null for a single day.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Local wall-clock time as said; it may not exist on a day of daylight saving.</summary>
    public TimeOnly? Time { get; init; }

    /// <summary>End of a range of times; over midnight when it is not after <see cref="Time"/>.</summary>
    public TimeOnly? UntilTime { get; init; }

    public DayPart? Part { get; init; }

    /// <summary>The other day that the same words can mean; null when there is only one reading.</summary>
    public DateOnly? Other { get; init; }

    public DateBound Bound { get; init; }

    /// <summary>False when only a time or a part of the day was said.</summary>
    public bool HasDay { get; init; } = true;

    /// <summary>True when the words name the past ("last Friday", 三天前) or a year: the only way to a day before today.</summary>
    public bool SaidPast { get; init; }

    /// <summary>The feast whose own day it is, as <c>phrases/dates/feasts.json</c> calls it; null for no feast.</summary>
    public string? Feast { get; init; }

    /// <summary>The day that a task would be due: <see cref="Day"/>, and of a range its first worked day.</summary>
    public DateOnly Due { get; init; }

    /// <summary><see cref="Due"/> is a named free day of the region.</summary>
    public bool OnHoliday { get; init; }

    /// <summary><see cref="Due"/> is a Saturday or Sunday that is not worked.</summary>
    public bool OnWeekend { get; init; }
}
