namespace CrmBot.Domain.Tests;

public sealed class DueTests
{
    private static readonly DateTimeOffset Wednesday = DateTimeOffset.Parse("2025-09-10T17:40:00+08:00", System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("Asia/Shanghai", "2025-09-17", null, "2025-09-17T01:00:00Z")]
    [InlineData("Europe/London", "2025-09-19", null, "2025-09-19T08:00:00Z")] // summer time
    [InlineData("Europe/London", "2025-12-19", null, "2025-12-19T09:00:00Z")]
    [InlineData("Europe/London", "2026-03-29", "01:30", "2026-03-29T01:30:00Z")] // skipped hour: moved forward by the gap
    [InlineData("Europe/London", "2025-10-26", "01:30", "2025-10-26T00:30:00Z")] // occurs twice: the earlier
    [InlineData("Australia/Lord_Howe", "2025-10-05", "02:15", "2025-10-04T15:45:00Z")] // half-hour gap
    public void A_step_comes_back_at_its_local_time(string zone, string day, string? time, string expected)
    {
        var at = Due.At(Day(day), time is null ? null : TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture), zone);

        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), at);
    }

    [Theory]
    [InlineData("2025-09-09", true, 1)]
    [InlineData("2025-09-10", false, 0)]
    [InlineData("2025-09-11", false, -1)]
    public void A_step_is_overdue_from_the_day_after_its_day(string day, bool overdue, int late)
    {
        var step = Sample.Step(Day(day));

        Assert.Equal(overdue, Due.IsOverdue(step, Wednesday));
        Assert.Equal(late, Due.DaysLate(step, Wednesday));
    }

    [Fact]
    public void Overdue_is_judged_on_the_owners_calendar()
    {
        var lateEvening = DateTimeOffset.Parse("2025-09-10T23:30:00Z", System.Globalization.CultureInfo.InvariantCulture);

        Assert.True(Due.IsOverdue(Sample.Step(Day("2025-09-10")), lateEvening)); // already the 11th in Shanghai
        Assert.False(Due.IsOverdue(Sample.Step(Day("2025-09-10"), "Europe/London"), lateEvening.AddMinutes(-60)));
    }

    [Fact]
    public void What_the_customer_owes_is_never_our_overdue() =>
        Assert.False(Due.IsOverdue(Sample.Step(Day("2025-09-01")) with { By = OwedBy.Customer }, Wednesday));

    [Theory]
    [InlineData("2025-09-10T09:10:00+08:00", SnoozeChoice.LaterToday, "2025-09-10", "12:15")]
    [InlineData("2025-09-10T17:40:00+08:00", SnoozeChoice.LaterToday, "2025-09-10", "20:00")] // not after the evening
    [InlineData("2025-09-10T19:50:00+08:00", SnoozeChoice.LaterToday, "2025-09-11", null)] // too late for today
    [InlineData("2025-09-10T23:30:00+08:00", SnoozeChoice.LaterToday, "2025-09-11", null)]
    [InlineData("2025-09-10T09:10:00+08:00", SnoozeChoice.Tomorrow, "2025-09-11", null)]
    [InlineData("2025-12-31T09:10:00+08:00", SnoozeChoice.Tomorrow, "2026-01-01", null)]
    [InlineData("2025-09-10T09:10:00+08:00", SnoozeChoice.NextMonday, "2025-09-15", null)]
    [InlineData("2025-09-14T09:10:00+08:00", SnoozeChoice.NextMonday, "2025-09-15", null)] // Sunday
    [InlineData("2025-09-15T09:10:00+08:00", SnoozeChoice.NextMonday, "2025-09-22", null)] // Monday itself
    public void A_snooze_leads_to(string now, SnoozeChoice choice, string day, string? time)
    {
        var until = Snooze.Until(choice, null, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), "Asia/Shanghai");

        Assert.Equal((Day(day), time is null ? (TimeOnly?)null : TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)), until);
    }

    [Fact]
    public void A_snooze_always_leads_later_than_now()
    {
        for (var minute = 0; minute < 8 * 24 * 60; minute += 7)
        {
            var now = Wednesday.AddMinutes(minute);
            foreach (var choice in new[] { SnoozeChoice.LaterToday, SnoozeChoice.Tomorrow, SnoozeChoice.NextMonday })
            {
                var (day, time) = Snooze.Until(choice, null, now, "Europe/London")!.Value;
                Assert.True(Due.At(day, time, "Europe/London") > now, $"{choice} at {now:O}");
            }
        }
    }

    [Theory]
    [InlineData("2025-09-10")]
    [InlineData("2025-09-09")]
    [InlineData("2031-09-10")]
    [InlineData(null)]
    public void A_snooze_to_a_day_that_is_not_ahead_is_refused(string? day) =>
        Assert.Null(Snooze.Until(SnoozeChoice.OnDay, day is null ? null : Day(day), Wednesday, "Asia/Shanghai"));

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
