using System.Globalization;

namespace CrmBot.Domain.Tests;

public sealed class CalendarTests
{
    private static readonly string[] Regions = ["CN", "GB", "HK", "US"];

    [Fact]
    public void Four_regions_ship_with_the_build() => Assert.Equal(Regions, WorkCalendars.Regions.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("CN", "2025-09-28", true)] // a Sunday that makes up for the long holiday
    [InlineData("CN", "2025-10-08", false)]
    [InlineData("CN", "2025-10-09", true)]
    [InlineData("CN", "2026-02-14", true)]
    [InlineData("CN", "2026-02-23", false)]
    [InlineData("CN", "2026-10-10", true)]
    [InlineData("HK", "2025-10-07", false)]
    [InlineData("HK", "2026-04-07", false)] // the day after Easter Monday: Ching Ming took the Monday
    [InlineData("HK", "2025-09-28", false)]
    [InlineData("GB", "2026-12-28", false)] // Boxing Day is a Saturday
    [InlineData("GB", "2026-12-29", true)]
    [InlineData("US", "2026-07-03", false)] // the fourth is a Saturday
    [InlineData("US", "2027-12-31", false)] // New Year's Day 2028 is a Saturday
    [InlineData("FR", "2025-12-25", true)] // nothing is known of it but weekends
    [InlineData(null, "2025-12-27", false)]
    public void A_day_is_worked_or_free_as_its_region_says(string? region, string day, bool worked) =>
        Assert.Equal(worked, WorkCalendars.Of(region).IsWorkDay(Day(day)));

    [Fact]
    public void A_year_that_is_not_known_for_sure_says_so()
    {
        Assert.Equal(CalendarYear.Known, WorkCalendars.Of("cn").Year(2026));
        Assert.Equal(CalendarYear.Provisional, WorkCalendars.Of("CN").Year(2027));
        Assert.Equal(CalendarYear.Missing, WorkCalendars.Of("CN").Year(2028));
        Assert.Equal(CalendarYear.Missing, WorkCalendars.Of("FR").Year(2026));
    }

    [Fact]
    public void Every_region_has_three_years_and_every_holiday_a_name_in_both_languages()
    {
        foreach (var calendar in Regions.Select(WorkCalendars.Of))
        {
            var holidays = Days(2025, 2027).Select(calendar.HolidayOn).OfType<Holiday>().ToList();
            Assert.All(Enumerable.Range(2025, 3), year => Assert.NotEqual(CalendarYear.Missing, calendar.Year(year)));
            Assert.True(holidays.Count >= 3 * 8, $"{calendar.Region} has {holidays.Count} holidays.");
            Assert.All(holidays, h => Assert.True(h.Chinese.Any(c => c > 0x4e00) && h.English.All(char.IsAscii)));
        }
    }

    [Fact]
    public void A_make_up_day_is_a_weekend_day_and_each_arranged_year_in_China_works_as_many_as_its_decree_says()
    {
        var made = Days(2025, 2026).Where(d => d.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && WorkCalendars.Of("CN").IsWorkDay(d)).ToList();
        Assert.Equal((5, 6), (made.Count(d => d.Year == 2025), made.Count(d => d.Year == 2026)));
    }

    [Theory]
    [InlineData("CN", "2025-09-30", 1, "2025-10-09")]
    [InlineData("CN", "2025-10-01", 0, "2025-10-09")]
    [InlineData("CN", "2025-10-09", 2, "2025-10-11")] // the Saturday is worked
    [InlineData("CN", "2025-10-09", 3, "2025-10-13")]
    [InlineData("GB", "2025-09-19", 1, "2025-09-22")]
    [InlineData("GB", "2025-09-19", 0, "2025-09-19")]
    public void Worked_days_are_counted(string region, string from, int count, string expected) =>
        Assert.Equal(Day(expected), WorkCalendars.Of(region).Later(Day(from), count));

    [Theory]
    [InlineData("""{"region":"X","names":{},"years":[{"year":2025,"final":true,"off":[],"work":["2025-09-26"]}]}""")] // a Friday
    [InlineData("""{"region":"X","names":{"a":["一","A"]},"years":[{"year":2025,"final":true,"off":[["a","2026-01-01"]],"work":[]}]}""")]
    public void A_calendar_that_contradicts_itself_is_refused(string json) =>
        Assert.Throws<InvalidDataException>(() => WorkCalendars.Parse(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json))));

    private static IEnumerable<DateOnly> Days(int first, int last)
    {
        for (var day = new DateOnly(first, 1, 1); day.Year <= last; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
