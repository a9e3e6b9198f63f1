using System.Collections.Concurrent;
using CrmBot.Storage;

namespace CrmBot.Scheduler;

/// <summary>What the lanes of one pass did.</summary>
/// <param name="watch">Null when nobody watches.</param>
internal sealed class Tally(SchedulerWatch? watch = null)
{
    private int _claimed;
    private int _arrived;
    private int _held;
    private int _dropped;
    private int _failed;

    public int Claimed => _claimed;
    public int Arrived => _arrived;
    public int Held => _held;
    public int Dropped => _dropped;
    public int Failed => _failed;

    /// <summary>Due rows that stand before their prompts.</summary>
    public ConcurrentBag<DueRow> Ahead { get; } = [];

    public void Claim(int prompts)
    {
        Interlocked.Add(ref _claimed, prompts);
        watch?.Meter.Claimed.Add(prompts);
    }

    public void Arrive(TimeSpan late)
    {
        Interlocked.Increment(ref _arrived);
        watch?.Meter.Sent.Add(1);
        watch?.Meter.Lag(late);
    }

    public void Hold(int prompts) => Interlocked.Add(ref _held, prompts);
    public void Drop(int prompts) => Interlocked.Add(ref _dropped, prompts);
    public void Fail(int prompts) => Interlocked.Add(ref _failed, prompts);

    // What only whoever watches wants to know.
    public void Unclear() => watch?.Meter.Ambiguous.Add(1);
    public void SentAgain(int prompts) => watch?.Meter.Resent.Add(prompts);
    public void Throttled() => watch?.Meter.Throttled.Add(1);
    public void GiveUp() => watch?.Meter.Poison.Add(1);
    public void Conflict(int prompts) => watch?.Meter.ClaimConflicts.Add(prompts);
    public void Stale(int rows) => watch?.Meter.StaleIndexRows.Add(rows);
    public void PossibleDuplicate() => watch?.Meter.PossibleDuplicates.Add(1);
    public Dispatch? Begin(string attempt, int prompts) => watch?.Meter.Begin(attempt, prompts);
    public void Served(IReadOnlyList<DueRow> rows) => watch?.Served(rows);
}
