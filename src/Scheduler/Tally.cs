using System.Collections.Concurrent;
using CrmBot.Storage;

namespace CrmBot.Scheduler;

/// <summary>What the lanes of one pass did.</summary>
internal sealed class Tally
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

    public void Claim(int prompts) => Interlocked.Add(ref _claimed, prompts);
    public void Arrive(int prompts) => Interlocked.Add(ref _arrived, prompts);
    public void Hold(int prompts) => Interlocked.Add(ref _held, prompts);
    public void Drop(int prompts) => Interlocked.Add(ref _dropped, prompts);
    public void Fail(int prompts) => Interlocked.Add(ref _failed, prompts);
}
