using CrmBot.Domain;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Scheduler.Tests;

public sealed class RuleTests
{
    [Theory]
    [InlineData(1, 15)]
    [InlineData(2, 30)]
    [InlineData(11, 15360)]
    [InlineData(12, 21600)] // 15 s doubled eleven times is more than the cap
    [InlineData(2000, 21600)] // far beyond what a number of ticks can hold
    public void The_wait_doubles_up_to_six_hours(int attempt, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), AfterDelivery.Backoff(attempt));

    [Fact]
    public void The_eighth_attempt_that_is_not_sent_is_the_last()
    {
        Assert.Equal(new NextTry.Again(TimeSpan.FromSeconds(960), true), AfterDelivery.Of(DeliveryEnd.NotSent, 7, null));
        Assert.IsType<NextTry.Poison>(AfterDelivery.Of(DeliveryEnd.NotSent, 8, null));
    }

    [Theory]
    [InlineData(null, 30)]
    [InlineData(0, 30)]
    [InlineData(90, 90)]
    public void Throttling_waits_as_asked_however_many_attempts_there_were(int? asked, int seconds) => Assert.Equal(
        new NextTry.Again(TimeSpan.FromSeconds(seconds), false),
        AfterDelivery.Of(DeliveryEnd.Throttled, 8, asked is { } s ? TimeSpan.FromSeconds(s) : null));

    [Fact]
    public void Only_an_open_step_of_this_version_and_person_is_sent()
    {
        var step = Sample.Step();
        Assert.Null(SendDecision.DropBecause(step, 1, Sample.Owner));
        Assert.Equal(DropReason.Gone, SendDecision.DropBecause(null, 1, Sample.Owner));
        Assert.Equal(DropReason.Closed, SendDecision.DropBecause(step with { State = StepState.Done }, 1, Sample.Owner));
        Assert.Equal(DropReason.Closed, SendDecision.DropBecause(step with { State = StepState.Cancelled }, 1, Sample.Owner));
        Assert.Equal(DropReason.Replanned, SendDecision.DropBecause(step with { Ver = 2 }, 1, Sample.Owner));
        Assert.Equal(DropReason.NotTheirs, SendDecision.DropBecause(step, 1, Sample.Other));
        Assert.Null(SendDecision.DropBecause(step with { By = OwedBy.Customer }, 1, Sample.Owner)); // who waits for it is asked whether it came
    }
}
