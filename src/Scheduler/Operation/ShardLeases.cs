using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrmBot.Scheduler;

/// <summary>
/// Shares the shards of the due index among the replicas of one store, so that each looks only at its own. It saves calls and
/// collisions; correctness never depends on it, because every prompt is claimed. A lease holds no time: a replica counts as
/// ended when its rows stay unchanged for a whole lease on the reader's own monotonic clock. Where one process has the store
/// there are no leases, and it has all shards.
/// </summary>
public sealed class ShardLeases
{
    private const int Tries = 3;
    private const int MostDropped = 32;

    // Names this process among all that ever ran, also on one host.
    private readonly string _me;
    private readonly LeaseStore _store;
    private readonly TimeProvider _machine;
    private readonly SchedulerOptions _options;
    private readonly SchedulerWatch _watch;
    private readonly ILogger<ShardLeases> _log;
    private Dictionary<string, (ETag Version, long At)> _sightings = new(StringComparer.Ordinal);
    private volatile Holding _holding;

    public ShardLeases(LeaseStore store, IIds ids, TimeProvider machine, IOptions<SchedulerOptions> options, SchedulerWatch watch, ILogger<ShardLeases> log)
    {
        _me = ids.New();
        _store = store;
        _machine = machine;
        _options = options.Value;
        _watch = watch;
        _log = log;
        _holding = new Holding([], machine.GetTimestamp());
    }

    /// <summary>The shards that this process looks after now.</summary>
    public IReadOnlyCollection<int> Held()
    {
        if (_options.OneProcess)
        {
            return DueStore.AllShards;
        }

        // Ended here long before anybody else may believe that it has ended.
        var holding = _holding;
        return _machine.GetElapsedTime(holding.At) < _options.ShardLease * 0.6 ? holding.Shards : [];
    }

    /// <summary>Shows that this process lives, takes its share of what is free and gives up what is more than its share: two calls.</summary>
    /// <returns>True when it has a shard that it did not have.</returns>
    internal async ValueTask<bool> RenewAsync(CancellationToken ct)
    {
        for (var i = 0; i < Tries; i++)
        {
            var asked = _machine.GetTimestamp();
            var plan = PlanOf(await SeeAsync(ct));
            if (await _store.WriteAsync(_me, plan.Free, [.. plan.Kept, .. plan.Ended], plan.Dropped, ct))
            {
                var before = _holding.Shards;
                _holding = new Holding([.. plan.Free, .. plan.Kept.Select(l => l.Shard!.Value), .. plan.Ended.Select(l => l.Shard!.Value)], asked);
                Tell(before, plan.Ended.Count);
                return _holding.Shards.Except(before).Any();
            }
        }

        return false;
    }

    /// <summary>Leaves everything to the others at once.</summary>
    internal async ValueTask EndAsync(CancellationToken ct)
    {
        _holding = new Holding([], _machine.GetTimestamp());
        await _store.DropAsync([.. (await _store.AllAsync(ct)).Where(l => l.Owner == _me)], ct);
    }

    private Plan PlanOf(IReadOnlyList<SeenLease> leases)
    {
        // What is left over after an even share goes to the first in an order that all of them know.
        List<string> replicas = [.. leases.Where(l => !HasEnded(l)).Select(l => l.Owner).Append(_me).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var (even, over) = Math.DivRem(DueStore.AllShards.Count, replicas.Count);
        var share = even + (replicas.IndexOf(_me) < over ? 1 : 0);
        List<SeenLease> mine = [.. leases.Where(l => l.Shard is not null && l.Owner == _me).OrderBy(l => l.Shard)];
        List<SeenLease> kept = [.. mine.Take(share)];
        var room = share - kept.Count;

        // Replicas that look for shards at the same time begin at different ones.
        var all = DueStore.AllShards;
        var from = (int)((uint)StringComparer.Ordinal.GetHashCode(_me) % (uint)all.Count);
        var free = Enumerable.Range(0, all.Count).Select(i => all[(from + i) % all.Count]).Where(s => leases.All(l => l.Shard != s)).Take(room).ToList();
        var ended = leases.Where(l => l.Shard is not null && l.Owner != _me && HasEnded(l)).Take(room - free.Count).ToList();
        var gone = leases.Where(l => l.Shard is null && l.Owner != _me && HasEnded(l)).Take(MostDropped);
        return new Plan(kept, free, ended, [.. mine.Skip(share), .. gone]);
    }

    private async ValueTask<IReadOnlyList<SeenLease>> SeeAsync(CancellationToken ct)
    {
        var leases = await _store.AllAsync(ct);
        var now = _machine.GetTimestamp();
        _sightings = leases.ToDictionary(
            l => l.Key,
            l => _sightings.TryGetValue(l.Key, out var known) && known.Version == l.Version ? known : (l.Version, now),
            StringComparer.Ordinal);
        return leases;
    }

    private bool HasEnded(SeenLease lease) => _machine.GetElapsedTime(_sightings[lease.Key].At) >= _options.ShardLease;

    private void Tell(IReadOnlyCollection<int> before, int stolen)
    {
        _watch.Renewed();
        if (stolen > 0)
        {
            _watch.Meter.LeaseSteals.Add(stolen);
        }

        if (stolen > 0 || _holding.Shards.Count != before.Count)
        {
            SchedulerLog.Shards(_log, _holding.Shards.Count, stolen);
        }
    }

    /// <param name="At">Monotonic time before the call that renewed them.</param>
    private sealed record Holding(IReadOnlyCollection<int> Shards, long At);

    private sealed record Plan(
        IReadOnlyList<SeenLease> Kept, IReadOnlyList<int> Free, IReadOnlyList<SeenLease> Ended, IReadOnlyList<SeenLease> Dropped);
}
