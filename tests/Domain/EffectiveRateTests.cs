namespace CrmBot.Domain.Tests;

/// <summary>What counts as effective. Source: settled product decisions, "Rhythm".</summary>
public sealed class EffectiveRateTests
{
    private const string Zone = "Asia/Shanghai";
    private static readonly LocalPeriod Quarter = LocalPeriod.QuarterOf(new DateOnly(2025, 9, 10));

    [Fact]
    public void Effective_is_reached_and_not_shallow_and_an_outcome_that_was_not_said_counts_as_reached()
    {
        var rate = EffectiveRate.Of(
            [
                Filing("a", "2025-07-10T02:00Z") with { Outcome = Outcome.Reached },
                Filing("b", "2025-07-11T02:00Z"),
                Filing("c", "2025-07-12T02:00Z") with { Shallow = true },
                Filing("d", "2025-07-13T02:00Z") with { Outcome = Outcome.Voicemail, Shallow = true },
                Filing("e", "2025-07-14T02:00Z") with { Outcome = Outcome.Refused },
                Filing("f", "2025-07-15T02:00Z"), Filing("f", "2025-07-15T03:00Z") with { Code = Deed.Unfiled },
                Filing("g", "2025-07-16T02:00Z") with { Code = Deed.StepDone },
            ],
            Quarter, Zone);

        Assert.Equal(new EffectiveRate(5, 2, 1, 2, 2), rate);
        Assert.Equal(40, rate.Percent);
        Assert.Null(EffectiveRate.Of([], Quarter, Zone).Percent);
    }

    [Fact]
    public void The_local_day_of_the_contact_decides_not_when_it_was_written_down()
    {
        // 30 June 23:30 UTC is 1 July in Shanghai; the first is written down in the next quarter.
        Deed[] deeds =
        [
            Filing("a", "2025-10-02T02:00Z") with { ContactedAt = At("2025-09-30T02:00Z") },
            Filing("b", "2025-06-30T23:30Z"),
            Filing("c", "2025-06-30T15:30Z"),
            Filing("d", "2025-09-30T16:00Z"),
        ];
        Assert.Equal(2, EffectiveRate.Of(deeds, Quarter, Zone).Filed);
        Assert.Equal(1, EffectiveRate.Of(deeds, Quarter.Before(), Zone).Filed);
        Assert.Equal(2, EffectiveRate.Of(deeds, Quarter.Before(), "Europe/London").Filed + EffectiveRate.Of(deeds[1..2], Quarter, "Europe/London").Filed);
    }

    [Theory]
    [InlineData("2025-07-01", "2025-10-01", PeriodKind.Quarter, "2025-04-01")]
    [InlineData("2025-01-01", "2025-04-01", PeriodKind.Quarter, "2024-10-01")]
    [InlineData("2024-02-01", "2024-03-01", PeriodKind.Month, "2024-01-01")]
    [InlineData("2024-03-01", "2024-04-01", PeriodKind.Month, "2024-02-01")]
    [InlineData("2025-01-01", "2026-01-01", PeriodKind.Year, "2024-01-01")]
    [InlineData("2024-12-30", "2025-01-06", PeriodKind.Week, "2024-12-23")]
    [InlineData("2025-09-03", "2025-09-06", PeriodKind.Days, "2025-08-31")]
    public void A_period_has_one_of_its_sort_before_it(string first, string after, PeriodKind kind, string before)
    {
        var period = new LocalPeriod(Day(first), Day(after));
        Assert.Equal((kind, Day(before), period.First), (period.Kind, period.Before().First, period.Before().After));
        Assert.Equal((true, true, false, false), (period.Holds(period.First), period.Holds(period.Last), period.Holds(period.After), period.Holds(period.First.AddDays(-1))));
    }

    [Fact]
    public void Weeks_begin_on_Monday_and_quarters_in_January_April_July_and_October()
    {
        for (var day = new DateOnly(2024, 12, 25); day < new DateOnly(2026, 1, 10); day = day.AddDays(1))
        {
            Assert.True(LocalPeriod.WeekOf(day) is { Kind: PeriodKind.Week } week && week.Holds(day));
            Assert.True(LocalPeriod.MonthOf(day) is { Kind: PeriodKind.Month } month && month.Holds(day));
            Assert.True(LocalPeriod.QuarterOf(day) is { Kind: PeriodKind.Quarter } quarter && quarter.Holds(day) && (day.Month - 1) / 3 == (quarter.First.Month - 1) / 3);
        }
    }

    private static Deed Filing(string id, string at) => new(At(at), "p", "c", 1, Deed.Filed, id);

    private static DateTimeOffset At(string at) => DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
