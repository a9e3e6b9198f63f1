using System.Collections.Concurrent;
using System.Net;

namespace CrmBot.Protocol.Tests;

/// <summary>Keys rotate while people talk and strangers try their luck.</summary>
public sealed class TrustRotationTests : IDisposable
{
    private const int Callers = 8;

    private readonly TrustKey[] _keys = [.. Enumerable.Range(0, 7).Select(i => new TrustKey($"turn-{i}"))];
    private readonly ConcurrentDictionary<(int, string), string> _tokens = [];
    private readonly ConcurrentQueue<string> _wrong = [];
    private readonly int[] _done = new int[Callers];
    private readonly CancellationTokenSource _over = new();
    private volatile int _oldest;
    private volatile int _newest;

    public void Dispose() => _over.Dispose();

    [Fact]
    public async Task Keys_rotate_under_load_without_one_false_refusal()
    {
        await using var stage = await TrustStage.StartAsync();
        Publish(stage, 0);
        await stage.TakesAsync(Own(stage, 0, "first"));
        Task[] load = [.. Enumerable.Range(0, Callers).Select(c => Task.Run(() => CallAsync(stage, c))), Task.Run(() => TryLuckAsync(stage))];

        for (var next = 1; next < _keys.Length; next++)
        {
            Publish(stage, next - 1, next); // the one before them is withdrawn
            await (next % 3 == 0 ? LearnOnUseAsync(stage) : LearnDailyAsync(stage, fails: next % 3 == 1));
            _newest = next;
            await EveryoneGoesOnAsync();
            _oldest = next; // its last tokens have expired
            await EveryoneGoesOnAsync();
        }

        await _over.CancelAsync();
        await Task.WhenAll(load);
        Assert.Empty(_wrong);
        // The first, and for a rotation at most one that failed by day, one that failed for a stranger, one that did not.
        Assert.InRange(stage.Authority.Fetches, _keys.Length, 1 + (3 * (_keys.Length - 1)));
        Assert.InRange(stage.Turns, 4 * Callers * (_keys.Length - 1), int.MaxValue);
    }

    [Fact]
    public async Task A_fetch_that_failed_for_a_new_key_is_tried_again_after_a_moment_and_not_sooner()
    {
        await using var stage = await TrustStage.StartAsync();
        await stage.TakesAsync(stage.Good().Signed(TrustKey.One));
        stage.Authority.Keys = [TrustKey.One.Jwk("msteams"), TrustKey.Two.Jwk("msteams")];
        var fresh = stage.Mint.Of(TrustKey.Two).Signed(TrustKey.Two);
        stage.Authority.Down = true;
        for (var i = 0; i < 10; i++)
        {
            await stage.RefusesAsync(HttpStatusCode.ServiceUnavailable, "Undecided", fresh);
        }

        Assert.Equal(2, stage.Authority.Fetches);
        stage.Authority.Down = false;
        stage.Clock.Move(IssuerKeys.GapAfterFailure);
        await stage.TakesAsync(fresh);
        Assert.Equal(3, stage.Authority.Fetches);
    }

    // The day's fetch brings the new key, which nobody uses yet. Now and then that fails at first, or takes its time: the old keys serve.
    private async Task LearnDailyAsync(TrustStage stage, bool fails)
    {
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        (stage.Authority.Down, stage.Authority.Hold) = (fails, hold.Task);
        var (fetched, failed) = (Logged(stage, 4021), Logged(stage, 4022));
        stage.Clock.Move(IssuerKeys.FreshFor);
        await EveryoneGoesOnAsync();
        if (fails)
        {
            await UntilAsync(() => Logged(stage, 4022) > failed);
            stage.Authority.Down = false;
            stage.Clock.Move(IssuerKeys.Gap);
        }

        hold.SetResult();
        await UntilAsync(() => Logged(stage, 4021) > fetched);
    }

    // Whoever comes first with the new key brings it; nobody has learned of it before.
    private async Task LearnOnUseAsync(TrustStage stage)
    {
        await EveryoneGoesOnAsync();
        stage.Clock.Move(IssuerKeys.Gap);
    }

    private async Task CallAsync(TrustStage stage, int caller)
    {
        for (var n = 0; !_over.IsCancellationRequested; n++)
        {
            var key = (n % 2) == 0 ? _oldest : _newest;
            // Some tokens are shown again and again, some once.
            var status = await stage.SendAsync(Own(stage, key, n % 4 == 0 ? $"{caller}-{n}" : $"{caller}"));
            if (status != HttpStatusCode.OK)
            {
                _wrong.Enqueue($"{_keys[key].Id}: {status}");
            }

            Interlocked.Increment(ref _done[caller]);
        }
    }

    private async Task TryLuckAsync(TrustStage stage)
    {
        for (var n = 0; !_over.IsCancellationRequested; n++)
        {
            var status = await stage.SendAsync(stage.Good().WithHeader("kid", $"guess-{n}").Signed(_ => new byte[256]));
            if (status is not (HttpStatusCode.Unauthorized or HttpStatusCode.ServiceUnavailable))
            {
                _wrong.Enqueue($"a stranger: {status}");
            }
        }
    }

    /// <summary>Until every caller's request that was under way has been answered, and another one. Strangers may have to wait for keys.</summary>
    private async Task EveryoneGoesOnAsync()
    {
        var goals = _done.Select((_, i) => Volatile.Read(ref _done[i]) + 2).ToArray();
        await UntilAsync(() => goals.Select((goal, i) => Volatile.Read(ref _done[i]) >= goal).All(reached => reached));
    }

    private static async Task UntilAsync(Func<bool> reached)
    {
        while (!reached())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    private static int Logged(TrustStage stage, int id) => stage.Bot.Log.Ids.Count(i => i == id);

    private void Publish(TrustStage stage, params int[] keys) => stage.Authority.Keys = [.. keys.Select(k => _keys[k].Jwk("msteams"))];

    // Good for longer than the test's days, so that only keys can end it.
    private string Own(TrustStage stage, int key, string id) => _tokens.GetOrAdd((key, id), _ =>
        stage.Mint.Of(_keys[key]).With("jti", id).With("nbf", 1).With("exp", 4_102_444_800).Signed(_keys[key]));
}
