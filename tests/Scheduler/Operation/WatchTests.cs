using CrmBot.Storage;

namespace CrmBot.Scheduler.Tests.Operation;

/// <summary>What counts as being late.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly Stage _stage = new();
    private readonly SchedulerWatch _watch;
    private readonly Bot _bot;

    public WatchTests()
    {
        _watch = new SchedulerWatch(_stage.Machine, _stage.People);
        _bot = _stage.Start(oneProcess: false, watch: _watch);
    }

    public void Dispose()
    {
        _bot.Dispose();
        _watch.Dispose();
        _stage.Dispose();
    }

    [Fact]
    public async Task Shards_that_nobody_looks_at_are_told_in_machine_time()
    {
        await _bot.Pass.RunAsync(default);
        _stage.People.Advance(TimeSpan.FromDays(30)); // people's clock jumps
        Assert.Equal(TimeSpan.Zero, _watch.Health().LongestUnseen);
        _stage.Machine.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(TimeSpan.FromMinutes(3), _watch.Health().LongestUnseen);
        await _bot.Pass.RunAsync(default);
        Assert.Equal(TimeSpan.Zero, _watch.Health().LongestUnseen);
    }

    [Fact]
    public async Task What_could_not_be_looked_at_because_of_a_fault_gets_older_until_it_is()
    {
        var broken = true;
        using var bot = _stage.Start(new Breaking(_stage.Tables, () => broken), oneProcess: false, watch: _watch);
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        await bot.Pass.RunAsync(default);
        _stage.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(TimeSpan.FromMinutes(5), _watch.Health().OldestDue);

        await bot.Pass.RunAsync(default);
        Assert.Equal(TimeSpan.FromMinutes(5), _watch.Health().OldestDue);

        broken = false;
        await bot.Pass.RunAsync(default);
        Assert.Equal(TimeSpan.Zero, _watch.Health().OldestDue);
        Assert.Single(_stage.Channel.Sent);
    }

    // None of these is late: the channel asked to wait, nobody knows yet whether it arrived, a rule of the person holds it back.
    [Theory]
    [InlineData("throttled")]
    [InlineData("ambiguous")]
    [InlineData("unreachable")]
    [InlineData("not sent")]
    public async Task What_waits_for_a_reason_is_not_late(string reason)
    {
        _stage.Channel.AnswerWith(reason switch
        {
            "throttled" => new Delivered.Later(TimeSpan.FromHours(1)),
            "ambiguous" => new Delivered.Ambiguous("reset"),
            "unreachable" => new Delivered.Unreachable("blocked"),
            _ => new Delivered.NotSent("refused"),
        });
        await _stage.SetAsync();
        _stage.AdvanceToDue();
        await _bot.Pass.RunAsync(default);
        _stage.Advance(TimeSpan.FromMinutes(5));
        await _bot.Pass.RunAsync(default);
        _stage.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(TimeSpan.Zero, _watch.Health().OldestDue);
    }

    private sealed class Breaking(ITables inner, Func<bool> isBroken) : ITables
    {
        public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct) => inner.GetAsync(table, partitionKey, rowKey, ct);

        public ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct) =>
            range.Table == "prompts" && isBroken() ? throw new InvalidDataException("a row that cannot be read") : inner.QueryAsync(range, take, next, ct);

        public ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct) => inner.ApplyAsync(sets, ct);
    }
}
