namespace CrmBot.Language;

/// <summary>Weeks, months, quarters and years, whole or by their edges.</summary>
internal static class PeriodRules
{
    private const int Day = 2, WorkDay = 3, Week = 4, Month = 6, Quarter = 7, Year = 8;
    private const int Start = 14, Middle = 15;

    public static DateReading? Period(DateMatch said, DateFrame frame)
    {
        var n = said["rel"] ?? 0;
        return said["unit"] switch
        {
            WorkDay when n != 0 => new(DateShape.Day, LengthRules.WorkDays(frame.Calendar, frame.Today, n)) { SaidPast = n < 0 },
            Day when n == 1 => new(DateShape.Day, frame.Today.AddDays(1)),
            (Week or Month or Quarter or Year) and var unit when Of(unit, n, frame) is var (from, to) =>
                new(unit == Week ? DateShape.Week : DateShape.Period, from) { Until = to, SaidPast = n < 0 },
            _ => null,
        };
    }

    public static DateReading? Inside(DateMatch said, DateFrame frame) =>
        frame.NumberBefore(said.From) || Period(said, frame) is not { Until: { } end } period ? null
        : new(DateShape.Day, period.Shape is DateShape.Week ? LastWorked(period.Day, end, frame) : end) { Bound = DateBound.By, SaidPast = period.SaidPast };

    public static DateReading? Edge(DateMatch said, DateFrame frame)
    {
        var unit = said["eo"] ?? said["unit"] ?? Year;
        if (unit is not (Week or Month or Quarter or Year) || frame.NumberBefore(said.From))
        {
            return null;
        }

        var n = said["rel"] ?? said["year"] ?? 0;
        var day = EdgeOf(unit, n, said["edge"], frame);
        if (n == 0 && said["year"] is null)
        {
            day = !frame.Past && day < frame.Floor ? EdgeOf(unit, 1, said["edge"], frame)
                : frame.Past && day > frame.Floor ? EdgeOf(unit, -1, said["edge"], frame) : day;
        }

        return new(DateShape.Day, day) { SaidPast = n < 0 || said["year"] is not null };
    }

    public static DateReading? DayEnd(DateMatch said, DateFrame frame) => new(DateShape.DayEnd, frame.Today) { Bound = DateBound.By };

    public static DateReading? TenDays(DateMatch said, DateFrame frame)
    {
        var ten = said["ten"]!.Value;
        return MonthRules.Month(said, frame, first => End(first, ten) >= frame.Floor) is not { } month ? null
            : new(DateShape.Period, month.AddDays((10 * ten) - 10)) { Until = End(month, ten), SaidPast = said["rel"] < 0 };
    }

    public static DateReading? Weekend(DateMatch said, DateFrame frame)
    {
        var n = said["rel"] ?? (frame.Past ? -1 : 0);
        var saturday = frame.Monday(n).AddDays(5);
        return new(DateShape.Week, saturday) { Until = saturday.AddDays(1), SaidPast = n < 0 };
    }

    public static DateReading? YearOf(DateMatch said, DateFrame frame)
    {
        var year = said["y4"] ?? frame.Today.Year + said["year"]!.Value;
        return DateFrame.DayOf(year, 1, 1) is { } first ? new(DateShape.Period, first) { Until = first.AddYears(1).AddDays(-1), SaidPast = said["y4"] is not null || said["year"] < 0 } : null;
    }

    /// <summary>A bare 2026 is a year behind a word such as "by"; else a figure.</summary>
    public static DateReading? YearAlone(DateMatch said, DateFrame frame) =>
        frame.CueBefore(said.From) && !frame.NounFollows(said.To) && Math.Abs(said["y4"]!.Value - frame.Today.Year) < 10 ? YearOf(said, frame) : null;

    /// <summary>The last worked day of a week; its Sunday when that is what is left of it.</summary>
    public static DateOnly LastWorked(DateOnly from, DateOnly to, DateFrame frame)
    {
        for (var day = to; day >= from && (frame.Past || day >= frame.Today); day = day.AddDays(-1))
        {
            if (frame.Calendar.IsWorkDay(day))
            {
                return day;
            }
        }

        return to;
    }

    private static DateOnly End(DateOnly first, int ten) => ten < 3 ? first.AddDays((10 * ten) - 1) : first.AddMonths(1).AddDays(-1);

    private static DateOnly EdgeOf(int unit, int n, int? edge, DateFrame frame)
    {
        var (from, to) = Of(unit, n, frame)!.Value;
        return (edge, unit) switch
        {
            (Start, _) => from,
            (Middle, Week) => from.AddDays(2),
            (Middle, Month) => from.AddDays(14),
            (Middle, Quarter) => from.AddMonths(1).AddDays(14),
            (Middle, _) => from.AddMonths(6).AddDays(-1),
            (_, Week) => LastWorked(from, to, frame with { Past = true }),
            _ => to,
        };
    }

    private static (DateOnly From, DateOnly To)? Of(int unit, int n, DateFrame frame)
    {
        var month = new DateOnly(frame.Today.Year, frame.Today.Month, 1);
        var first = unit switch
        {
            Week => frame.Monday(n),
            Month => month.AddMonths(n),
            Quarter => month.AddMonths(-((month.Month - 1) % 3)).AddMonths(3 * n),
            _ => new DateOnly(frame.Today.Year, 1, 1).AddYears(n),
        };
        return (first, (unit switch { Week => first.AddDays(7), Month => first.AddMonths(1), Quarter => first.AddMonths(3), _ => first.AddYears(1) }).AddDays(-1));
    }
}
