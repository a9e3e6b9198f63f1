using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Protocol.Tests;

/// <summary>An activity that the channel sends again has one effect; one whose turn died is run again.</summary>
public sealed class InboxTests
{
    private readonly Record inbox = new();
    private int turns;

    [Fact]
    public async Task A_resend_while_the_first_runs_waits_for_it_and_runs_nothing()
    {
        var goOn = new TaskCompletionSource();
        await using var bot = await StartAsync(() => goOn.Task);

        var first = bot.PostAsync(Message);
        var resend = bot.PostAsync(Message);
        while (bot.Gate.Waiting(new("test", "c1")) == 0)
        {
            await Task.Yield();
        }

        goOn.SetResult();
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], (await Task.WhenAll(first, resend)).Select(a => a.StatusCode));
        Assert.Equal(1, turns);
        Assert.Contains(4005, bot.Log.Ids);
    }

    [Fact]
    public async Task A_turn_that_let_an_exception_escape_is_answered_500_and_run_again()
    {
        var broken = true;
        await using var bot = await StartAsync(() => broken ? throw new InvalidOperationException("a bug") : Task.CompletedTask);

        Assert.Equal(HttpStatusCode.InternalServerError, (await bot.PostAsync(Message)).StatusCode);
        broken = false;
        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(Message)).StatusCode);

        Assert.Equal(2, turns);
    }

    [Fact]
    public async Task What_another_process_took_waits_until_it_is_done_there()
    {
        await using var bot = await StartAsync(() => Task.CompletedTask);
        inbox.Elsewhere = "v1";

        var answer = bot.PostAsync(Message);
        await inbox.Asked.Task;
        inbox.Finish();

        Assert.Equal(HttpStatusCode.OK, (await answer).StatusCode);
        Assert.Equal(0, turns);
    }

    [Fact]
    public async Task What_a_dead_process_took_is_taken_over_after_its_lease_and_only_as_it_was_seen()
    {
        var clock = new OutboundClock();
        await using var bot = await StartAsync(() => Task.CompletedTask, clock);
        inbox.Elsewhere = "v1";

        var answer = bot.PostAsync(Message);
        await AdvanceAsync(clock, answer, 60);
        inbox.Elsewhere = "v2"; // somebody else took it over meanwhile, and died too
        await AdvanceAsync(clock, answer, 60);
        Assert.False(answer.IsCompleted);
        await AdvanceAsync(clock, answer, 60);

        Assert.Equal(HttpStatusCode.OK, (await answer).StatusCode);
        Assert.Equal(1, turns);
        Assert.Equal("v2", inbox.Abandoned);
    }

    [Fact]
    public async Task While_one_activity_waits_for_another_process_the_next_of_its_conversation_runs()
    {
        await using var bot = await StartAsync(() => Task.CompletedTask);
        inbox.Elsewhere = "v1";
        var waiting = bot.PostAsync(Message);
        await inbox.Asked.Task;

        using var next = await bot.PostAsync(Samples.Small("\"id\":\"m2\""));

        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Equal(1, turns);
        inbox.Finish();
        await waiting;
    }

    [Fact]
    public async Task An_inbox_that_cannot_be_reached_keeps_nobody_from_being_answered()
    {
        await using var bot = await StartAsync(() => Task.CompletedTask);
        inbox.Broken = true;

        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(Message)).StatusCode);

        Assert.Equal(1, turns);
        Assert.Contains(4006, bot.Log.Ids);
    }

    [Fact]
    public async Task Invokes_and_activities_without_an_id_are_not_kept()
    {
        await using var bot = await StartAsync(() => Task.CompletedTask);

        for (var i = 0; i < 2; i++)
        {
            await bot.PostAsync(Samples.Small());
            await bot.PostAsync("""{"type":"invoke","name":"adaptiveCard/action","id":"i1","channelId":"test","conversation":{"id":"c1"}}""");
        }

        Assert.Equal(4, turns);
        Assert.Equal(0, inbox.Claims);
    }

    private static string Message => Samples.Small("\"id\":\"m1\"");

    private Task<BotHost> StartAsync(Func<Task> turn, TimeProvider? clock = null) => BotHost.StartAsync(
        async (_, _) =>
        {
            Interlocked.Increment(ref turns);
            await turn();
            return null;
        },
        build: b =>
        {
            b.Services.AddSingleton<IInbox>(inbox);
            if (clock is not null)
            {
                b.Services.AddSingleton(clock);
            }
        });

    // A second at a time, each once its look at the inbox is over.
    private static async Task AdvanceAsync(OutboundClock clock, Task until, int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            while (clock.Waiting == 0 && !until.IsCompleted)
            {
                await Task.Yield();
            }

            clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>An inbox as another process sees it.</summary>
    private sealed class Record : IInbox
    {
        private readonly HashSet<string> _done = [];

        public bool Broken { get; set; }

        /// <summary>The claim of another process on the activity m1; null when there is none.</summary>
        public string? Elsewhere { get; set; }

        public string? Abandoned { get; private set; }

        public int Claims { get; private set; }

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Finish()
        {
            lock (_done)
            {
                Elsewhere = null;
                _done.Add("m1");
            }
        }

        public ValueTask<InboxClaim> ClaimAsync(Activity activity, string? abandoned, CancellationToken ct)
        {
            lock (_done)
            {
                Claims++;
                if (Broken)
                {
                    throw new IOException("down");
                }

                if (_done.Contains(activity.Id!))
                {
                    return new(new InboxClaim(InboxState.Done));
                }

                if (activity.Id == "m1" && Elsewhere is { } version && abandoned != version)
                {
                    Asked.TrySetResult();
                    return new(new InboxClaim(InboxState.Elsewhere, version));
                }

                Abandoned = abandoned;
                return new(new InboxClaim(InboxState.Mine));
            }
        }

        public ValueTask DoneAsync(Activity activity, CancellationToken ct)
        {
            lock (_done)
            {
                _done.Add(activity.Id!);
            }

            return default;
        }

        public ValueTask ReleaseAsync(Activity activity, CancellationToken ct) => default;
    }
}
