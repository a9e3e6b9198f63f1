namespace CrmBot.Domain.Tests;

/// <summary>Who counts as forgotten. Source: checklist A27 and the rhythm of the settled decisions.</summary>
public sealed class GapTests
{
    private static readonly DateOnly Today = new(2025, 9, 10);
    private static readonly GapAsked Both = new(true, true, null, null);

    [Theory]
    [InlineData(Tier.C, Stage.Intent, 13, false)]
    [InlineData(Tier.C, Stage.Intent, 14, true)]
    [InlineData(Tier.A, Stage.Deal, 14, true)]
    [InlineData(Tier.A, Stage.Mature, 29, false)]
    [InlineData(Tier.A, Stage.Mature, 30, true)]
    [InlineData(Tier.B, Stage.Mature, 89, false)]
    [InlineData(Tier.B, Stage.Dormant, 90, true)]
    [InlineData(Tier.C, Stage.Mature, 400, false)]
    public void How_long_is_too_long_follows_from_stage_and_tier(Tier tier, Stage stage, int days, bool silent) =>
        Assert.Equal(silent, Gaps.Of(One(tier, stage, days), Both, GapRule.Default, Today) is GapFound.Open { Silent: true });

    [Fact]
    public void A_number_that_is_asked_for_holds_for_every_tier_and_who_was_never_spoken_to_is_silent()
    {
        var asked = new GapAsked(false, true, 30, null);
        Assert.Equal(new GapFound.Open(false, true, 30), Gaps.Of(One(Tier.C, Stage.Mature, 30), asked, GapRule.Default, Today));
        Assert.Equal(new GapFound.None(), Gaps.Of(One(Tier.C, Stage.Mature, 29), asked, GapRule.Default, Today));
        Assert.Equal(new GapFound.Open(false, true, null), Gaps.Of(One(Tier.C, Stage.Mature, 0) with { LastContact = null }, asked, GapRule.Default, Today));
        Assert.Equal(new GapFound.None(), Gaps.Of(One(Tier.C, Stage.Mature, 30), asked with { Tier = Tier.A }, GapRule.Default, Today));
    }

    [Fact]
    public void Only_who_is_being_won_or_delivered_to_needs_a_next_step()
    {
        var asked = new GapAsked(true, false, null, null);
        foreach (var stage in Enum.GetValues<Stage>())
        {
            Assert.Equal(stage is Stage.Intent or Stage.Deal, Gaps.Of(One(Tier.B, stage, 0) with { HasNextStep = false }, asked, GapRule.Default, Today) is GapFound.Open);
            Assert.IsType<GapFound.None>(Gaps.Of(One(Tier.B, stage, 0), asked, GapRule.Default, Today));
        }
    }

    [Fact]
    public void Left_alone_on_purpose_is_no_gap_until_the_day_of_the_wish()
    {
        var late = One(Tier.B, Stage.Intent, 50);
        Assert.Equal(new GapFound.Excused(GapExcuse.Lost), Gaps.Of(late with { Status = Status.Lost }, Both, GapRule.Default, Today));
        Assert.Equal(new GapFound.Excused(GapExcuse.Lost), Gaps.Of(late with { Stage = Stage.Lost }, new GapAsked(false, true, 7, null), GapRule.Default, Today));
        Assert.Equal(new GapFound.Excused(GapExcuse.OnHold), Gaps.Of(late with { Status = Status.OnHold }, Both, GapRule.Default, Today));
        Assert.Equal(new GapFound.Excused(GapExcuse.Quiet), Gaps.Of(late with { QuietUntil = Today.AddDays(1) }, Both, GapRule.Default, Today));
        Assert.Equal(new GapFound.Open(false, true, 50), Gaps.Of(late with { QuietUntil = Today }, Both, GapRule.Default, Today));
        Assert.Equal(new GapFound.None(), Gaps.Of(One(Tier.B, Stage.Intent, 3) with { Status = Status.OnHold }, Both, GapRule.Default, Today));
    }

    [Fact]
    public void A_next_step_is_set_by_the_owner_alone_on_the_next_worked_day_and_only_where_none_is_open()
    {
        var friday = new DateOnly(2025, 9, 12);
        Assert.Null(Gaps.Refusal(Sample.Who("wm"), Sample.File()));
        Assert.Equal(NotFiled.NoSight, Gaps.Refusal(Sample.Who("ly"), Sample.File())); // sees it, and is not its owner
        Assert.Equal(NotFiled.NoCustomer, Gaps.Refusal(Sample.Who("wm"), null));
        Assert.Equal(NotFiled.Outdated, Gaps.Refusal(Sample.Who("wm"), Sample.File(steps: [Sample.Step(friday)])));
        Assert.Null(Gaps.Refusal(Sample.Who("wm"), Sample.File(steps: [Sample.Step(friday) with { Kind = StepKind.Care }])));

        var day = Gaps.NextDay(Sample.Who("wm"), friday);
        Assert.Equal(new DateOnly(2025, 9, 15), day);
        var edit = Gaps.SetStep(Sample.File(), "s", "联系一下", Sample.Who("wm"), day);
        Assert.Equal(("step-set", "wm", day, StepState.Open, true), (edit.What, edit.Steps[0].OwnerId, edit.Steps[0].DueDay, edit.Steps[0].State, Gaps.IsNextStep(edit.Steps[0])));
    }

    private static LeftAlone One(Tier tier, Stage stage, int days) => new(tier, stage, Status.Interested, Today.AddDays(-days), true, null);
}
