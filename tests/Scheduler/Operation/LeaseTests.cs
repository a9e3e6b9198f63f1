using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CrmBot.Scheduler.Tests.Operation;

/// <summary>How replicas share the shards. Each has its own clock; nothing here reads another's.</summary>
public sealed class LeaseTests
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    private readonly MemoryTables _tables = new();
    private readonly List<Replica> _replicas = [];

    [Fact]
    public async Task One_replica_has_everything_at_once()
    {
        var one = Start();
        Assert.Empty(one.Leases.Held());

        await one.RenewAsync();

        Assert.Equal(DueStore.AllShards, one.Leases.Held().Order());
        Assert.Equal(0, one.Heard["lease_steals"]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task Replicas_that_come_get_a_fair_share_and_no_shard_is_held_twice_or_by_nobody(int replicas)
    {
        for (var i = 0; i < replicas; i++)
        {
            Start();
            await RoundsAsync(1);
            AssertDisjoint();
        }

        for (var i = 0; i < 4; i++)
        {
            await RoundsAsync(1);
            AssertDisjoint();
        }

        var share = (DueStore.AllShards.Count + replicas - 1) / replicas;
        Assert.Equal(DueStore.AllShards, _replicas.SelectMany(r => r.Leases.Held()).Order());
        Assert.All(_replicas, r => Assert.InRange(r.Leases.Held().Count, 1, share));
        Assert.All(_replicas, r => Assert.Equal(0, r.Heard["lease_steals"]));
    }

    // The wall clocks of the replicas are hours apart and one of them goes backwards; only how long a row stays the same counts.
    [Fact]
    public async Task The_shards_of_a_dead_replica_go_to_another_after_a_whole_lease_on_its_own_clock()
    {
        var dead = Start(hours: 5);
        var heir = Start(hours: -7);
        await RoundsAsync(4);
        Assert.Equal((8, 8), (dead.Leases.Held().Count, heir.Leases.Held().Count));
        _replicas.Remove(dead);

        await RoundsAsync(2);
        Assert.Equal(8, heir.Leases.Held().Count); // 20 s

        await RoundsAsync(2);
        Assert.Equal(DueStore.AllShards, heir.Leases.Held().Order());
        Assert.Equal(8, heir.Heard["lease_steals"]);
    }

    [Fact]
    public async Task One_that_has_just_come_does_not_take_what_it_has_not_watched_for_a_lease()
    {
        await Start().RenewAsync();
        _replicas.Clear();
        var late = Start(hours: 1000);

        await late.RenewAsync();

        Assert.Empty(late.Leases.Held());
    }

    [Fact]
    public async Task A_stalled_holder_stops_by_itself_before_anybody_takes_over_and_gets_a_share_again_later()
    {
        var stalled = Start();
        var other = Start();
        await RoundsAsync(4);
        _replicas.Remove(stalled);

        for (var i = 0; i < 4; i++)
        {
            stalled.Clock.Advance(TimeSpan.FromSeconds(10));
            await RoundsAsync(1);
            Assert.Empty(stalled.Leases.Held().Intersect(other.Leases.Held()));
            Assert.Equal(i == 0, stalled.Leases.Held().Count > 0); // 18 s of the 30
        }

        Assert.Equal(16, other.Leases.Held().Count);
        _replicas.Add(stalled);
        await RoundsAsync(3);
        Assert.Equal((8, 8), (stalled.Leases.Held().Count, other.Leases.Held().Count));
        AssertDisjoint();
    }

    [Fact]
    public async Task A_holder_from_which_a_lease_was_stolen_keeps_the_rest_and_knows_what_it_lost()
    {
        var holder = Start();
        await holder.RenewAsync();
        var store = new LeaseStore(_tables);
        var stolen = (await store.AllAsync(default)).Single(l => l.Shard == 3);
        Assert.True(await store.WriteAsync("thief", [], [stolen], [], default));

        await holder.RenewAsync();

        Assert.DoesNotContain(3, holder.Leases.Held());
        Assert.Equal(8, holder.Leases.Held().Count); // there are two now
    }

    [Fact]
    public async Task What_a_replica_that_ends_gives_up_is_free_at_once()
    {
        var one = Start();
        await one.RenewAsync();
        await one.Leases.EndAsync(default);
        Assert.Empty(one.Leases.Held());
        Assert.Equal(0, _tables.Count("sys"));
        _replicas.Clear();
        var next = Start();

        await next.RenewAsync();

        Assert.Equal(16, next.Leases.Held().Count);
    }

    [Fact]
    public async Task Two_that_take_the_same_shards_at_the_same_moment_do_not_both_get_them()
    {
        var one = Start();
        var two = Start();
        await Task.WhenAll(Task.Run(() => one.RenewAsync()), Task.Run(() => two.RenewAsync()));
        AssertDisjoint();
        await RoundsAsync(3);
        Assert.Equal(DueStore.AllShards, _replicas.SelectMany(r => r.Leases.Held()).Order());
    }

    // The bill of an idle replica: two calls every ten seconds, whatever it holds.
    [Fact]
    public async Task To_renew_everything_costs_one_query_and_one_write()
    {
        var counted = new Counted(_tables);
        var one = Start(tables: counted);
        await RoundsAsync(3);

        Assert.Equal((3, 3), (counted.Queries, counted.Writes));
    }

    [Fact]
    public async Task On_a_store_of_one_process_there_are_no_leases()
    {
        var one = Start(oneProcess: true);

        Assert.Equal(DueStore.AllShards, one.Leases.Held());
        await Task.CompletedTask;
        Assert.Equal(0, _tables.Count("sys"));
    }

    [Fact]
    public async Task A_pass_looks_only_at_the_shards_that_its_process_has()
    {
        using var stage = new Stage();
        await stage.SetAsync();
        stage.AdvanceToDue();
        var options = Options.Create(new SchedulerOptions { OneProcess = false, Lanes = 1 });
        using var watch = new SchedulerWatch(stage.Machine, stage.People);
        var leases = new ShardLeases(new LeaseStore(stage.Tables), new CountedIds("l"), stage.Machine, options, watch, NullLogger<ShardLeases>.Instance);
        using var bot = stage.Start(oneProcess: false, watch: watch, leases: leases);

        Assert.Equal(0, (await bot.Pass.RunAsync(default)).Due);
        await leases.RenewAsync(default);
        Assert.Equal(1, (await bot.Pass.RunAsync(default)).Arrived);
    }

    [Fact]
    public async Task A_process_whose_passes_hang_loses_its_shards_and_one_that_looks_again_gets_them_back()
    {
        var clock = new FakeClock(Sample.Start);
        using var watch = new SchedulerWatch(clock, clock);
        var options = Options.Create(new SchedulerOptions { OneProcess = false });
        var leases = new ShardLeases(new LeaseStore(_tables), new CountedIds("l"), clock, options, watch, NullLogger<ShardLeases>.Instance);
        using var loop = new LeaseLoop(leases, new SchedulerSignal(), watch, clock, options, NullLogger<LeaseLoop>.Instance);
        await loop.StartAsync(default);
        await RestsAsync(clock);
        Assert.Equal(16, leases.Held().Count);

        watch.Has(DueStore.AllShards);
        clock.Advance(TimeSpan.FromMinutes(5));
        await RestsAsync(clock);
        Assert.Empty(leases.Held());

        watch.Looked(DueStore.AllShards, []);
        clock.Advance(Round);
        await RestsAsync(clock);
        Assert.Equal(16, leases.Held().Count);

        await loop.StopAsync(default);
        Assert.Empty(leases.Held());
        Assert.Equal(0, _tables.Count("sys"));
    }

    /// <summary>The loop waits for its next round.</summary>
    private static async Task RestsAsync(FakeClock clock)
    {
        while (clock.Timers == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    private Replica Start(double hours = 0, bool oneProcess = false, ITables? tables = null)
    {
        var replica = new Replica(tables ?? _tables, $"replica{_replicas.Count}-{hours}-", hours, oneProcess);
        _replicas.Add(replica);
        return replica;
    }

    /// <summary>Time goes on for all, and each looks.</summary>
    private async Task RoundsAsync(int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            foreach (var replica in _replicas)
            {
                replica.Clock.Advance(Round);
                await replica.RenewAsync();
            }
        }
    }

    private void AssertDisjoint()
    {
        var held = _replicas.SelectMany(r => r.Leases.Held()).ToList();
        Assert.Equal(held.Distinct().Count(), held.Count);
    }

    private sealed class Replica
    {
        public Replica(ITables tables, string name, double hours, bool oneProcess)
        {
            Clock = new FakeClock(Sample.Start.AddHours(hours));
            var watch = new SchedulerWatch(Clock, Clock);
            Heard = new Listening(watch.Meter);
            Leases = new ShardLeases(
                new LeaseStore(tables), new CountedIds(name), Clock, Options.Create(new SchedulerOptions { OneProcess = oneProcess }), watch, NullLogger<ShardLeases>.Instance);
        }

        public FakeClock Clock { get; }
        public ShardLeases Leases { get; }
        public Listening Heard { get; }

        public async Task RenewAsync() => await Leases.RenewAsync(default);
    }

    private sealed class Counted(ITables inner) : ITables
    {
        public int Queries { get; private set; }
        public int Writes { get; private set; }

        public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct) => inner.GetAsync(table, partitionKey, rowKey, ct);

        public ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
        {
            Queries++;
            return inner.QueryAsync(range, take, next, ct);
        }

        public ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
        {
            Writes += sets.Count;
            return inner.ApplyAsync(sets, ct);
        }
    }
}
