namespace CrmBot.Domain;

/// <summary>Sorts of periods that have one before them of the same sort; all others are so many days.</summary>
public enum PeriodKind
{
    /// <summary>ISO week: Monday first.</summary>
    Week,
    Month,
    Quarter,
    Year,
    Days,
}

/// <summary>Whole local days, half-open: in whose zone, says who reads them. Whoever counts by period uses this, so that all count alike.</summary>
/// <param name="After">The first day that does not belong to it any more; later than <paramref name="First"/>.</param>
public sealed record LocalPeriod(DateOnly First, DateOnly After)
{
    /// <summary>The last day that belongs to it.</summary>
    public DateOnly Last => After.AddDays(-1);

    public PeriodKind Kind => (First, After) switch
    {
        var (first, after) when first.DayOfWeek == DayOfWeek.Monday && after == first.AddDays(7) => PeriodKind.Week,
        ({ Day: 1 } first, var after) when after == first.AddMonths(1) => PeriodKind.Month,
        ({ Day: 1, Month: 1 or 4 or 7 or 10 } first, var after) when after == first.AddMonths(3) => PeriodKind.Quarter,
        ({ Day: 1, Month: 1 } first, var after) when after == first.AddYears(1) => PeriodKind.Year,
        _ => PeriodKind.Days,
    };

    /// <summary>1 to 4 for a day of the calendar year.</summary>
    public static int QuarterNumber(DateOnly day) => (day.Month + 2) / 3;

    public static LocalPeriod WeekOf(DateOnly day) => From(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)), 7);

    public static LocalPeriod MonthOf(DateOnly day) => Months(new DateOnly(day.Year, day.Month, 1), 1);

    public static LocalPeriod QuarterOf(DateOnly day) => Months(new DateOnly(day.Year, 1, 1).AddMonths(3 * (QuarterNumber(day) - 1)), 3);

    /// <summary>The one that ends where this begins: of the same sort, or of as many days.</summary>
    public LocalPeriod Before() => Kind switch
    {
        PeriodKind.Month => Months(First.AddMonths(-1), 1),
        PeriodKind.Quarter => Months(First.AddMonths(-3), 3),
        PeriodKind.Year => Months(First.AddYears(-1), 12),
        _ => From(First.AddDays(First.DayNumber - After.DayNumber), After.DayNumber - First.DayNumber),
    };

    public bool Holds(DateOnly day) => day >= First && day < After;

    /// <summary>True when the local day of an instant belongs to it.</summary>
    /// <param name="zone">IANA name of the zone that days are cut in.</param>
    public bool Holds(DateTimeOffset at, string zone) => Holds(Zones.DayOf(at, zone));

    private static LocalPeriod From(DateOnly first, int days) => new(first, first.AddDays(days));

    private static LocalPeriod Months(DateOnly first, int count) => new(first, first.AddMonths(count));
}
