namespace CrmBot.Scheduler;

/// <summary>How the scheduler works.</summary>
public sealed class SchedulerOptions
{
    /// <summary>
    /// True when the store lets in one process only, as SQLite does: a message that another process was sending is then
    /// known to be ambiguous at once. False when several replicas share the store: its lease must end first.
    /// </summary>
    public bool OneProcess { get; set; } = true;

    /// <summary>The longest time between two passes.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a process may be sending a claimed message; far longer than any send or stall.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>A send is not begun when the claim is older than this, on the process's own clock.</summary>
    public TimeSpan Fence { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a shutdown waits for messages that are being sent.</summary>
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>Recipients that are served at the same time.</summary>
    public int Lanes { get; set; } = 8;
}
