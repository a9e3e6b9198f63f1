namespace CrmBot.Storage;

/// <summary>What becomes of a prompt after a try.</summary>
/// <param name="At">People's time.</param>
/// <param name="FireAt">When to try again; given exactly when <paramref name="State"/> is Pending (people's time).</param>
/// <param name="NotBefore">The same instant in machine time, which a jump of people's clock does not bring nearer.</param>
/// <param name="Counts">False when the try does not count as an attempt.</param>
/// <param name="Why">Code of the reason, for operators; no personal data.</param>
public sealed record Settlement(
    string PromptId,
    PromptState State,
    DateTimeOffset At,
    DateTimeOffset? FireAt = null,
    DateTimeOffset? NotBefore = null,
    bool Counts = true,
    string? ActivityId = null,
    string? Why = null)
{
    /// <summary>True when it arrived and is said once more later: a nudge, with all tries before it.</summary>
    public bool IsNudge { get; init; }

    /// <summary>Until when a nudge is sent at any hour (people's time).</summary>
    public DateTimeOffset? AskedUntil { get; init; }
}

/// <summary>Everything of one recipient that a delivery depends on.</summary>
/// <param name="Day">Messages of a local day that nobody asked for at that moment; null before the first.</param>
public sealed record RecipientSeen(IReadOnlyDictionary<string, SeenPrompt> Prompts, ReachSeen Reach, DayCount? Day);

/// <summary>How many messages a recipient got on a local day, without those they asked for at that moment.</summary>
public sealed record DayCount(DateOnly Day, int Messages);
