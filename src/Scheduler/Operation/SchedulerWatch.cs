using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Scheduler;

/// <summary>How the scheduler of this process is doing.</summary>
/// <param name="OldestDue">How long the oldest due prompt that nobody has looked at yet has waited, in people's time; what waits by a rule or for another try is not counted.</param>
/// <param name="LongestUnseen">
/// How long ago the shard that was looked at the longest ago was, in machine time; of the shards this process has to look at. With
/// several replicas also how long ago it last knew which these are.
/// </param>
public sealed record SchedulerHealth(LoopState Loop, TimeSpan OldestDue, TimeSpan LongestUnseen);

public enum LoopState { NotBegun, Running, Stopped }

/// <summary>What is seen of the scheduler from outside: its figures, its traces and its health.</summary>
public sealed class SchedulerWatch : IDisposable
{
    private readonly TimeProvider _machine;
    private readonly TimeProvider _people;
    private readonly Lock _gate = new();
    private readonly Dictionary<DueRow, int> _waiting = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<int, long> _seen = [];
    private readonly HashSet<int> _anew = [];
    private volatile LoopState _loop;
    private long? _renewed;

    public SchedulerWatch(TimeProvider machine, [FromKeyedServices("people")] TimeProvider people)
    {
        _machine = machine;
        _people = people;
        Meter.Ages(Ages);
    }

    internal SchedulerMeter Meter { get; } = new();

    public SchedulerHealth Health()
    {
        lock (_gate)
        {
            var unseen = _seen.Values.Append(_renewed ?? _machine.GetTimestamp()).Max(at => _machine.GetElapsedTime(at));
            var now = _people.GetUtcNow();
            return new SchedulerHealth(_loop, _waiting.Count == 0 ? TimeSpan.Zero : _waiting.Keys.Max(row => now - row.At), unseen);
        }
    }

    /// <summary>How long the shards that were looked at last have not been.</summary>
    internal TimeSpan LongestUnlooked()
    {
        lock (_gate)
        {
            return _seen.Values.Select(at => _machine.GetElapsedTime(at)).DefaultIfEmpty().Max();
        }
    }

    /// <summary>The loop runs from now on.</summary>
    internal void Began() => _loop = LoopState.Running;

    internal void Stopped() => _loop = LoopState.Stopped;

    /// <summary>Its share of the shards is known to be right.</summary>
    internal void Renewed()
    {
        lock (_gate)
        {
            _renewed = _machine.GetTimestamp();
        }
    }

    /// <summary>The shards this process has to look at; those it did not have before count as looked at now.</summary>
    internal void Has(IReadOnlyCollection<int> shards)
    {
        lock (_gate)
        {
            foreach (var shard in _seen.Keys.Except(shards).ToList())
            {
                _seen.Remove(shard);
            }

            Forget(shard => !shards.Contains(shard));
            foreach (var shard in shards)
            {
                _seen.TryAdd(shard, _machine.GetTimestamp());
            }
        }
    }

    /// <summary>A look at shards begins, and finds everything that is due in them, page by page.</summary>
    internal void Looks(IReadOnlyCollection<int> shards)
    {
        lock (_gate)
        {
            _anew.UnionWith(shards);
        }
    }

    /// <summary>A page of what a look found, of which nothing was served yet; each shard was read.</summary>
    internal void Looked(IReadOnlyCollection<int> shards, IReadOnlyList<DueRow> due)
    {
        lock (_gate)
        {
            // What the look before left is found again, or was served by somebody else.
            Forget(shard => _anew.Contains(shard) && shards.Contains(shard));
            foreach (var shard in shards)
            {
                _anew.Remove(shard);
                _seen[shard] = _machine.GetTimestamp();
            }

            foreach (var row in due)
            {
                _waiting[row] = row.Shard;
            }
        }
    }

    /// <summary>These were looked at one by one: sent, put off, given up, or waiting for a reason.</summary>
    internal void Served(IReadOnlyList<DueRow> rows)
    {
        lock (_gate)
        {
            foreach (var row in rows)
            {
                _waiting.Remove(row);
            }
        }
    }

    public void Dispose() => Meter.Dispose();

    private void Forget(Func<int, bool> isOver)
    {
        foreach (var row in _waiting.Where(w => isOver(w.Value)).Select(w => w.Key).ToList())
        {
            _waiting.Remove(row);
        }
    }

    private List<(int Shard, TimeSpan Age)> Ages()
    {
        lock (_gate)
        {
            var now = _people.GetUtcNow();
            var oldest = _waiting.GroupBy(w => w.Value).ToDictionary(g => g.Key, g => g.Max(w => now - w.Key.At));
            return [.. _seen.Keys.Order().Select(shard => (shard, oldest.GetValueOrDefault(shard)))];
        }
    }
}
