using Microsoft.Extensions.Logging.Abstractions;

namespace CrmBot.Protocol.Tests;

public sealed class OutboundPaceTests
{
    private readonly OutboundClock _clock = new();

    [Fact]
    public async Task Seven_go_at_once_and_then_seven_a_second()
    {
        var pace = Pace(new ConnectorOptions { TenantPerSecond = 1000 });
        var sends = Enumerable.Range(0, 21).Select(_ => Enter(pace, "a")).ToArray();

        Assert.Equal(7, Gone(sends));
        _clock.Advance(TimeSpan.FromMilliseconds(142));
        Assert.Equal(7, Gone(sends));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(8, Gone(sends));
        _clock.Advance(TimeSpan.FromMilliseconds(857));
        Assert.Equal(14, Gone(sends));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(21, Gone(sends));
        Assert.All(sends, send => Assert.Null(send.Result));
    }

    [Fact]
    public async Task The_hour_has_its_own_limit()
    {
        var pace = Pace(new ConnectorOptions { ConversationPerSecond = 10_000, TenantPerSecond = 100_000, LongestWait = TimeSpan.FromSeconds(1) });
        for (var i = 0; i < 1800; i++)
        {
            Assert.Null(await pace.EnterAsync("t", "a", CancellationToken.None));
        }

        Assert.Equal(TimeSpan.FromSeconds(2), await pace.EnterAsync("t", "a", CancellationToken.None));
        Assert.Null(await pace.EnterAsync("t", "b", CancellationToken.None));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await pace.EnterAsync("t", "a", CancellationToken.None));
    }

    [Fact]
    public async Task A_tenant_never_gets_more_than_thirty_in_any_second()
    {
        var pace = Pace(new ConnectorOptions());
        var sends = Enumerable.Range(0, 200).Select(i => Enter(pace, $"c{i}")).ToArray();
        var gone = new List<int> { Gone(sends) };
        for (var i = 0; i < 100; i++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(50));
            gone.Add(Gone(sends));
        }

        Assert.Equal(5, gone[0]);
        Assert.InRange(gone[100], 125, 130);
        Assert.All(Enumerable.Range(20, 81), i => Assert.InRange(gone[i] - gone[i - 20], 20, 30));
    }

    [Fact]
    public async Task Another_tenant_does_not_wait()
    {
        var pace = Pace(new ConnectorOptions());
        var busy = Enumerable.Range(0, 100).Select(i => Enter(pace, $"c{i}")).ToArray();

        Assert.Null(await pace.EnterAsync("other", "x", CancellationToken.None));
        Assert.Equal(5, Gone(busy));
        _clock.Advance(TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_longer_wait_than_allowed_is_told_at_once_and_takes_nothing()
    {
        var pace = Pace(new ConnectorOptions { ConversationPerSecond = 1, LongestWait = TimeSpan.FromSeconds(3) });
        var sends = Enumerable.Range(0, 4).Select(_ => Enter(pace, "a")).ToArray();

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(TimeSpan.FromSeconds(4), await pace.EnterAsync("t", "a", CancellationToken.None));
        }

        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(4, Gone(sends));
        var next = Enter(pace, "a");
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(next.IsCompleted);
    }

    [Fact]
    public async Task A_conversation_told_to_wait_waits_and_no_other_does()
    {
        var pace = Pace(new ConnectorOptions());
        pace.Throttled("t", "a", TimeSpan.FromSeconds(30));

        Assert.Equal(TimeSpan.FromSeconds(30), await pace.EnterAsync("t", "a", CancellationToken.None));
        Assert.True(Enter(pace, "b").IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(25));
        var last = Enter(pace, "a");
        Assert.False(last.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(4999));
        Assert.False(last.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await last);
    }

    [Fact]
    public async Task Those_who_wait_for_a_throttled_conversation_hold_nothing_of_the_tenant()
    {
        var pace = Pace(new ConnectorOptions());
        pace.Throttled("t", "a", TimeSpan.FromSeconds(8));
        _clock.Advance(TimeSpan.FromSeconds(1));
        var waiting = Enumerable.Range(0, 15).Select(_ => Enter(pace, "a")).ToArray();

        Assert.True(Enter(pace, "b").IsCompleted);
        Assert.True(Enter(pace, "c").IsCompleted);
        Assert.Equal(0, Gone(waiting));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(15, Gone(waiting));
    }

    [Fact]
    public async Task Who_already_waits_when_the_channel_says_too_many_waits_that_long_too()
    {
        var pace = Pace(new ConnectorOptions { ConversationPerSecond = 1 });
        Assert.True(Enter(pace, "a").IsCompleted);
        var soon = Enter(pace, "a");
        var patient = Enter(pace, "a");
        pace.Throttled("t", "a", TimeSpan.FromSeconds(5));

        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.False(soon.IsCompleted);
        Assert.False(patient.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.True(soon.IsCompleted);
        Assert.True(patient.IsCompleted);
    }

    [Fact]
    public async Task Without_a_time_the_pause_doubles_and_starts_again_after_a_quiet_minute()
    {
        var pace = Pace(new ConnectorOptions { LongestWait = TimeSpan.Zero });
        foreach (var seconds in (double[])[1, 2, 4, 8, 16, 32, 60, 60])
        {
            pace.Throttled("t", "a", null);
            pace.Throttled("t", "a", null); // was under way together with the first
            var wait = await WaitOf(pace, "a");
            Assert.InRange(wait.TotalSeconds, seconds, seconds * 1.25);
            _clock.Advance(wait);
        }

        _clock.Advance(TimeSpan.FromMinutes(1));
        pace.Throttled("t", "a", null);
        Assert.InRange((await WaitOf(pace, "a")).TotalSeconds, 1, 1.25);
    }

    [Fact]
    public async Task A_tenant_is_halved_once_a_burst_and_wins_its_rate_back()
    {
        var pace = Pace(new ConnectorOptions { TenantPerSecond = 20, LongestWait = TimeSpan.FromMinutes(1) });
        for (var i = 0; i < 5; i++)
        {
            pace.Throttled("t", $"x{i}", TimeSpan.FromSeconds(1));
        }

        Assert.InRange(GoneInTenSeconds(pace, "1"), 100, 115);
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.InRange(GoneInTenSeconds(pace, "2"), 195, 205);
    }

    [Fact]
    public async Task One_conversation_refused_again_and_again_does_not_slow_the_others_more_and_more()
    {
        var pace = Pace(new ConnectorOptions { LongestWait = TimeSpan.FromMinutes(1) });
        for (var i = 0; i < 20; i++)
        {
            pace.Throttled("t", "a", TimeSpan.FromSeconds(5));
            _clock.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.True(Enter(pace, "b").IsCompleted);
        Assert.True(Enter(pace, "c").IsCompleted);
        Assert.InRange(GoneInTenSeconds(pace, "1"), 125, 260); // as before its first refusal, or half of it
    }

    [Fact]
    public async Task Idle_conversations_are_forgotten_and_busy_ones_are_not()
    {
        var pace = Pace(new ConnectorOptions { TenantPerSecond = 100_000, LongestWait = TimeSpan.Zero });
        for (var i = 0; i < 10_000; i++)
        {
            await pace.EnterAsync($"t{i % 100}", $"c{i}", CancellationToken.None);
        }

        pace.Throttled("t1", "closed", TimeSpan.FromMinutes(30));
        Assert.Equal(10_101, pace.Count);

        _clock.Advance(TimeSpan.FromMinutes(10));
        await pace.EnterAsync("t0", "new", CancellationToken.None);

        Assert.InRange(pace.Count, 3, 4); // the closed one, the new one, its tenant, and the slowed one until it is looked at
        Assert.Equal(TimeSpan.FromMinutes(20), await pace.EnterAsync("t1", "closed", CancellationToken.None));
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_ends()
    {
        var pace = Pace(new ConnectorOptions { ConversationPerSecond = 1 });
        await pace.EnterAsync("t", "a", CancellationToken.None);
        using var cancel = new CancellationTokenSource();
        var waiting = pace.EnterAsync("t", "a", cancel.Token).AsTask();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_call_that_need_not_wait_allocates_nothing()
    {
        var pace = Pace(new ConnectorOptions { TenantPerSecond = 100_000, ConversationPerSecond = 100_000, ConversationPerHour = 1_000_000 });
        await pace.EnterAsync("t", "a", CancellationToken.None);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            await pace.EnterAsync("t", "a", CancellationToken.None);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    private int GoneInTenSeconds(Pace pace, string prefix)
    {
        var sends = Enumerable.Range(0, 300).Select(i => Enter(pace, $"{prefix}-{i}")).ToArray();
        _clock.Advance(TimeSpan.FromSeconds(10));
        var gone = Gone(sends);
        _clock.Advance(TimeSpan.FromMinutes(1));
        return gone;
    }

    private static async Task<TimeSpan> WaitOf(Pace pace, string conversation) =>
        await pace.EnterAsync("t", conversation, CancellationToken.None) ?? TimeSpan.Zero;

    private Pace Pace(ConnectorOptions options) => new(options, _clock, new Random(1), NullLogger.Instance);

    private static Task<TimeSpan?> Enter(Pace pace, string conversation) =>
        OutboundClock.Inline(() => pace.EnterAsync("t", conversation, CancellationToken.None).AsTask());

    private static int Gone(Task<TimeSpan?>[] sends) => sends.Count(send => send.IsCompleted);
}
