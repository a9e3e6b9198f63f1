namespace CrmBot.Protocol.Tests;

public sealed class TimeLimitsTests
{
    private readonly TimeLimits _limits = new(TimeSpan.FromMinutes(1));

    [Fact]
    public void A_source_given_back_is_taken_again_and_has_forgotten_who_listened()
    {
        var heard = false;
        var first = _limits.Take();
        first.Token.Register(() => heard = true);
        _limits.GiveBack(first);

        var second = _limits.Take();
        second.Cancel();

        Assert.Same(first, second);
        Assert.False(heard);
    }

    [Fact]
    public void A_source_that_was_cancelled_is_never_taken_again()
    {
        var first = _limits.Take();
        first.Cancel();
        _limits.GiveBack(first);

        Assert.False(_limits.Take().IsCancellationRequested);
    }

    [Fact]
    public async Task A_source_taken_again_still_ends_by_itself()
    {
        var limits = new TimeLimits(TimeSpan.FromMilliseconds(50));
        var first = limits.Take();
        limits.GiveBack(first);
        var ended = new TaskCompletionSource();
        limits.Take().Token.Register(ended.SetResult);

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
