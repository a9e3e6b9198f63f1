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

/// <summary>A row of the due index: that a prompt may have to be sent at an instant. The prompt itself decides.</summary>
/// <param name="At">People's time.</param>
public sealed record DueRow(
    int V, string Tenant, string Recipient, string PromptId, string CustomerId, string StepId, int Ver, int Plan, DateTimeOffset At)
{
    internal static DueRow Of(string tenant, string recipient, Prompt prompt) =>
        new(Rows.V, tenant, recipient, prompt.Id, prompt.CustomerId, prompt.StepId, prompt.Ver, prompt.Plan, prompt.FireAt);

    internal string PartitionKey => Keys.DueHour(Keys.DueShardOf(Tenant, Recipient), At);

    internal string RowKey => Keys.DueRow(At, Tenant, Recipient, PromptId, Ver, Plan);

    internal ChangeSet Set() =>
        new(Keys.Due, PartitionKey, [new Change.Put(RowKey, Rows.Bytes(this, StoreJson.Default.DueRow))]);
}

/// <summary>What a due row means beside its prompt.</summary>
public enum DueMeaning
{
    /// <summary>The prompt is to be sent now.</summary>
    Fire,

    /// <summary>The prompt is being sent, by somebody.</summary>
    Sending,

    /// <summary>Has nothing left to do and may be deleted.</summary>
    Stale,

    /// <summary>Was written before its prompt; is left alone, and the shadows of its step are done again.</summary>
    Ahead,
}

/// <summary>Reads a due row in the light of its prompt.</summary>
public static class DueRows
{
    public static DueMeaning Meaning(DueRow row, Prompt? prompt)
    {
        if (prompt is null)
        {
            return DueMeaning.Ahead;
        }

        if (row.Ver < prompt.Ver || row.Ver <= prompt.RemovedVer)
        {
            return DueMeaning.Stale;
        }

        if (row.Ver > prompt.Ver)
        {
            return DueMeaning.Ahead;
        }

        if (row.Plan > prompt.Plan && (prompt.State == PromptState.Parked || !prompt.Settled))
        {
            // Written before its prompt, by a new try or a release; until that is settled the prompt's own row decides.
            return prompt.State == PromptState.Sending ? DueMeaning.Sending : DueMeaning.Ahead;
        }

        if (row.Plan != prompt.Plan || row.At != prompt.FireAt || prompt.Settled)
        {
            return DueMeaning.Stale;
        }

        return prompt.State == PromptState.Sending ? DueMeaning.Sending : DueMeaning.Fire;
    }
}
