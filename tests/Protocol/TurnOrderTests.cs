using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace CrmBot.Protocol.Tests;

public sealed class TurnOrderTests
{
    [Fact]
    public async Task Turns_of_one_conversation_come_in_order_and_never_overlap()
    {
        var gates = new ConcurrentDictionary<string, TaskCompletionSource>();
        var started = new ConcurrentQueue<string>();
        await using var bot = await BotHost.StartAsync(async (activity, _) =>
        {
            started.Enqueue(activity.Id!);
            await gates.GetOrAdd(activity.Id!, _ => new TaskCompletionSource()).Task;
            return null;
        });

        var posts = new List<Task<HttpResponseMessage>>();
        for (var i = 0; i < 4; i++)
        {
            posts.Add(bot.PostAsync(Samples.Small($"\"id\":\"{i}\"")));
            // The next one is posted when this one runs or waits.
            await Until(() => (i == 0 ? started.Count : bot.Gate.Waiting(new("test", "c1"))) == Math.Max(1, i));
        }

        for (var i = 0; i < 4; i++)
        {
            await Until(() => started.Count == i + 1);
            Assert.Equal($"{i}", started.Last());
            gates.GetOrAdd($"{i}", _ => new TaskCompletionSource()).SetResult();
            Assert.Equal(HttpStatusCode.OK, (await posts[i]).StatusCode);
        }

        Assert.Equal(0, bot.Gate.Count);
    }

    [Fact]
    public async Task Different_conversations_run_side_by_side()
    {
        var both = new CountdownEvent(2);
        await using var bot = await BotHost.StartAsync(async (_, ct) =>
        {
            both.Signal();
            await Until(() => both.IsSet, ct);
            return null;
        });

        var answers = await Task.WhenAll(bot.PostAsync(Samples.Small(conversation: "a")), bot.PostAsync(Samples.Small(conversation: "b")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    [Fact]
    public async Task A_caller_that_hangs_up_does_not_cancel_the_turn()
    {
        var started = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        var ended = new TaskCompletionSource<bool>();
        HttpContext? request = null;
        await using var bot = await BotHost.StartAsync(
            async (_, ct) =>
            {
                started.SetResult();
                await goOn.Task;
                ended.SetResult(ct.IsCancellationRequested);
                return null;
            },
            seen: context => request = context);
        using var caller = new CancellationTokenSource();

        var post = bot.PostAsync(Samples.Small(), caller.Token);
        await started.Task;
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => post);
        await Until(() => request!.RequestAborted.IsCancellationRequested);
        goOn.SetResult();

        Assert.False(await ended.Task);
        await Until(() => bot.Gate.Count == 0);
        Assert.Empty(bot.Log.Ids);
    }

    [Fact]
    public async Task A_turn_is_told_when_its_time_is_over_and_the_conversation_goes_on()
    {
        await using var bot = await BotHost.StartAsync(
            async (activity, ct) =>
            {
                if (activity.Text == "long")
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
                }

                return null;
            },
            options => options.TurnLimit = TimeSpan.FromMilliseconds(200));

        Assert.Equal(HttpStatusCode.InternalServerError, (await bot.PostAsync(Samples.Small("\"text\":\"long\""))).StatusCode);
        Assert.Equal([4001], bot.Log.Ids);
        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(Samples.Small())).StatusCode);
    }

    [Fact]
    public async Task More_waiting_turns_than_allowed_are_sent_back()
    {
        var goOn = new TaskCompletionSource();
        await using var bot = await BotHost.StartAsync(
            async (_, _) =>
            {
                await goOn.Task;
                return null;
            },
            options => options.MaxTurnsWaiting = 1);

        var first = bot.PostAsync(Samples.Small());
        await Until(() => bot.Gate.Count == 1);
        var second = bot.PostAsync(Samples.Small());
        await Until(() => bot.Gate.Waiting(new("test", "c1")) == 1);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await bot.PostAsync(Samples.Small())).StatusCode);
        goOn.SetResult();

        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second).StatusCode);
        Assert.Equal([4003], bot.Log.Ids);
    }

    [Fact]
    public async Task A_turn_that_waited_too_long_gives_up_its_place()
    {
        var gate = new ConversationGate(maxWaiting: 8);
        var key = new ConversationGate.Key("test", "c1");

        Assert.True(await gate.EnterAsync(key, Timeout.InfiniteTimeSpan));
        Assert.False(await gate.EnterAsync(key, TimeSpan.FromMilliseconds(1)));
        var patient = gate.EnterAsync(key, Timeout.InfiniteTimeSpan);
        Assert.False(patient.IsCompleted);
        gate.Leave(key);
        Assert.True(await patient);
        gate.Leave(key);

        Assert.Equal(0, gate.Count);
    }

    [Fact]
    public async Task A_thousand_turns_on_few_conversations_never_overlap()
    {
        var gate = new ConversationGate(maxWaiting: 1000);
        var inside = new int[3];
        await Parallel.ForAsync(0, 1000, async (i, _) =>
        {
            var key = new ConversationGate.Key("test", $"{i % 3}");
            Assert.True(await gate.EnterAsync(key, Timeout.InfiniteTimeSpan));
            Assert.Equal(1, Interlocked.Increment(ref inside[i % 3]));
            await Task.Yield();
            Interlocked.Decrement(ref inside[i % 3]);
            gate.Leave(key);
        });

        Assert.Equal(0, gate.Count);
    }

    private static async Task Until(Func<bool> condition, CancellationToken ct = default)
    {
        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, ct);
        }
    }
}
