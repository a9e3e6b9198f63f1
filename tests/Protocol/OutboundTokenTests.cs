namespace CrmBot.Protocol.Tests;

/// <summary>When the authority is asked, and what of its answers is remembered.</summary>
public sealed class OutboundTokenTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly OutboundClock _clock = new();
    private readonly LogRecord _log = new();
    private readonly FakeAuthority _authority;
    private readonly ConnectorTokens _tokens;

    public OutboundTokenTests()
    {
        _authority = new FakeAuthority(_clock);
        _tokens = new ConnectorTokens(_authority, _clock, new Random(1), _log);
    }

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Fifty_who_ask_at_once_are_one_request()
    {
        var release = new TaskCompletionSource();
        _authority.Before = _ => release.Task;
        var all = Enumerable.Range(0, 50).Select(_ => GetAsync()).ToArray();
        release.SetResult();

        Assert.All(await Task.WhenAll(all), token => Assert.Equal("token-1", token));
        Assert.Equal("token-1", await GetAsync());
        Assert.Equal(1, _authority.Asked);
    }

    [Fact]
    public async Task One_who_gives_up_does_not_end_the_request_of_the_others()
    {
        var release = new TaskCompletionSource();
        _authority.Before = _ => release.Task;
        using var cancel = new CancellationTokenSource();
        var impatient = _tokens.GetAsync("", cancel.Token).AsTask();
        var patient = GetAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        release.SetResult();

        Assert.Equal("token-1", await patient);
        Assert.Equal(1, _authority.Asked);
    }

    [Fact]
    public async Task It_is_renewed_five_to_six_minutes_ahead_while_the_old_one_serves()
    {
        await GetAsync();
        _clock.Advance(Hour - TimeSpan.FromMinutes(6) - TimeSpan.FromSeconds(1));
        await GetAsync();
        Assert.Equal(1, _authority.Asked);

        var release = new TaskCompletionSource();
        _authority.Before = _ => release.Task;
        _clock.Advance(TimeSpan.FromSeconds(62));
        Assert.Equal("token-1", await GetAsync());
        Assert.Equal("token-1", await GetAsync());
        release.SetResult();
        await QuietAsync();
        Assert.Equal("token-2", await GetAsync());
        Assert.Equal(2, _authority.Asked);
    }

    [Fact]
    public async Task While_no_new_one_can_be_had_the_old_one_serves_to_its_end_and_one_line_says_so()
    {
        await GetAsync();
        _authority.Before = _ => throw new NoTokenException("status 500 without a code");
        _clock.Advance(Hour - TimeSpan.FromMinutes(4));
        for (var i = 2; i < 5; i++)
        {
            Assert.Equal("token-1", await GetAsync());
            await QuietAsync();
            Assert.Equal(i, _authority.Asked);
            _clock.Advance(TimeSpan.FromSeconds(30));
        }

        _clock.Advance(TimeSpan.FromMinutes(3));
        await Assert.ThrowsAsync<NoTokenException>(GetAsync);
        Assert.Equal([4060], _log.Ids);

        _authority.Before = null;
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.StartsWith("token-", await GetAsync(), StringComparison.Ordinal);
        Assert.Equal([4060, 4061], _log.Ids);
    }

    [Fact]
    public async Task In_an_outage_the_authority_is_asked_less_and_less_and_the_log_has_one_line()
    {
        _authority.Before = _ => throw new HttpRequestException(HttpRequestError.ConnectionError);
        for (var i = 0; i < 120; i++)
        {
            await Assert.ThrowsAsync<NoTokenException>(GetAsync);
            await Assert.ThrowsAsync<NoTokenException>(GetAsync);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(_authority.Asked, 7, 9); // after 1, 2, 4, 8, 16, 30, 30 seconds
        Assert.Equal([4060], _log.Ids);
        Assert.Contains("ConnectionError", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_that_does_not_answer_is_given_ten_seconds()
    {
        _authority.Before = ct => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        var asked = GetAsync();
        while (_authority.Asked == 0)
        {
            await Task.Yield();
        }

        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("no answer in time", (await Assert.ThrowsAsync<NoTokenException>(() => asked)).Message);
    }

    [Fact]
    public async Task A_refused_token_is_dropped_once_however_many_were_refused_with_it()
    {
        var token = (await GetAsync())!;
        for (var i = 0; i < 50; i++)
        {
            Assert.True(_tokens.Refused(token));
        }

        Assert.Equal("token-2", await GetAsync());
        Assert.True(_tokens.Refused(token)); // a late one: the new token is worth trying
        Assert.Equal("token-2", await GetAsync());
        Assert.Equal(2, _authority.Asked);
    }

    [Fact]
    public async Task A_new_token_that_is_refused_too_is_kept_for_a_minute()
    {
        Assert.True(_tokens.Refused((await GetAsync())!));
        Assert.False(_tokens.Refused((await GetAsync())!));
        Assert.Equal(2, _authority.Asked);

        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(_tokens.Refused((await GetAsync())!));
    }

    [Fact]
    public async Task A_token_that_is_short_lived_or_always_the_same_is_no_storm()
    {
        _authority.Lifetime = TimeSpan.FromMinutes(2);
        for (var i = 0; i < 110; i++)
        {
            await GetAsync();
            _clock.Advance(TimeSpan.FromSeconds(1));
            await QuietAsync();
        }

        Assert.InRange(_authority.Asked, 2, 5);
    }

    [Fact]
    public async Task A_remembered_token_costs_nothing()
    {
        await GetAsync();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            await _tokens.GetAsync("", CancellationToken.None);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    private Task<string?> GetAsync() => _tokens.GetAsync("https://smba.trafficmanager.net/", CancellationToken.None).AsTask();

    // The renewal runs beside the caller.
    private async Task QuietAsync()
    {
        while (_tokens.IsAsking)
        {
            await Task.Yield();
        }
    }

    private sealed class FakeAuthority(TimeProvider clock) : ITokenAuthority
    {
        private int _asked;

        public Func<CancellationToken, Task>? Before { get; set; }

        public TimeSpan Lifetime { get; set; } = Hour;

        public int Asked => Volatile.Read(ref _asked);

        public async Task<IssuedToken> IssueAsync(CancellationToken ct)
        {
            var number = Interlocked.Increment(ref _asked);
            await (Before?.Invoke(ct) ?? Task.CompletedTask);
            return new IssuedToken($"token-{number}", clock.GetUtcNow() + Lifetime);
        }
    }
}
