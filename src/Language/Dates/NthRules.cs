namespace CrmBot.Language;

/// <summary>Days that are counted in a month: its second Wednesday, its last worked day.</summary>
internal static class NthRules
{
    public static DateReading? Weekday(DateMatch said, DateFrame frame) => Count(said) is { } n ? In(said, frame, first => Nth(first, said["wd"]!.Value, n)) : null;

    public static DateReading? LastWeekday(DateMatch said, DateFrame frame) =>
        In(said, frame, first => DayRules.After(first.AddMonths(1).AddDays(-8), said["wd"]!.Value));

    public static DateReading? WorkDay(DateMatch said, DateFrame frame) =>
        Count(said) is { } n ? In(said, frame, first => LengthRules.WorkDays(frame.Calendar, first.AddDays(-1), n)) : null;

    public static DateReading? LastWorkDay(DateMatch said, DateFrame frame) => In(said, frame, first => LengthRules.WorkDays(frame.Calendar, first.AddMonths(1), -1));

    /// <summary>The first week of a month is its first seven days.</summary>
    public static DateReading? Week(DateMatch said, DateFrame frame) =>
        Count(said) is <= 5 and var n && In(said, frame, first => first.AddMonths(1).AddDays(-1) is var end && first.AddDays((7 * n) - 1) is var last && last < end ? last : end) is { } day
            ? day with { Shape = DateShape.Period, Day = new DateOnly(day.Day.Year, day.Day.Month, 1).AddDays(7 * (n - 1)), Until = day.Day } : null;

    public static DateReading? LastWeek(DateMatch said, DateFrame frame) =>
        LastDay(said, frame) is { } day ? day with { Shape = DateShape.Period, Day = day.Day.AddDays(-6), Until = day.Day } : null;

    public static DateReading? LastDay(DateMatch said, DateFrame frame) => In(said, frame, first => first.AddMonths(1).AddDays(-1));

    /// <summary>The nth weekday of a month; null when it has no such; from the end when n is -1.</summary>
    public static DateOnly? Nth(DateOnly first, int weekday, int n)
    {
        if (n < 0)
        {
            return DayRules.After(first.AddMonths(1).AddDays(-8), weekday);
        }

        var day = DayRules.After(first.AddDays(-1), weekday).AddDays(7 * (n - 1));
        return day.Month == first.Month ? day : null;
    }

    /// <summary>In Chinese the month comes first, and may be a number too.</summary>
    private static int? Count(DateMatch said) => (said["ord"] ?? said["num", 1] ?? said["num"]) is > 0 and < 24 and var n ? n : null;

    private static DateReading? In(DateMatch said, DateFrame frame, Func<DateOnly, DateOnly?> day)
    {
        var named = said["month"] is null && said["rel"] is null && (said["num", 1] is not null || (said["num"] is not null && frame.Lexemes[said.From].Is("num")));
        return MonthRules.Month(said, frame, first => day(first) is { } there && (frame.Past ? there <= frame.Floor : there >= frame.Floor), named) is { } month && day(month) is { } found
            ? new(DateShape.Day, found) { SaidPast = said["rel"] < 0 } : null;
    }
}
