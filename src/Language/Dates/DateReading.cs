namespace CrmBot.Language;

/// <summary>What kind of thing was said; decides what it can be joined with.</summary>
internal enum DateShape
{
    Day,

    /// <summary>A weekday without a week, which the date beside it makes certain.</summary>
    Weekday,

    Date,
    Week,
    Period,
    Range,
    Time,
    Part,

    /// <summary>am or pm, or a part of the day in English: says nothing without a day or a time.</summary>
    BarePart,

    /// <summary>The end of the working day.</summary>
    DayEnd,

    /// <summary>Words that look like a date and are none.</summary>
    None,
}

/// <summary>What a form means before it is joined with its neighbours.</summary>
internal sealed record DateReading(DateShape Shape, DateOnly Day)
{
    public DateOnly? Until { get; init; }

    public DateOnly? Other { get; init; }

    /// <summary>Minutes since midnight; 24:00 and later are of the next day.</summary>
    public int? Minutes { get; init; }

    public int? UntilMinutes { get; init; }

    /// <summary>Said on the twelve hours of a clock face, so that three may be fifteen.</summary>
    public bool Open { get; init; }

    public bool UntilOpen { get; init; }

    public DayPart? Part { get; init; }

    public DateBound Bound { get; init; }

    public bool SaidPast { get; init; }

    /// <summary>The feast whose own day it is, as <c>feasts.json</c> calls it.</summary>
    public string? Feast { get; init; }

    public bool HasDay => Shape is not (DateShape.Time or DateShape.Part or DateShape.BarePart);

    /// <summary>A single day, with which a time can be said.</summary>
    public bool IsOneDay => HasDay && Until is null && Shape is not DateShape.None;
}
