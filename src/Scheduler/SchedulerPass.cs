using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrmBot.Scheduler;

/// <summary>What a pass did, in prompts.</summary>
/// <param name="Due">Due rows seen, also those with nothing left to do.</param>
/// <param name="Held">Parked, or put off by the channel.</param>
/// <param name="Dropped">Not sent because the step did not want it any more.</param>
/// <param name="Failed">Not sent, or not known to be.</param>
/// <param name="NextDue">The first instant after the pass began at which something is due; null when nothing is planned.</param>
public sealed record PassReport(int Due, int Claimed, int Arrived, int Held, int Dropped, int Failed, DateTimeOffset? NextDue);

/// <summary>One pass: relay, due, claim, decide, deliver, settle. Any number may run at once.</summary>
public sealed class SchedulerPass
{
    /// <summary>What has been due no longer than this goes before what is late.</summary>
    public static readonly TimeSpan OnTime = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Ramp = TimeSpan.FromMinutes(1);

    private readonly Relay _relay;
    private readonly DueStore _due;
    private readonly TimeProvider _people;
    private readonly TimeProvider _machine;
    private readonly SchedulerOptions _options;
    private readonly ILogger<SchedulerPass> _log;
    private readonly Lane _lane;
    private long? _began;
    private readonly SchedulerWatch? _watch;
    private readonly ShardLeases? _leases;

    public SchedulerPass(
        Relay relay,
        DueStore due,
        PromptStore prompts,
        PromptMoves moves,
        PeopleStore people,
        ReachStore reach,
        CustomerStore customers,
        OwnStepStore own,
        IPromptDelivery delivery,
        IIds ids,
        TimeProvider machine,
        [FromKeyedServices("people")] TimeProvider clock,
        IOptions<SchedulerOptions> options,
        ILogger<SchedulerPass> log,
        SchedulerWatch? watch = null,
        ShardLeases? leases = null)
    {
        _watch = watch;
        _leases = leases;
        _relay = relay;
        _due = due;
        _people = clock;
        _machine = machine;
        _options = options.Value;
        _log = log;
        _lane = new Lane(
            due, prompts, moves, reach, new Doorkeeper(people, customers, moves, log), new Sieve(customers, own, log), delivery, ids, machine, clock, _options, log);
    }

    /// <summary>
    /// Reads people's clock once. When <paramref name="ct"/> is cancelled nothing more is claimed; what is being sent gets
    /// <see cref="SchedulerOptions.StopGrace"/> to end.
    /// </summary>
    public async ValueTask<PassReport> RunAsync(CancellationToken ct)
    {
        StoreCalls.AreBy("scheduler");
        var now = _people.GetUtcNow();
        var shards = _leases?.Held() ?? DueStore.AllShards;
        await _relay.RunAsync(ct, shards);
        var tally = new Tally(_watch);
        var due = 0;

        using var grace = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _machine);
        await using var stop = ct.Register(() => grace.CancelAfter(_options.StopGrace));
        var work = new Serving(now, tally, _machine.GetTimestamp(), grace.Token);
        _watch?.Has(shards);
        _watch?.Looks(shards);
        var heads = await _due.HeadsAsync(ct, shards);
        var read = shards;
        await foreach (var rows in _due.UntilAsync(now, now - OnTime, heads, ct))
        {
            _watch?.Looked(read, rows);
            read = [];
            due += rows.Count;
            var lanes = rows.GroupBy(r => (r.Tenant, r.Recipient)).ToLookup(lane => lane.Any(r => r.At >= now - OnTime));
            await ServeAsync(InTurn(lanes[true]), _options.Lanes, work, ct);
            await ServeAsync(InTurn(lanes[false]), LateLanes(), work, ct);
            if (work.IsCutShort)
            {
                break;
            }
        }

        _watch?.Looked(read, []);
        foreach (var row in tally.Ahead)
        {
            await HealAsync(row, now, ct);
        }

        if (tally.Claimed > 0)
        {
            SchedulerLog.Passed(_log, tally.Arrived, tally.Claimed, tally.Held, tally.Dropped, tally.Failed);
        }

        return new PassReport(
            due, tally.Claimed, tally.Arrived, tally.Held, tally.Dropped, tally.Failed, work.IsCutShort ? now : await _due.NextAsync(now, heads, ct));
    }

    private async ValueTask ServeAsync(
        IEnumerable<IGrouping<(string Tenant, string Recipient), DueRow>> lanes, int atOnce, Serving work, CancellationToken ct) => await Parallel.ForEachAsync(
        lanes,
        new ParallelOptions { MaxDegreeOfParallelism = atOnce, TaskScheduler = TaskScheduler.Current },
        async (lane, _) =>
        {
            work.IsCutShort |= _machine.GetElapsedTime(work.Began) > _options.Slice;

            // What was lost to another replica meanwhile is left to it.
            if (!ct.IsCancellationRequested && !work.IsCutShort && _leases?.Held().Contains(lane.First().Shard) != false)
            {
                await ServeAsync(lane.Key.Tenant, lane.Key.Recipient, [.. lane], work.Now, work.Tally, work.Ct);
            }
        });

    /// <summary>What is late goes slowly at first: a process that just began may not be well, and everything is late after a long time down.</summary>
    private int LateLanes()
    {
        _began ??= _machine.GetTimestamp();
        return Math.Clamp((int)(_options.Lanes * (_machine.GetElapsedTime(_began.Value) / Ramp)), 1, _options.Lanes);
    }

    /// <summary>One lane of each tenant after the other, so that a large one does not keep the others waiting; in each the earliest first.</summary>
    private static IEnumerable<IGrouping<(string Tenant, string Recipient), DueRow>> InTurn(IEnumerable<IGrouping<(string Tenant, string Recipient), DueRow>> lanes) =>
        lanes.GroupBy(lane => lane.Key.Tenant)
            .SelectMany(tenant => tenant.Select((lane, turn) => (Lane: lane, Turn: turn)))
            .OrderBy(l => l.Turn)
            .Select(l => l.Lane);

    private async ValueTask HealAsync(DueRow row, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            await _relay.HealAsync(row, now, ct);
        }
        catch (Exception fault) when (fault is not (StorageUnavailableException or OperationCanceledException or OutOfMemoryException))
        {
            SchedulerLog.HealFailed(_log, row.PromptId, fault);
        }
    }

    // One recipient's fault must not keep the others waiting; what it claimed is found again by its lease.
    private async ValueTask ServeAsync(
        string tenant, string recipient, IReadOnlyList<DueRow> rows, DateTimeOffset now, Tally tally, CancellationToken ct)
    {
        try
        {
            await _lane.ServeAsync(tenant, recipient, rows, now, tally, ct);
            tally.Served(rows);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            SchedulerLog.LaneFailed(_log, recipient, fault);
        }
    }

    /// <summary>What the lanes of one pass have in common.</summary>
    private sealed class Serving(DateTimeOffset now, Tally tally, long began, CancellationToken ct)
    {
        private volatile bool _isCutShort;

        public DateTimeOffset Now => now;
        public Tally Tally => tally;
        public long Began => began;
        public CancellationToken Ct => ct;

        /// <summary>True once the pass has worked long enough; what is left waits for the next, which comes at once.</summary>
        public bool IsCutShort
        {
            get => _isCutShort;
            set => _isCutShort = value;
        }
    }
}
