namespace CrmBot.Language;

/// <summary>Days counted from today, and weekdays. Weeks are ISO weeks: Monday first.</summary>
internal static class DayRules
{
    public static DateReading? Day(DateMatch said, DateFrame frame) =>
        new(DateShape.Day, frame.Today.AddDays(said["day"]!.Value)) { SaidPast = said["day"] < 0 };

    public static DateReading? DayPart(DateMatch said, DateFrame frame)
    {
        var days = said["soon"] ?? said["day"] ?? said["tonight"] ?? 0;
        DayPart? part = (said["short"] ?? said["part"]) is { } named ? TimeRules.PartOf(named) : said["tonight"] is null ? null : Language.DayPart.Evening;
        return new(DateShape.Day, frame.Today.AddDays(days)) { Part = part, SaidPast = days < 0 };
    }

    public static DateReading? TwoDays(DateMatch said, DateFrame frame) =>
        new(DateShape.Range, frame.Today.AddDays(1)) { Until = frame.Today.AddDays(2) };

    public static DateReading? TheseDays(DateMatch said, DateFrame frame) =>
        said["num"] is > 31 or < 1 ? null : new(DateShape.Range, frame.Today) { Until = frame.Today.AddDays((said["num"] ?? 2) - 1) };

    /// <summary>The next one to come. Said on that very weekday it is the one in a week, for today is called today, and today is the other reading.</summary>
    public static DateReading? Weekday(DateMatch said, DateFrame frame)
    {
        var day = Nearest(frame, said["wd"]!.Value);
        var today = day.DayOfWeek == frame.Floor.DayOfWeek;
        return new(DateShape.Weekday, day) { Other = today ? frame.Floor : null };
    }

    public static DateReading? WeekdayNearest(DateMatch said, DateFrame frame) => new(DateShape.Day, After(frame.Today, said["wd"]!.Value));

    /// <summary>下周五 is of the next ISO week; so is "next Friday", but there some mean the nearest.</summary>
    public static DateReading? WeekdayRel(DateMatch said, DateFrame frame)
    {
        var (weeks, weekday) = (said["rel"]!.Value, said["wd"]!.Value);
        var day = frame.Monday(weeks).AddDays(weekday - 1);
        if (weeks == 0 && day < frame.Today && !frame.Past)
        {
            day = day.AddDays(7);
        }

        DateOnly? nearest = !frame.IsLatin(said.From) ? null : weeks switch
        {
            1 => After(frame.Today, weekday),
            -1 => After(frame.Today.AddDays(-8), weekday),
            _ => null,
        };
        return new(DateShape.Day, day) { Other = nearest == day ? null : nearest, SaidPast = weeks < 0 };
    }

    public static DateReading? WeekdayIn(DateMatch said, DateFrame frame)
    {
        var weeks = said["rel"]!.Value;
        var day = frame.Monday(weeks).AddDays(said["wd"]!.Value - 1);
        return new(DateShape.Day, weeks == 0 && day < frame.Today && !frame.Past ? day.AddDays(7) : day) { SaidPast = weeks < 0 };
    }

    public static DateReading? WeekdayAfter(DateMatch said, DateFrame frame) =>
        !frame.IsLatin(said.From) || said["num"] is > 100 ? null : new(DateShape.Day, After(frame.Today, said["wd"]!.Value).AddDays((said["unit"] == LengthRules.Fortnight ? 14 : 7) * (said["some"] ?? said["num"] ?? 1)));

    public static DateReading? WeekdayWeeks(DateMatch said, DateFrame frame) =>
        said["num"] is > 0 and < 100 and var weeks ? new(DateShape.Day, frame.Monday(weeks).AddDays(said["wd"]!.Value - 1)) : null;

    /// <summary>The first such weekday after a day.</summary>
    public static DateOnly After(DateOnly day, int weekday) => day.AddDays(1 + ((weekday - 1 - (((int)day.DayOfWeek + 6) % 7) + 6) % 7));

    private static DateOnly Nearest(DateFrame frame, int weekday) =>
        frame.Past ? After(frame.Floor.AddDays(-8), weekday) : After(frame.Floor, weekday);
}
