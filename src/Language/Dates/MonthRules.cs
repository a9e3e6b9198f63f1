namespace CrmBot.Language;

/// <summary>Months and quarters that are named, and their parts.</summary>
internal static class MonthRules
{
    /// <summary>11月, "in April", 2027/7: one that is not over; for the past one that has begun.</summary>
    public static DateReading? Whole(DateMatch said, DateFrame frame)
    {
        if (said["year-month"] is { } written)
        {
            return Span(frame, written / 100, y => DateFrame.DayOf(y, written % 100, 1), 1, true);
        }

        if (frame.Next(said.To) is '底' or '末' || Number(said, 1) is not (var number, var year) || number is < 1 or > 12)
        {
            return null;
        }

        year ??= frame.Today.Year + said["year"];
        if (said["rel"] is { } rel)
        {
            year = said["unit"] == 8 ? frame.Today.Year + rel : rel == 0 ? frame.Today.Year : null;
            frame = rel < 0 ? frame with { Past = true, Floor = frame.Today.AddDays(-frame.Today.Day) } : rel == 1 ? frame with { Floor = frame.Today.AddMonths(1) } : frame;
        }

        return Span(frame, year, y => DateFrame.DayOf(y, number, 1), 1, said["rel"] < 0 || said["y4"] is not null || said["year"] < 0);
    }

    public static DateReading? Alone(DateMatch said, DateFrame frame) => frame.CueBefore(said.From) && !frame.NumberBefore(said.To) ? Whole(said, frame) : null;

    public static DateReading? MonthEdge(DateMatch said, DateFrame frame)
    {
        if (Number(said, 1) is not (var number, var year) || number is < 1 or > 12)
        {
            return null;
        }

        var day = said["edge"] switch { 14 => 1, 15 => 15, _ => 0 };
        DateOnly? Of(int y) => DateFrame.DayOf(y, number, day == 0 ? DateTime.DaysInMonth(y, number) : day);
        year ??= frame.Today.Year + said["year"];
        return (year is { } fixedYear ? Of(fixedYear) : frame.Pick(Of)) is { } found ? new(DateShape.Day, found) { SaidPast = year is not null && said["year"] is not > -1 } : null;
    }

    public static DateReading? YearEdge(DateMatch said, DateFrame frame)
    {
        int? year = said["y4"] ?? (said["num"] is > 19 and < 100 and var two ? 2000 + two : null);
        var day = year is not { } known ? null : said["edge"] switch { 14 => DateFrame.DayOf(known, 1, 1), 15 => DateFrame.DayOf(known, 6, 30), _ => DateFrame.DayOf(known, 12, 31) };
        return day is { } found ? new(DateShape.Day, found) { SaidPast = true } : null;
    }

    public static DateReading? Quarter(DateMatch said, DateFrame frame)
    {
        if (Number(said, said["q"] is null ? 1 : 0) is not (var number, var year) || (number = said["q"] ?? number) is < 1 or > 4)
        {
            return null;
        }

        year ??= frame.Today.Year + (said["year"] ?? said["rel"]);
        return Span(frame, year, y => DateFrame.DayOf(y, (3 * number) - 2, 1), 3, said["y4"] is not null || said["year"] < 0 || said["rel"] < 0);
    }

    public static DateReading? QuarterEdge(DateMatch said, DateFrame frame)
    {
        if (Number(said, said["q"] is null ? 1 : 0) is not (var number, var year) || (number = said["q"] ?? number) is < 1 or > 4)
        {
            return null;
        }

        DateOnly? Of(int y)
        {
            var first = DateFrame.DayOf(y, (3 * number) - 2, 1);
            return said["edge"] switch { 14 => first, 15 => first?.AddMonths(1).AddDays(14), _ => first?.AddMonths(3).AddDays(-1) };
        }

        year ??= frame.Today.Year + said["year"];
        return (year is { } fixedYear ? Of(fixedYear) : frame.Pick(Of)) is { } day ? new(DateShape.Day, day) { SaidPast = year is not null } : null;
    }

    public static DateReading? HalfYear(DateMatch said, DateFrame frame) =>
        Span(frame, said["y4"] ?? frame.Today.Year + (said["year"] ?? said["rel"]), y => DateFrame.DayOf(y, (6 * said["half-year"]!.Value) - 5, 1), 6, said["y4"] is not null || said["year"] < 0);

    /// <summary>The first day of a month that was said in any way; without one this month, or the next when this one does not do.</summary>
    public static DateOnly? Month(DateMatch said, DateFrame frame, Func<DateOnly, bool> does, bool hasNumber = true)
    {
        var first = new DateOnly(frame.Today.Year, frame.Today.Month, 1);
        if (said["rel"] is { } rel && rel != 0)
        {
            return first.AddMonths(rel);
        }

        if (said["month"] is { } named || (hasNumber && said["rel"] is null && (named = said["num"] ?? 0) > 0))
        {
            return named is < 1 or > 12 ? null : frame.Pick(y => DateFrame.DayOf(y, named, 1) is { } day && does(day) ? day.AddMonths(1).AddDays(-1) : null) is { } end ? new DateOnly(end.Year, end.Month, 1) : null;
        }

        // Of this month even when that was said, if it is to come.
        return does(first) ? first : first.AddMonths(1);
    }

    /// <summary>A month or quarter by its number, with the year when two digits of it were said (25年9月) or four.</summary>
    /// <param name="numbers">How many numbers are said besides the year.</param>
    private static (int Number, int? Year)? Number(DateMatch said, int numbers)
    {
        var year = said["y4"];
        var first = said["num"];
        if (said["month"] is { } month)
        {
            return (month, year);
        }

        if (said["num", numbers] is not null)
        {
            return first is > 19 and < 100 ? (said["num", 1] ?? 0, 2000 + first) : null;
        }

        return (first ?? 0, year ?? null);
    }

    private static DateReading? Span(DateFrame frame, int? year, Func<int, DateOnly?> first, int months, bool past)
    {
        DateOnly? End(DateOnly? start) => start?.AddMonths(months).AddDays(-1);
        var start = year is { } known ? first(known) : frame.Past ? frame.Pick(first) : frame.Pick(y => End(first(y)))?.AddDays(1).AddMonths(-months);
        return start is { } from ? new(DateShape.Period, from) { Until = End(from), SaidPast = past || (year is not null && End(from) < frame.Today) } : null;
    }
}
