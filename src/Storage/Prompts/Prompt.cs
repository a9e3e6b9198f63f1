using System.Text.Json.Serialization;
using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>
/// Where the delivery of a prompt stands. Pending waits for its instant, Parked for its recipient to be reachable, Moved for its
/// recipient's return, while a delegate has one of the same id; the others but Sending are settled. Unknown: may have arrived,
/// will not be sent again. Removed: taken away.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<PromptState>))]
public enum PromptState { Pending, Sending, Sent, Parked, Removed, Unknown, Poison, Moved }

/// <summary>Something that became of a prompt, for whoever asks why it came or did not.</summary>
/// <param name="At">People's time.</param>
/// <param name="Why">Code of the reason; null when there is nothing to explain.</param>
public sealed record PromptMark(DateTimeOffset At, PromptState State, string? Why)
{
    // Why something that was due waits.
    public const string Closed = "closed-hours";
    public const string Enough = "enough-today";
    public const string Muted = "muted";
    public const string Away = "away";
    public const string Unreachable = "unreachable";
    public const string NotYet = "not-yet";

    /// <summary>It had been given up, and an administrator started it again.</summary>
    public const string Redriven = "redriven";

    /// <summary>Nobody knows whether it had arrived, and it was sent once more.</summary>
    public const string Again = "again";
}

/// <summary>One proactive message about one step to one recipient: ids and instants only.</summary>
/// <param name="Ver">Version of the step that it speaks of.</param>
/// <param name="RemovedVer">Versions up to this one were taken away; 0 when none was.</param>
/// <param name="DueAt">When the step is due (people's time).</param>
/// <param name="FireAt">When it is to be sent: the due instant, or later after a try (people's time).</param>
/// <param name="Plan">Counts every planning, so that no key of the due index is used twice.</param>
/// <param name="Attempt">Tries that count.</param>
/// <param name="Resent">Times it was sent again because nobody knows whether it had arrived.</param>
/// <param name="ProcessId">The process that is sending it.</param>
/// <param name="LeaseUntil">Machine time until which that process may be sending.</param>
/// <param name="NotBefore">Machine time before which it is not tried again, whatever people's clock says; null for no wait.</param>
/// <param name="SettledAt">People's time at which it was last settled.</param>
public sealed record Prompt(
    string Id,
    PromptKind Kind,
    string CustomerId,
    string StepId,
    int Ver,
    int RemovedVer,
    DateTimeOffset DueAt,
    DateTimeOffset FireAt,
    int Plan,
    PromptState State,
    int Attempt = 0,
    int Resent = 0,
    string? AttemptId = null,
    string? ProcessId = null,
    DateTimeOffset? LeaseUntil = null,
    DateTimeOffset? NotBefore = null,
    DateTimeOffset? SettledAt = null,
    string? ActivityId = null,
    string? Why = null)
{
    /// <summary>Marks that are kept, the latest ones.</summary>
    public const int MostMarks = 8;

    /// <summary>The local day of something without a time of day; null for something with one.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Until then it is sent at any hour, as its recipient asked (people's time); null when they did not.</summary>
    public DateTimeOffset? AskedUntil { get; init; }

    /// <summary>How often this version was brought to the recipient already; null for never.</summary>
    public int? Nudge { get; init; }

    /// <summary>Whose step it is, when it is told to somebody else: a delegate or a manager.</summary>
    public string? ForId { get; init; }

    /// <summary>Who has it while the recipient is away; given exactly when it is Moved.</summary>
    public string? MovedTo { get; init; }

    /// <summary>What became of it, the oldest first; null for nothing yet.</summary>
    public IReadOnlyList<PromptMark>? Trail { get; init; }

    /// <summary>The trail with one mark more.</summary>
    internal IReadOnlyList<PromptMark> Marked(DateTimeOffset at, PromptState state, string? why) =>
        [.. (Trail ?? []).TakeLast(MostMarks - 1), new PromptMark(at, state, why)];

    /// <summary>One prompt per step and recipient: a later version of the step, and each nudge, speaks through the same prompt again.</summary>
    public static string IdOf(string stepId) => IdOf(stepId, PromptKind.FollowUp);

    /// <summary>The prompt that tells a manager of a report's step.</summary>
    public static string EscalationOf(string stepId) => IdOf(stepId, PromptKind.Escalation);

    private static string IdOf(string stepId, PromptKind kind) => Ids.Hash(stepId, kind.ToString(), "0");

    /// <summary>True when its due row has nothing left to do.</summary>
    public bool Settled => State is not (PromptState.Pending or PromptState.Sending or PromptState.Moved);
}
