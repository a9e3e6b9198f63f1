using System.Globalization;

namespace CrmBot.Domain.Tests;

public sealed class SendPlanTests
{
    private static readonly Person Tom = new("tom", "Tom", null, [], Role.Rep, null, null, "Asia/Shanghai", "zh-CN");

    [Theory]
    [InlineData("2025-09-10", null, "2025-09-10T09:00")]
    [InlineData("2025-09-13", null, "2025-09-15T09:00")] // a Saturday
    [InlineData("2025-09-28", null, "2025-09-28T09:00")] // a Sunday that is worked
    [InlineData("2025-10-03", null, "2025-10-09T09:00")] // the long holiday
    [InlineData("2025-09-13", "21:30", "2025-09-13T21:30")] // asked for
    public void Untimed_things_come_with_the_list_of_a_worked_day_and_timed_ones_when_they_were_asked_for(string day, string? time, string expected)
    {
        var step = Step(day, time);
        Assert.Equal(Local(expected), SendPlan.Of(step, Tom).At);
        Assert.Equal(time is null ? null : Local(expected).AddHours(1), SendPlan.Of(step, Tom).AskedUntil);
    }

    [Fact]
    public void The_list_comes_at_the_time_a_person_asked_for_whatever_their_hours()
    {
        var early = Tom with { ListTime = new TimeOnly(7, 15) };
        Assert.Equal(new Planned(Local("2025-09-10T07:15"), Local("2025-09-10T08:15")), SendPlan.Of(Step("2025-09-10"), early));
        var quiet = Tom with { Quiet = new QuietHours(new TimeOnly(19, 0), new TimeOnly(10, 0)) };
        Assert.Equal(new Planned(Local("2025-09-10T10:00"), null), SendPlan.Of(Step("2025-09-10"), quiet));
    }

    [Fact]
    public void A_person_who_moved_gets_the_list_where_they_are() =>
        Assert.Equal(
            new DateTimeOffset(2025, 9, 10, 8, 0, 0, TimeSpan.Zero), SendPlan.Of(Step("2025-09-10"), Tom with { Zone = "Europe/London" }).At);

    [Fact]
    public void Without_a_person_the_steps_own_instant_counts() =>
        Assert.Equal(new Planned(Local("2025-09-13T09:00"), null), SendPlan.Of(Step("2025-09-13"), null));

    [Fact]
    public void The_next_list_is_today_before_nine_and_else_on_the_next_worked_day()
    {
        Assert.Equal(Local("2025-09-12T09:00"), SendPlan.ListAfter(Local("2025-09-12T08:59"), Tom).At);
        Assert.Equal(Local("2025-09-15T09:00"), SendPlan.ListAfter(Local("2025-09-12T09:00"), Tom).At);
    }

    [Fact]
    public void The_nudges_come_one_and_three_worked_days_later()
    {
        var due = Day("2025-09-12"); // a Friday
        Assert.Equal(Day("2025-09-15"), Nudges.After(due, due, Tom));
        Assert.Equal(Day("2025-09-17"), Nudges.After(due, Day("2025-09-15"), Tom));
        Assert.Equal(Day("2025-09-17"), Nudges.After(due, Day("2025-09-16"), Tom));
        Assert.Null(Nudges.After(due, Day("2025-09-17"), Tom));
        Assert.Equal(Day("2025-09-17"), Nudges.EscalationDay(due, Tom));
    }

    [Fact]
    public void Days_of_absence_are_not_counted()
    {
        var away = Tom with { Region = "GB", Leaves = [new Leave(Day("2025-09-22"), Day("2025-09-26"), "grace")] };
        var due = Day("2025-09-23");
        Assert.Equal(0, Nudges.DaysLate(due, Day("2025-09-26"), away));
        Assert.Equal(0, Nudges.DaysLate(due, Day("2025-09-29"), away));
        Assert.Equal(1, Nudges.DaysLate(due, Day("2025-09-30"), away));
        Assert.Equal(Day("2025-10-02"), Nudges.EscalationDay(due, away));
    }

    [Theory]
    [InlineData("2025-09-12", 0)]
    [InlineData("2025-09-14", 0)]
    [InlineData("2025-09-15", 1)]
    [InlineData("2025-09-17", 3)]
    [InlineData("2025-09-11", 0)]
    public void Days_late_are_worked_days(string today, int late) => Assert.Equal(late, Nudges.DaysLate(Day("2025-09-12"), Day(today), Tom));

    [Theory]
    [InlineData(StepKind.Birthday, 3, false)]
    [InlineData(StepKind.Birthday, 4, true)]
    [InlineData(StepKind.Holiday, 7, false)]
    [InlineData(StepKind.Holiday, 8, true)]
    [InlineData(StepKind.Event, 0, false)]
    [InlineData(StepKind.Event, 1, true)]
    [InlineData(StepKind.Care, 400, false)]
    [InlineData(StepKind.Reminder, 400, false)]
    [InlineData(null, 4000, false)]
    public void Each_kind_has_its_own_lateness(StepKind? kind, int days, bool tooLate) =>
        Assert.Equal(tooLate, Lateness.IsTooLate(kind, Day("2025-09-12"), Day("2025-09-12").AddDays(days)));

    [Theory]
    [InlineData("Asia/Shanghai", "CN")]
    [InlineData("Asia/Hong_Kong", "HK")]
    [InlineData("Europe/London", "GB")]
    [InlineData("America/Chicago", "US")]
    [InlineData("UTC", null)]
    public void A_zone_tells_its_region(string zone, string? region) => Assert.Equal(region, Zones.RegionOf(zone));

    private static Step Step(string day, string? time = null)
    {
        var at = time is null ? (TimeOnly?)null : TimeOnly.Parse(time, CultureInfo.InvariantCulture);
        return Sample.Step(Day(day)) with { DueTime = at, Zone = "Asia/Shanghai", DueAt = Due.At(Day(day), at, "Asia/Shanghai") };
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Local(string text) => new(DateTime.Parse(text, CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
