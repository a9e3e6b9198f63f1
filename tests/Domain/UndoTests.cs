using System.Globalization;

namespace CrmBot.Domain.Tests;

public sealed class UndoTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2025-09-10T17:40:00+08:00", CultureInfo.InvariantCulture);

    private static readonly Report Said = new(
        Channel.Call, Now, "张总", "两条自动化产线,报价高8%", Sentiment.Positive, Status.Negotiating,
        [new NextStep("给一版分期方案", OwedBy.Us, "wm", "Asia/Shanghai", new DateOnly(2025, 9, 17), null)], null, false);

    [Fact]
    public void A_filing_goes_with_its_steps_and_moments_and_the_head_says_what_it_said()
    {
        var (file, record, done) = Filed();
        file = file with { Moments = [Kept("m1", record.Id), Kept("m2", "f0")] };

        var edit = Undo.Filed(file, record, done, Sample.Company, Now.AddMinutes(5));

        Assert.Equal([record], edit.GoneFollowUps);
        Assert.Equal(["m1"], edit.GoneMoments);
        Assert.Equal((Status.Active, new DateOnly(2025, 9, 1)), (edit.Head.Status, edit.Head.LastContact!.Value));
        Assert.Equal((StepState.Cancelled, "", 2, (string?)null), (edit.Steps[0].State, edit.Steps[0].What, edit.Steps[0].Ver, edit.Steps[0].SourceId));
    }

    [Fact]
    public void What_was_told_of_the_customer_since_stays()
    {
        var (file, record, done) = Filed();
        var later = record with { Id = "f2", FiledAt = Now.AddMinutes(2), ContactedAt = Now.AddDays(-2), Status = Status.Negotiating };
        file = file with { Recent = [record, later] };

        var head = Undo.Filed(file, record, done, Sample.Company, Now.AddMinutes(5)).Head;

        Assert.Equal((Status.Negotiating, new DateOnly(2025, 9, 8)), (head.Status, head.LastContact!.Value));
        Assert.Equal(Status.Won, Undo.Filed(file with { Head = file.Head with { Status = Status.Won } }, record, done, Sample.Company, Now).Head.Status);
    }

    [Fact]
    public void Only_the_one_who_did_it_takes_it_back_within_ten_minutes_and_while_it_stands_as_it_was_left()
    {
        var (file, record, done) = Filed();
        var wm = Sample.Who("wm");

        Assert.Null(Undo.Refusal(wm, file, done, record, Now + Undo.Window));
        Assert.Equal(NotUndone.TooLate, Undo.Refusal(wm, file, done, record, Now + Undo.Window + TimeSpan.FromSeconds(1)));
        Assert.Equal(NotUndone.NotTheirs, Undo.Refusal(Sample.Who("ly"), file, done, record, Now));
        Assert.Equal(NotUndone.EditedSince, Undo.Refusal(wm, file, done, record with { Edition = 2 }, Now));
        Assert.Equal(NotUndone.StepMoved, Undo.Refusal(wm, file with { Steps = [file.Steps[0] with { Ver = 2 }] }, done, record, Now));
        Assert.Equal(NotUndone.Gone, Undo.Refusal(wm, file, done, null, Now));
        Assert.Equal(NotUndone.Nothing, Undo.Refusal(wm, file, done with { What = "step-snoozed" }, record, Now));
    }

    [Fact]
    public void An_edit_is_undone_step_by_step()
    {
        var (file, record, _) = Filed();
        var wm = Sample.Who("wm");
        var edit = Filing.Edit(
            file, record, Said with { Summary = "别的", Status = Status.Won, Next = [new NextStep("寄样品", OwedBy.Us, "wm", "Asia/Shanghai", new DateOnly(2025, 9, 20), null)], Shown = [record.NextStepId!] },
            "op2", wm, Now);
        var now = file with { Head = edit.Head, Steps = edit.Steps, Recent = edit.FollowUps };
        var done = Done(file.Head, edit, Filing.EditedCode);
        var before = file.Steps.Select(s => new NextStep(s.What, s.By, s.OwnerId, s.Zone, s.DueDay, s.DueTime) { Id = s.Id }).ToList();

        var back = Undo.Edited(now, edit.FollowUps[0], record, before, done, Sample.Company, Now.AddMinutes(1));

        Assert.Equal((record.Summary, 3, record.NextStepId), (back.FollowUps[0].Summary, back.FollowUps[0].Edition, back.FollowUps[0].NextStepId));
        Assert.Equal(Status.Negotiating, back.Head.Status);
        Assert.Equal([(record.NextStepId!, "给一版分期方案", StepState.Open), (edit.Steps[0].Id, "", StepState.Cancelled)], back.Steps.Select(s => (s.Id, s.What, s.State)));
        Assert.True(back.Steps[0].Ver > edit.Steps[1].Ver);
    }

    [Fact]
    public void A_deleted_record_leaves_the_head_to_those_that_remain()
    {
        var (file, record, _) = Filed();
        var old = record with { Id = "f0", ContactedAt = Now.AddDays(-40), FiledAt = Now.AddDays(-40), Status = Status.Hesitant, NextStepId = null };

        var head = Unfiling.Delete(file with { Recent = [record, old] }, record, Sample.Company, Now.AddDays(3)).Head;
        Assert.Equal((Status.Hesitant, new DateOnly(2025, 8, 1)), (head.Status, head.LastContact!.Value));

        head = Unfiling.Delete(file with { Recent = [record, old] }, old, Sample.Company, Now.AddDays(3)).Head;
        Assert.Equal((Status.Negotiating, new DateOnly(2025, 9, 10)), (head.Status, head.LastContact!.Value));
        Assert.True(Unfiling.May(Sample.Who("ly"), record, Sample.Company));
        Assert.False(Unfiling.May(Sample.Who("lq"), record, Sample.Company));
    }

    [Fact]
    public void A_step_that_was_done_before_keeps_that_it_was_done_and_loses_its_words()
    {
        var (file, record, _) = Filed();
        file = file with { Steps = [file.Steps[0] with { State = StepState.Done, Ver = 2, ClosedAt = Now }] };

        var step = Assert.Single(Unfiling.Delete(file, record, Sample.Company, Now).Steps);

        Assert.Equal((StepState.Done, "", 2), (step.State, step.What, step.Ver));
    }

    private static (CustomerFile File, FollowUp Record, Operation Done) Filed()
    {
        var file = Sample.File();
        file = file with { Head = file.Head with { LastContact = new DateOnly(2025, 9, 1) } };
        var edit = Filing.File(file, Said, "op", Sample.Who("wm"), Now);
        return (file with { Head = edit.Head, Steps = edit.Steps, Recent = edit.FollowUps }, edit.FollowUps[0], Done(file.Head, edit, Filing.FiledCode));
    }

    private static Operation Done(Customer before, CustomerEdit edit, string what) => new(
        "op", 4, what, "wm", Now, edit.FollowUps[0].Id, null, before.Status, edit.Head.Status,
        before.LastContact == edit.Head.LastContact ? null : before.LastContact, before.LastContact == edit.Head.LastContact ? null : edit.Head.LastContact,
        [.. edit.Steps.Select(s => new StepMove(s.Id, s.Id == edit.Steps[0].Id ? null : StepState.Open, s.State, s.Ver, null, s.OwnerId, null, s.DueAt))]);

    private static Moment Kept(string id, string source) => new(id, MomentKind.ChildExam, "考上浙大", "张总", null, false, source, "wm", Now);
}
