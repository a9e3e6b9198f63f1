using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Scheduler.Tests.Operation;

/// <summary>What an operator is told in figures and traces.</summary>
public sealed class FigureTests : IDisposable
{
    private readonly Stage _stage = new();
    private readonly SchedulerWatch _watch;
    private readonly Listening _heard;
    private readonly Bot _bot;

    public FigureTests()
    {
        _watch = new SchedulerWatch(_stage.Machine, _stage.People);
        _heard = new Listening(_watch.Meter);
        _bot = _stage.Start(watch: _watch);
    }

    public void Dispose()
    {
        _bot.Dispose();
        _heard.Dispose();
        _watch.Dispose();
        _stage.Dispose();
    }

    [Fact]
    public async Task A_reminder_is_counted_and_timed_and_leaves_one_trace_with_its_attempt_and_nothing_of_the_customer()
    {
        await _stage.SetAsync();
        _stage.Advance(Sample.DueAt - Sample.Start + TimeSpan.FromSeconds(7));
        var inFlight = 0.0;
        _stage.Channel.Answer = _ =>
        {
            inFlight = _heard["in_flight"];
            return Task.FromResult<Delivered>(new Delivered.Arrived("a"));
        };

        await _bot.Pass.RunAsync(default);

        Assert.Equal((1, 1, 0), (_heard["claimed"], _heard["sent"], _heard["ambiguous"]));
        Assert.Equal((1, 0), (inFlight, _heard["in_flight"]));
        Assert.Equal([7], _heard.Lags);
        var trace = Assert.Single(_heard.Traces);
        Assert.Equal(
            [(SchedulerMeter.AttemptTag, (await _stage.PromptAsync()).AttemptId), ("crmbot.prompts", 1), ("crmbot.end", "Arrived")],
            trace.TagObjects.Select(t => (t.Key, t.Value)));
    }

    [Fact]
    public async Task What_goes_wrong_with_a_send_is_counted_by_its_kind()
    {
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        _stage.Channel.AnswerWith(new Delivered.Later(TimeSpan.FromMinutes(1)));
        await _bot.Pass.RunAsync(default);
        Assert.Equal(1, _heard["throttled"]);

        _stage.Advance(TimeSpan.FromMinutes(1));
        _stage.Channel.AnswerWith(new Delivered.Ambiguous("reset"));
        await _bot.Pass.RunAsync(default);
        Assert.Equal((1, 0), (_heard["ambiguous"], _heard["resent"]));

        _stage.Advance(TimeSpan.FromHours(1)); // the lease is over
        await _bot.Pass.RunAsync(default);
        Assert.Equal((2, 1, 0), (_heard["ambiguous"], _heard["resent"], _heard["poison"]));

        _stage.Advance(TimeSpan.FromHours(1));
        await _bot.Pass.RunAsync(default);
        Assert.Equal((2, 1, 1), (_heard["ambiguous"], _heard["resent"], _heard["poison"]));
    }

    [Fact]
    public async Task A_row_that_says_nothing_new_and_a_prompt_that_somebody_else_took_are_counted()
    {
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        using var other = _stage.Start(oneProcess: false);
        var tables = new Overtaken(_stage.Tables, () => other.Pass.RunAsync(default).AsTask());
        using var late = _stage.Start(tables, oneProcess: false, watch: _watch);
        await late.Pass.RunAsync(default);

        Assert.Equal((0, 1), (_heard["claimed"], _heard["claim_conflicts"]));
        Assert.Single(_stage.Channel.Sent);

        var row = new DueRow(1, Sample.Tenant, Sample.Owner, Prompt.IdOf(Sample.StepId), Sample.Head.Id, Sample.StepId, 1, 1, Sample.DueAt);
        await _stage.Tables.ApplyAsync([row.Set()], default);
        await late.Pass.RunAsync(default);
        Assert.Equal(1, _heard["stale_index_rows"]);
    }

    [Fact]
    public async Task A_message_that_arrives_after_its_prompt_was_taken_over_raises_the_alarm()
    {
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        using var other = _stage.Start(oneProcess: false);
        var first = true;
        _stage.Channel.Answer = async _ =>
        {
            if (first)
            {
                first = false;
                _stage.Advance(TimeSpan.FromMinutes(11)); // a stall in the middle of the send, longer than the lease
                await other.Pass.RunAsync(default);
            }

            return new Delivered.Arrived("a");
        };
        using var stalled = _stage.Start(oneProcess: false, watch: _watch);

        await stalled.Pass.RunAsync(default);

        Assert.Equal(2, _stage.Channel.Sent.Count);
        Assert.Equal(1, _heard["possible_duplicates"]);
    }

    [Fact]
    public async Task A_step_that_was_planned_anew_during_the_send_raises_no_alarm()
    {
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        _stage.Channel.Answer = async _ =>
        {
            await Sample.Snooze(_stage.Whole);
            return new Delivered.Arrived("a");
        };

        await _bot.Pass.RunAsync(default);

        Assert.Equal(0, _heard["possible_duplicates"]);
    }

    [Fact]
    public async Task The_age_of_a_shard_is_that_of_its_oldest_row_which_nobody_has_looked_at()
    {
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        _stage.Advance(TimeSpan.FromSeconds(30));
        IReadOnlyDictionary<int, double> during = new Dictionary<int, double>();
        _stage.Channel.Answer = _ =>
        {
            during = _heard.Ages();
            return Task.FromResult<Delivered>(new Delivered.Arrived("a"));
        };

        await _bot.Pass.RunAsync(default);

        Assert.Equal(DueStore.AllShards, during.Keys.Order());
        Assert.Equal([30], during.Values.Where(v => v > 0));
        Assert.All(_heard.Ages().Values, age => Assert.Equal(0, age));
    }

    /// <summary>Somebody else acts before the first claim.</summary>
    private sealed class Overtaken(ITables inner, Func<Task> before) : ITables
    {
        private bool _done;

        public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct) => inner.GetAsync(table, partitionKey, rowKey, ct);

        public ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct) => inner.QueryAsync(range, take, next, ct);

        public async ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
        {
            if (!_done && sets.Any(s => s.Table == "prompts"))
            {
                _done = true;
                await before();
            }

            return await inner.ApplyAsync(sets, ct);
        }
    }
}
