namespace CrmBot.Domain;

/// <summary>How much a calendar knows of a year. Anything but Known is a warning that people see, never "no holidays".</summary>
public enum CalendarYear
{
    /// <summary>Nothing: only weekends are free.</summary>
    Missing,

    /// <summary>The days themselves, and not yet what the authority arranged around them.</summary>
    Provisional,

    Known,
}

/// <summary>A free day that is no plain weekend.</summary>
public sealed record Holiday(string Chinese, string English);

/// <summary>Which local days are worked in a region: weekends, public holidays, and the weekend days that make up for them.</summary>
public sealed class WorkCalendar
{
    /// <summary>The longest run of free days that is believed; more is a fault of the data.</summary>
    private const int LongestRest = 60;

    private readonly Dictionary<DateOnly, Holiday> _off;
    private readonly HashSet<DateOnly> _work;
    private readonly Dictionary<int, CalendarYear> _years;

    /// <param name="off">Free days that would be worked, or that have a name.</param>
    /// <param name="work">Weekend days that are worked.</param>
    public WorkCalendar(
        string region, IEnumerable<KeyValuePair<DateOnly, Holiday>> off, IEnumerable<DateOnly> work, IEnumerable<KeyValuePair<int, CalendarYear>> years)
    {
        Region = region;
        _off = new(off);
        _work = [.. work];
        _years = new(years);
    }

    /// <summary>ISO 3166 code, such as <c>CN</c>; empty for the calendar that knows weekends only.</summary>
    public string Region { get; }

    /// <summary>For people of a region of which nothing is known.</summary>
    public static WorkCalendar WeekendsOnly { get; } = new("", [], [], []);

    public CalendarYear Year(int year) => _years.GetValueOrDefault(year);

    /// <summary>Null on a worked day and on a weekend without a name.</summary>
    public Holiday? HolidayOn(DateOnly day) => _off.GetValueOrDefault(day);

    public bool IsWorkDay(DateOnly day) =>
        _work.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_off.ContainsKey(day));

    /// <summary>The day itself when it is worked, else the first worked day after it.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        for (var i = 0; i < LongestRest; i++, day = day.AddDays(1))
        {
            if (IsWorkDay(day))
            {
                return day;
            }
        }

        throw new InvalidDataException($"The calendar of {Region} has no worked day in the {LongestRest} days before {day:O}.");
    }

    /// <summary>The worked day that is <paramref name="count"/> worked days later; with 0 the day itself when it is worked, else the next one.</summary>
    /// <param name="count">Not negative.</param>
    public DateOnly Later(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        day = OnOrAfter(day);
        for (var i = 0; i < count; i++)
        {
            day = OnOrAfter(day.AddDays(1));
        }

        return day;
    }
}
