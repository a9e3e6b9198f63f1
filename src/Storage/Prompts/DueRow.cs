using System.Text.Json.Serialization;

namespace CrmBot.Storage;

/// <summary>A row of the due index: that a prompt may have to be sent at an instant. The prompt itself decides.</summary>
/// <param name="CustomerId">Empty for a step that belongs to no customer.</param>
/// <param name="At">People's time.</param>
/// <param name="ForId">Whose step it is, when it is told to somebody else; null when it is the recipient's own.</param>
public sealed record DueRow(
    int V, string Tenant, string Recipient, string PromptId, string CustomerId, string StepId, int Ver, int Plan, DateTimeOffset At, string? ForId = null)
{
    internal static DueRow Of(string tenant, string recipient, Prompt prompt) =>
        new(Rows.V, tenant, recipient, prompt.Id, prompt.CustomerId, prompt.StepId, prompt.Ver, prompt.Plan, prompt.FireAt, prompt.ForId);

    /// <summary>Which part of the index it lies in: everything of one recipient in the same.</summary>
    [JsonIgnore]
    public int Shard => Keys.DueShardOf(Tenant, Recipient);

    internal string PartitionKey => Keys.DueHour(Shard, At);

    internal string RowKey => Keys.DueRow(At, Tenant, Recipient, PromptId, Ver, Plan);

    internal ChangeSet Set() => new(Keys.Due, PartitionKey, [Put()]);

    /// <summary>Rows of one hour and shard are written at once.</summary>
    internal static IEnumerable<ChangeSet> Sets(IEnumerable<DueRow> rows) => rows
        .GroupBy(r => r.PartitionKey, r => r.Put(), StringComparer.Ordinal)
        .SelectMany(hour => hour.DistinctBy(c => c.RowKey, StringComparer.Ordinal).Chunk(Limits.ChangesInSet), (hour, changes) => new ChangeSet(Keys.Due, hour.Key, changes));

    private Change.Put Put() => new(RowKey, Rows.Bytes(this, StoreJson.Default.DueRow));
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
