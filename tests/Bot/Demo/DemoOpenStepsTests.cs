using CrmBot.Domain;

namespace CrmBot.Bot.Tests;

public sealed class DemoOpenStepsTests
{
    private static readonly string[] Reps = ["wm", "lq", "cj", "zw", "zw2", "tb", "gh"];

    public static TheoryData<string> Clocks => DemoClock.All;

    [Theory]
    [MemberData(nameof(Clocks))]
    public void Something_arrives_for_every_rep_later_today_or_the_next_working_morning(string clock)
    {
        var now = DemoClock.At(clock);
        var open = OpenSteps(clock);
        Assert.All(Reps, rep => Assert.Contains(open[rep], step =>
        {
            var today = Zones.DayOf(now, step.Zone);
            return step.DueAt > now && (step.DueDay == today || (step.DueTime is null && step.DueDay <= today.AddDays(10)));
        }));
    }

    [Theory]
    [InlineData(DemoClock.Scenario, "wm 09-10 18:00,lq 09-10 18:30,cj 09-10 18:00,zw 09-10 18:30,zw2 09-10 18:30,tb 09-10 15:00,gh 09-10 18:00")]
    [InlineData("2026-11-21T11:05:00+08:00", "wm 11-21 11:30,lq 11-21 12:00,cj 11-21 11:30,zw 11-21 12:00,zw2 11-21 12:00,tb 11-21 15:00,gh 11-21 11:30")] // Saturday
    [InlineData("2026-06-12T20:50:00+08:00", "wm 06-15 09:00,lq 06-15 09:00,cj 06-15 09:00,zw 06-15 09:00,zw2 06-15 09:00,tb 06-12 15:00,gh 06-15 09:00")] // Friday evening
    [InlineData("2028-02-29T08:10:00+08:00", "wm 02-29 08:30,lq 02-29 09:00,cj 02-29 08:30,zw 02-29 09:00,zw2 02-29 09:00,tb 02-29 15:00,gh 02-29 08:30")] // still early on 29 Feb in London
    public void The_next_item_of_each_rep(string clock, string expected)
    {
        var now = DemoClock.At(clock);
        var open = OpenSteps(clock);
        Assert.Equal(expected, string.Join(',', Reps.Select(rep =>
        {
            var next = open[rep].Where(s => s.DueAt > now && s.By == OwedBy.Us).MinBy(s => s.DueAt)!;
            return $"{rep} {next.DueDay:MM-dd} {next.DueTime ?? new TimeOnly(9, 0):HH\\:mm}";
        })));
    }

    [Theory]
    [MemberData(nameof(Clocks))]
    public void The_same_items_are_overdue_whatever_the_day(string clock)
    {
        var now = DemoClock.At(clock);
        var overdue = OpenSteps(clock).SelectMany(g => g).Where(s => s.DueDay < Zones.DayOf(now, s.Zone)).ToList();
        Assert.Equal(["lq", "tb", "wm", "zw", "zw"], overdue.Select(s => s.OwnerId).Order(StringComparer.Ordinal));
        Assert.All(overdue, s => Assert.True(s.DueAt < now && s.By == OwedBy.Us));
    }

    [Theory]
    [MemberData(nameof(Clocks))]
    public void Every_owner_has_more_to_do_in_the_coming_days(string clock)
    {
        var now = DemoClock.At(clock);
        var open = OpenSteps(clock);
        Assert.All(Reps.Except(["zw2"]), rep => Assert.Contains(open[rep], step =>
        {
            var ahead = step.DueDay.DayNumber - Zones.DayOf(now, step.Zone).DayNumber;
            return ahead is >= 1 and <= 21;
        }));
    }

    private static ILookup<string, Step> OpenSteps(string clock)
    {
        var steps = new Dictionary<string, Step>(StringComparer.Ordinal);
        foreach (var step in DemoClock.World(clock).Customers.SelectMany(c => c.Edits).SelectMany(e => e.Edit.Steps))
        {
            steps[step.Id] = step;
        }

        return steps.Values.Where(s => s.State == StepState.Open).ToLookup(s => s.OwnerId);
    }
}
