using System.Globalization;

namespace CrmBot.Domain.Tests;

/// <summary>What a colleague is asked for: when it is due, who hears of it when, and what becomes of it.</summary>
public sealed class HelpRequestTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2025-09-10T17:40:00+08:00", CultureInfo.InvariantCulture);
    private static readonly Person Zw = Sample.Who("zw");

    [Fact]
    public void Without_a_day_it_is_due_in_two_worked_days_of_the_helper()
    {
        Assert.Equal(Day("2025-09-12"), HelpRequests.UsualDay(Zw, Day("2025-09-10")));
        Assert.Equal(Day("2025-09-16"), HelpRequests.UsualDay(Zw, Day("2025-09-12")));
        Assert.Equal(Day("2025-09-18"), HelpRequests.UsualDay(Zw with { Leaves = [new Leave(Day("2025-09-11"), Day("2025-09-16"), null)] }, Day("2025-09-10")));
    }

    [Fact]
    public void It_is_heard_at_once_inside_the_helper_s_hours_and_by_its_day_once_it_is_taken_on()
    {
        var step = Asked();
        Assert.Equal(Now, SendPlan.Of(step, Zw).At);
        var night = step with { AskedAt = DateTimeOffset.Parse("2025-09-10T21:30:00+08:00", CultureInfo.InvariantCulture) };
        Assert.Equal(DateTimeOffset.Parse("2025-09-11T08:30:00+08:00", CultureInfo.InvariantCulture), SendPlan.Of(night, Zw).At);
        Assert.Equal(step.DueAt, SendPlan.Of(step with { AcceptedAt = Now }, Zw).At);
    }

    [Fact]
    public void Given_back_it_is_the_asker_s_own_step_with_the_reason()
    {
        var file = Sample.File(steps: [Asked()]);
        var back = Assert.Single(HelpRequests.GiveBack(file, file.Steps[0], Sample.Who("tb"), "no time").Steps);
        Assert.Equal(("tb", (StepKind?)null, "no time", "Europe/London", 2), (back.OwnerId, back.Kind, back.Said, back.Zone, back.Ver));
        var answered = Assert.Single(HelpRequests.Answer(file, file.Steps[0], "fine", Now).Steps);
        Assert.Equal((StepState.Done, "fine"), (answered.State, answered.Said));
    }

    [Fact]
    public void A_filing_asks_the_helpers_that_have_no_step_of_their_own_in_it()
    {
        var own = Sample.Step(Day("2025-09-15"), owner: "wm");
        var record = new FollowUp("f1", "wm", Now, Now, Channel.Call, null, "x", null, null, own.Id, null, false, 1) { Gist = new Gist(null, null, null, null) { HelpNeeded = "一起上门", Helpers = ["zw", "lq", "wm", "nobody"] } };
        var edit = new CustomerEdit("filed", Sample.File().Head) { FollowUps = [record], Steps = [own, own with { Id = "s2", OwnerId = "lq" }] };
        var asked = Assert.Single(HelpRequests.With(edit, "op", "wm", Sample.Company.Find, Now).Steps, s => s.Kind == StepKind.Help);
        Assert.Equal(("zw", "wm", "一起上门", Day("2025-09-15"), "f1"), (asked.OwnerId, asked.AskedById, asked.What, asked.DueDay, asked.SourceId));

        Assert.Same(edit, HelpRequests.With(edit, "op", "wm", _ => null, Now));
        var bare = edit with { Steps = [], FollowUps = [record with { Gist = record.Gist with { HelpNeeded = null } }] };
        Assert.Empty(HelpRequests.With(bare, "op", "wm", Sample.Company.Find, Now).Steps); // nobody can say what is asked
    }

    private static Step Asked() => HelpRequests.Of("h1", "看下方案", Zw, "wm", Day("2025-09-12"), null, null, Now);

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
