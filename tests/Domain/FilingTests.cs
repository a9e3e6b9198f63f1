using System.Globalization;

namespace CrmBot.Domain.Tests;

public sealed class FilingTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2025-09-10T17:40:00+08:00", CultureInfo.InvariantCulture);

    private static readonly Report Report = new(
        Channel.Call, Now, "张总", "两条自动化产线,报价高8%", Sentiment.Positive, Status.Negotiating,
        [new NextStep("给一版分期方案", OwedBy.Us, "wm", "Asia/Shanghai", new DateOnly(2025, 9, 17), null)], null, false);

    private static NextStep Next => Report.Next[0];

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
    public void Materials_are_found_by_their_record_through_every_edition_and_never_made_over_a_closed_step()
    {
        var preparing = new NextStep("准备资料:案例", OwedBy.Us, "wm", "Asia/Shanghai", new DateOnly(2025, 9, 15), null) { OfMaterials = true };
        var filed = Filing.File(Sample.File(), Report with { Next = [Next, preparing] }, "op", Sample.Who("wm"), Now);
        var record = filed.FollowUps[0];
        var file = Sample.File() with { Steps = filed.Steps, Recent = [record] };
        Assert.Equal(filed.Steps[1], Filing.MaterialsOf(file, record));
        Assert.Equal(filed.Steps[0].Id, record.NextStepId);

        // Done since, and asked for once more.
        var done = file with { Steps = [.. filed.Steps.Select(s => s with { State = StepState.Done, ClosedAt = Now })] };
        Assert.Null(Filing.MaterialsOf(done, record));
        var again = Filing.Edit(done, record, Report with { Next = [preparing] }, "op2", Sample.Who("wm"), Now);
        Assert.DoesNotContain(again.Steps[0].Id, filed.Steps.Select(s => s.Id));
        Assert.Equal(again.Steps[0], Filing.MaterialsOf(done with { Steps = [.. done.Steps, again.Steps[0]] }, again.FollowUps[0]));
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

        var moved = Filing.Edit(file, filed, Report with { Next = [Next with { Id = filed.NextStepId, Day = new DateOnly(2025, 9, 19) }] }, "op2", Sample.Who("wm"), Now);
        Assert.Equal((2, new DateOnly(2025, 9, 19), 2), (moved.Steps[0].Ver, moved.Steps[0].DueDay, moved.FollowUps[0].Edition));

        var reworded = Filing.Edit(file, filed, Report with { Next = [Next with { Id = filed.NextStepId, What = "发合同" }] }, "op2", Sample.Who("wm"), Now);
        Assert.Equal((1, "发合同"), (reworded.Steps[0].Ver, reworded.Steps[0].What)); // same date: the reminder stands

        var taken = Filing.Edit(file, filed, Report with { Next = [], NoNextStepBecause = "拒绝" }, "op2", Sample.Who("wm"), Now);
        Assert.Equal(StepState.Cancelled, taken.Steps[0].State);
        Assert.Null(taken.FollowUps[0].NextStepId);
    }

    [Fact]
    public void An_edit_after_the_step_was_done_adds_a_new_one()
    {
        var (file, filed) = Filed();
        file = file with { Steps = [file.Steps[0] with { State = StepState.Done }] };

        var edit = Filing.Edit(file, filed, Report with { Next = [Next with { Id = filed.NextStepId }] }, "op2", Sample.Who("wm"), Now);

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

    [Fact]
    public void An_edit_leaves_what_the_form_does_not_ask_for()
    {
        var (file, filed) = Filed(Report with { Gist = Needs });

        var edit = Filing.Edit(file, filed, Report with { Sentiment = null, Summary = "改了" }, "op2", Sample.Who("wm"), Now);

        Assert.Equal((Sentiment.Positive, Needs), (edit.FollowUps[0].Sentiment, edit.FollowUps[0].Gist));
    }

    [Fact]
    public void A_record_sets_several_steps_and_names_the_first_of_ours()
    {
        var theirs = Next with { What = "张总发场地图", By = OwedBy.Customer };
        var help = Next with { What = "出技术方案", OwnerId = "tb", Zone = "Europe/London", Time = new TimeOnly(15, 0) };
        var edit = Filing.File(Sample.File(), Report with { Next = [theirs, Next, help] }, "op", Sample.Who("wm"), Now);

        Assert.Equal([OwedBy.Customer, OwedBy.Us, OwedBy.Us], edit.Steps.Select(s => s.By));
        Assert.Equal(3, edit.Steps.Select(s => s.Id).Distinct().Count());
        Assert.Equal(edit.Steps[1].Id, edit.FollowUps[0].NextStepId);
        Assert.All(edit.Steps, s => Assert.Equal(edit.FollowUps[0].Id, s.SourceId));
        Assert.Equal(("tb", DateTimeOffset.Parse("2025-09-17T15:00:00+01:00", CultureInfo.InvariantCulture)), (edit.Steps[2].OwnerId, edit.Steps[2].DueAt));
        Assert.Equal([edit.Steps[1], edit.Steps[2], edit.Steps[0]], Filing.OpenOf(Sample.File(steps: edit.Steps), edit.FollowUps[0]));

        Assert.Equal(Filing.MostSteps, Filing.File(Sample.File(), Report with { Next = [.. Enumerable.Repeat(Next, 7)] }, "op", Sample.Who("wm"), Now).Steps.Count);
    }

    [Fact]
    public void An_edit_changes_cancels_and_adds_only_steps_that_the_rep_had_in_front_of_them()
    {
        var (file, filed) = Filed(Report with { Next = [Next, Next with { What = "寄样品" }, Next with { What = "约技术交流" }] });
        var (one, two, three) = (file.Steps[0].Id, file.Steps[1].Id, file.Steps[2].Id);

        var edit = Filing.Edit(
            file, filed, Report with { Next = [Next with { Id = two, What = "寄两台样品", OwnerId = "lq" }, Next with { What = "请客户参观" }], Shown = [one, two] },
            "op2", Sample.Who("wm"), Now);

        Assert.Equal(
            [(two, "寄两台样品", StepState.Open, 2), (edit.Steps[1].Id, "请客户参观", StepState.Open, 1), (one, "给一版分期方案", StepState.Cancelled, 2)],
            edit.Steps.Select(s => (s.Id, s.What, s.State, s.Ver)));
        Assert.Equal("lq", edit.Steps[0].OwnerId);
        Assert.DoesNotContain(edit.Steps, s => s.Id == three);
        Assert.Equal(two, edit.FollowUps[0].NextStepId);
    }

    [Fact]
    public void A_record_keeps_what_was_found_and_no_row_of_nothing()
    {
        Assert.Equal(Needs, Filing.File(Sample.File(), Report with { Gist = Needs }, "op", Sample.Who("wm"), Now).FollowUps[0].Gist);
        Assert.Null(Filing.File(Sample.File(), Report with { Gist = Gist.None }, "op", Sample.Who("wm"), Now).FollowUps[0].Gist);

        var (file, filed) = Filed(Report with { Gist = Needs });
        Assert.Null(Filing.Edit(file, filed, Report with { Gist = Gist.None }, "op2", Sample.Who("wm"), Now).FollowUps[0].Gist);
    }

    [Fact]
    public void Texts_of_what_was_found_change_as_one_and_stay_the_same_object_where_nothing_changes()
    {
        var found = Needs with { Competitors = ["老王的公司", "对手"], Referrals = ["老王"] };

        Assert.Same(found, found.WithTexts(t => t));
        var changed = found.WithTexts(t => t.Replace("老王", "-", StringComparison.Ordinal));
        Assert.Equal(["两条产线", "报价高", "-的公司", "对手", "-"], changed.Texts());
    }

    [Fact]
    public void An_edit_of_an_older_record_does_not_turn_the_customers_status_back()
    {
        var (file, filed) = Filed();
        var newer = filed with { Id = "f2", ContactedAt = Now.AddDays(2), Status = Status.Won };
        file = file with { Head = file.Head with { Status = Status.Won, LastContact = new DateOnly(2025, 9, 12) }, Recent = [newer, filed] };

        Assert.Equal(Status.Won, Filing.Edit(file, filed, Report with { Summary = "改了" }, "op2", Sample.Who("wm"), Now).Head.Status);
        Assert.Equal(Status.Won, Filing.Edit(file, filed, Report with { Status = Status.Hesitant }, "op2", Sample.Who("wm"), Now).Head.Status);
        Assert.Equal(Status.AtRisk, Filing.Edit(file, newer, Report with { ContactedAt = newer.ContactedAt, Status = Status.AtRisk }, "op2", Sample.Who("wm"), Now).Head.Status);
    }

    [Fact]
    public void A_contact_day_put_right_moves_the_last_contact_with_it()
    {
        var (file, filed) = Filed();
        var older = filed with { Id = "f0", ContactedAt = Now.AddDays(-8) };
        file = file with { Head = file.Head with { LastContact = new DateOnly(2025, 9, 10) }, Recent = [filed, older] };

        Assert.Equal(new DateOnly(2025, 9, 7), Filing.Edit(file, filed, Report with { ContactedAt = Now.AddDays(-3) }, "op2", Sample.Who("wm"), Now).Head.LastContact);
        Assert.Equal(new DateOnly(2025, 9, 10), Filing.Edit(file, older, Report with { ContactedAt = Now.AddDays(-9) }, "op2", Sample.Who("wm"), Now).Head.LastContact);
    }

    private static readonly Gist Needs = new(null, "两条产线", "报价高", ObjectionCategory.Price);

    private static (CustomerFile File, FollowUp Filed) Filed(Report? report = null)
    {
        var edit = Filing.File(Sample.File(), report ?? Report, "op", Sample.Who("wm"), Now);
        return (Sample.File(steps: edit.Steps), edit.FollowUps[0]);
    }
}
