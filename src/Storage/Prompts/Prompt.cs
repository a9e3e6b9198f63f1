using System.Text.Json.Serialization;
using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>
/// Where the delivery of a prompt stands. Pending waits for its instant, Parked for its recipient to be reachable; the
/// others but Sending are settled. Unknown: may have arrived, will not be sent again. Removed: taken away.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<PromptState>))]
public enum PromptState { Pending, Sending, Sent, Parked, Removed, Unknown, Poison }

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
    /// <summary>One prompt per step and kind: a later version of the step speaks through the same prompt again.</summary>
    public static string IdOf(string stepId, PromptKind kind) => Ids.Hash(stepId, kind.ToString(), "0");

    /// <summary>True when its due row has nothing left to do.</summary>
    public bool Settled => State is not (PromptState.Pending or PromptState.Sending);
}
