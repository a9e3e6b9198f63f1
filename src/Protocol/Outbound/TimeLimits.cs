using System.Collections.Concurrent;

namespace CrmBot.Protocol;

/// <summary>
/// Sources that are cancelled after one fixed time, taken anew for each call and used again when they were not:
/// a source with its timer and its registrations is the largest single thing that a call would allocate.
/// </summary>
internal sealed class TimeLimits(TimeSpan limit)
{
    private const int Most = 64;

    private readonly ConcurrentQueue<CancellationTokenSource> _idle = new();

    /// <summary>Its time begins now. Give it back once nobody uses its token any more.</summary>
    public CancellationTokenSource Take()
    {
        if (!_idle.TryDequeue(out var source))
        {
            source = new CancellationTokenSource();
        }

        source.CancelAfter(limit);
        return source;
    }

    public void GiveBack(CancellationTokenSource source)
    {
        // One whose time has come, even at this very moment, is not reset and never seen again.
        if (source.TryReset() && _idle.Count < Most)
        {
            _idle.Enqueue(source);
        }
        else
        {
            source.Dispose();
        }
    }
}
