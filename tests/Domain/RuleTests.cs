using System.Globalization;

namespace CrmBot.Domain.Tests;

public sealed class SightTests
{
    [Theory]
    [InlineData("wm", true)] // owner
    [InlineData("ly", true)] // manager
    [InlineData("hw", true)] // the manager's manager
    [InlineData("lq", false)] // a colleague of the same team
    [InlineData("tb", false)]
    [InlineData("admin", false)] // settings, not customers
    public void A_customer_is_seen_by_its_owner_and_up_the_line(string viewer, bool sees) =>
        Assert.Equal(sees, Sight.Content(Sample.Who(viewer), Sample.File(), Sample.Company));

    [Fact]
    public void A_helper_and_whoever_holds_an_open_task_see_it()
    {
        Assert.True(Sight.Content(Sample.Who("lq"), Sample.File(helpers: ["lq"]), Sample.Company));
        var step = Sample.Step(new DateOnly(2025, 9, 17), owner: "zw");
        Assert.True(Sight.Content(Sample.Who("zw"), Sample.File(steps: [step]), Sample.Company));
        Assert.False(Sight.Content(Sample.Who("zw"), Sample.File(steps: [step with { State = StepState.Done }]), Sample.Company));
    }

    [Fact]
    public void A_rep_lists_only_themselves_and_a_manager_the_line_below()
    {
        Assert.Equal(["wm"], Sight.People(Sample.Who("wm"), Sample.Company).Select(p => p.Id));
        Assert.Equal(["ly", "lq", "wm", "zw"], Sight.People(Sample.Who("ly"), Sample.Company).Select(p => p.Id));
        Assert.Equal(["hw", "lq", "ly", "tb", "wm", "zw"], Sight.People(Sample.Who("hw"), Sample.Company).Select(p => p.Id));
    }

    [Fact]
    public void A_circle_of_managers_ends()
    {
        var a = Sample.Who("wm") with { Id = "a", ManagerId = "b" };
        var company = new Company([a, a with { Id = "b", ManagerId = "a" }]);

        Assert.Equal(["b"], company.ReportsOf("a").Select(p => p.Id));
        Assert.False(company.ReportsTo("a", "c"));
    }
}

public sealed class CoachTests
{
    [Theory]
    [InlineData("已拜访客户,等待回复")]
    [InlineData("客户表达了兴趣")]
    [InlineData("等下次联系")]
    [InlineData("已联系")]
    [InlineData("跟进中,有进展及时同步")]
    [InlineData("Called, left voicemail.")]
    [InlineData("Touched base, circling back soon")]
    [InlineData("")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    public void A_summary_that_says_nothing_is_asked_for_both_parts(string summary) =>
        Assert.Equal(Missing.Substance | Missing.NextStep, Coach.Review(summary, null, null, null));

    [Theory]
    [InlineData("要200套刹车盘,账期60→90天;财务10/15前给结论")]
    [InlineData("POC passed 97% vs 95% target. Wants contract draft EOD Wed")]
    [InlineData("今日傾咗:佢哋年底前一定換供應商,主因係而家嗰間售後 48 小時先覆")]
    [InlineData("合同已签,首付款本周到账")]
    public void A_summary_with_substance_and_a_dated_step_is_good(string summary) =>
        Assert.Equal(Missing.None, Coach.Review(summary, "发报价", new DateOnly(2025, 9, 17), null));

    [Fact]
    public void A_reason_stands_for_the_next_step_but_a_step_without_a_day_does_not()
    {
        const string Good = "今年不换系统,原因是刚裁员冻结IT预算";
        Assert.Equal(Missing.None, Coach.Review(Good, null, null, "客户明确拒绝"));
        Assert.Equal(Missing.NextStep, Coach.Review(Good, "回访", null, null));
        Assert.Equal(Missing.NextStep, Coach.Review(Good, " ", new DateOnly(2025, 9, 17), " "));
    }
}

public sealed class FilingTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2025-09-10T17:40:00+08:00", CultureInfo.InvariantCulture);

    private static readonly Report Report = new(
        Channel.Call, Now, "张总", "两条自动化产线,报价高8%", Sentiment.Positive, Status.Negotiating, "给一版分期方案", new DateOnly(2025, 9, 17), null, false);

    [Fact]
    public void Filing_keeps_the_record_with_its_step_and_moves_the_head()
    {
        var edit = Filing.File(Sample.File(), Report, "op", Sample.Who("wm"), Now);

        var record = Assert.Single(edit.FollowUps);
        var step = Assert.Single(edit.Steps);
        Assert.Equal(step.Id, record.NextStepId);
        Assert.Equal(record.Id, step.SourceId);
        Assert.Equal(DateTimeOffset.Parse("2025-09-17T09:00:00+08:00", CultureInfo.InvariantCulture), step.DueAt);
        Assert.Equal(new DateOnly(2025, 9, 10), edit.Head.LastContact);
        Assert.Equal(Status.Negotiating, edit.Head.Status);
    }

    [Fact]
    public void The_same_operation_makes_the_same_ids_and_another_one_others()
    {
        var one = Filing.File(Sample.File(), Report, "op", Sample.Who("wm"), Now);
        var again = Filing.File(Sample.File(), Report, "op", Sample.Who("wm"), Now.AddMinutes(1));
        var other = Filing.File(Sample.File(), Report, "op2", Sample.Who("wm"), Now);

        Assert.Equal(one.FollowUps[0].Id, again.FollowUps[0].Id);
        Assert.Equal(one.Steps[0].Id, again.Steps[0].Id);
        Assert.NotEqual(one.FollowUps[0].Id, other.FollowUps[0].Id);
    }

    [Fact]
    public void A_backdated_record_does_not_move_the_last_contact_back()
    {
        var file = Sample.File();
        file = file with { Head = file.Head with { LastContact = new DateOnly(2025, 9, 9) } };

        Assert.Equal(new DateOnly(2025, 9, 9), Filing.File(file, Report with { ContactedAt = Now.AddDays(-5) }, "op", Sample.Who("wm"), Now).Head.LastContact);
    }

    [Fact]
    public void An_edit_replans_the_open_step_and_counts_the_edition()
    {
        var (file, filed) = Filed();

        var moved = Filing.Edit(file, filed, Report with { NextDay = new DateOnly(2025, 9, 19) }, "op2", Sample.Who("wm"), Now);
        Assert.Equal((2, new DateOnly(2025, 9, 19), 2), (moved.Steps[0].Ver, moved.Steps[0].DueDay, moved.FollowUps[0].Edition));

        var reworded = Filing.Edit(file, filed, Report with { NextWhat = "发合同" }, "op2", Sample.Who("wm"), Now);
        Assert.Equal((1, "发合同"), (reworded.Steps[0].Ver, reworded.Steps[0].What)); // same date: the reminder stands

        var taken = Filing.Edit(file, filed, Report with { NextWhat = null, NextDay = null, NoNextStepBecause = "拒绝" }, "op2", Sample.Who("wm"), Now);
        Assert.Equal(StepState.Cancelled, taken.Steps[0].State);
        Assert.Null(taken.FollowUps[0].NextStepId);
    }

    [Fact]
    public void An_edit_after_the_step_was_done_adds_a_new_one()
    {
        var (file, filed) = Filed();
        file = file with { Steps = [file.Steps[0] with { State = StepState.Done }] };

        var edit = Filing.Edit(file, filed, Report, "op2", Sample.Who("wm"), Now);

        Assert.NotEqual(filed.NextStepId, Assert.Single(edit.Steps).Id);
        Assert.Equal(edit.Steps[0].Id, edit.FollowUps[0].NextStepId);
    }

    [Fact]
    public void A_step_that_is_not_mine_goes_to_the_customers_owner_then_to_the_manager()
    {
        var step = Sample.Step(new DateOnly(2025, 9, 17), owner: "lq");
        Assert.Equal("wm", Steps.Heir(Sample.File(), step, Sample.Company)!.Id);
        Assert.Equal("ly", Steps.Heir(Sample.File(owner: "lq"), step, Sample.Company)!.Id);
        Assert.Null(Steps.Heir(Sample.File(owner: "hw"), step with { OwnerId = "hw" }, Sample.Company));

        var handed = Steps.Hand(Sample.File(), step, Sample.Who("tb")).Steps[0];
        Assert.Equal(("tb", "Europe/London", 2), (handed.OwnerId, handed.Zone, handed.Ver));
        Assert.Equal(step.DueDay, handed.DueDay);
    }

    [Fact]
    public void Doing_a_step_closes_it_and_takes_its_reminder_away()
    {
        var step = Sample.Step(new DateOnly(2025, 9, 17));
        var done = Steps.Done(Sample.File(steps: [step]), step, Now).Steps[0];

        Assert.Equal((StepState.Done, 2, Now), (done.State, done.Ver, done.ClosedAt!.Value));
    }

    private static (CustomerFile File, FollowUp Filed) Filed()
    {
        var edit = Filing.File(Sample.File(), Report, "op", Sample.Who("wm"), Now);
        return (Sample.File(steps: edit.Steps), edit.FollowUps[0]);
    }
}

public sealed class IdsTests
{
    [Fact]
    public void Ids_are_short_and_depend_on_every_part()
    {
        var id = Ids.Hash("step", "kind", "1");
        Assert.Equal(16, id.Length);
        Assert.Equal(id, Ids.Hash("step", "kind", "1"));
        Assert.NotEqual(id, Ids.Hash("step", "kin", "d1"));
        Assert.Equal(500, Enumerable.Range(0, 500).Select(i => Ids.From("op", "step", i)).Distinct().Count());
    }
}
