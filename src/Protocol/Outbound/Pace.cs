using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CrmBot.Protocol;

/// <summary>
/// When a call may go, by Teams' limits for one conversation and one tenant. A call waits for its conversation first and only then
/// queues for its tenant, so a conversation that must wait holds nothing that others need.
/// </summary>
/// <param name="time">Machine time.</param>
internal sealed class Pace(ConnectorOptions options, TimeProvider time, Random jitter, ILogger log)
{
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, ConversationPace> _conversations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TenantPace> _tenants = new(StringComparer.Ordinal);
    private readonly Lock _jitterGate = new();
    private readonly long _origin = time.GetTimestamp();
    private long _nextSweep = BetweenSweeps.Ticks;

    /// <summary>What is remembered: conversations and tenants that were called lately.</summary>
    public int Count => _conversations.Count + _tenants.Count;

    private TimeSpan Now => time.GetElapsedTime(_origin);

    /// <summary>Null once the call may go; else how long it would have had to wait, which is longer than it may.</summary>
    /// <param name="conversation">For a new conversation the person's id.</param>
    public ValueTask<TimeSpan?> EnterAsync(string tenant, string conversation, CancellationToken ct)
    {
        var now = Now;
        Sweep(now);
        var patience = options.LongestWait;
        var wait = Take(conversation, now, patience, out var pace);
        var inQueue = wait == TimeSpan.Zero;
        if (inQueue)
        {
            wait = Queue(tenant, pace, now, patience);
        }

        return wait == TimeSpan.Zero ? default
            : wait > patience ? new ValueTask<TimeSpan?>(wait)
            : WaitAsync(tenant, conversation, pace, pace.Closures, now + patience, wait, inQueue, ct);
    }

    /// <summary>The channel answered 429.</summary>
    public void Throttled(string tenant, string conversation, TimeSpan? retryAfter)
    {
        double chance;
        lock (_jitterGate)
        {
            chance = jitter.NextDouble();
        }

        var now = Now;
        var first = false;
        for (var closed = false; !closed;)
        {
            var pace = _conversations.GetOrAdd(conversation, static (_, a) => new ConversationPace(a.options, a.now), (options, now));
            lock (pace)
            {
                if (closed = !pace.IsRemoved)
                {
                    first = pace.Close(now, retryAfter, chance);
                }
            }
        }

        // One conversation refused again and again is over its own limit: it must not slow the others more and more.
        for (var slowed = !first; !slowed;)
        {
            var pace = _tenants.GetOrAdd(tenant, static (_, a) => new TenantPace(a.options, a.now), (options, now));
            lock (pace)
            {
                if ((slowed = !pace.IsRemoved) && pace.Slow(now) is { } perSecond)
                {
                    OutboundLog.Slowed(log, perSecond);
                }
            }
        }
    }

    private async ValueTask<TimeSpan?> WaitAsync(
        string tenant, string conversation, ConversationPace pace, int closures, TimeSpan deadline, TimeSpan wait, bool inQueue, CancellationToken ct)
    {
        while (true)
        {
            await Task.Delay(wait, time, ct);
            var now = Now;
            var patience = deadline > now ? deadline - now : TimeSpan.Zero;
            if (pace.Closures != closures)
            {
                // The channel closed the conversation meanwhile: its turns are given anew.
                inQueue = false;
                wait = Take(conversation, now, patience, out pace);
                closures = pace.Closures;
            }
            else if (inQueue)
            {
                return null;
            }
            else
            {
                inQueue = true;
                wait = Queue(tenant, pace, now, patience);
            }

            if (wait > patience)
            {
                return wait;
            }
        }
    }

    private TimeSpan Take(string conversation, TimeSpan now, TimeSpan patience, out ConversationPace pace)
    {
        while (true)
        {
            pace = _conversations.GetOrAdd(conversation, static (_, a) => new ConversationPace(a.options, a.now), (options, now));
            lock (pace)
            {
                if (!pace.IsRemoved)
                {
                    return pace.Take(now, patience);
                }
            }
        }
    }

    private TimeSpan Queue(string tenant, ConversationPace of, TimeSpan now, TimeSpan patience)
    {
        var wait = Take(tenant, now, patience);
        if (wait > patience)
        {
            lock (of)
            {
                of.GiveBack();
            }
        }

        return wait;
    }

    private TimeSpan Take(string tenant, TimeSpan now, TimeSpan patience)
    {
        while (true)
        {
            var pace = _tenants.GetOrAdd(tenant, static (_, a) => new TenantPace(a.options, a.now), (options, now));
            lock (pace)
            {
                if (!pace.IsRemoved)
                {
                    return pace.Take(now, patience);
                }
            }
        }
    }

    private void Sweep(TimeSpan now)
    {
        var due = Volatile.Read(ref _nextSweep);
        if (now.Ticks < due || Interlocked.CompareExchange(ref _nextSweep, (now + BetweenSweeps).Ticks, due) != due)
        {
            return;
        }

        foreach (var entry in _conversations)
        {
            lock (entry.Value)
            {
                if (entry.Value.RemoveIfIdle(now))
                {
                    _conversations.TryRemove(entry);
                }
            }
        }

        foreach (var entry in _tenants)
        {
            lock (entry.Value)
            {
                if (entry.Value.RemoveIfIdle(now))
                {
                    _tenants.TryRemove(entry);
                }
            }
        }
    }
}
