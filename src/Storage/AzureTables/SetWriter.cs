using CrmBot.Domain;
using Microsoft.Extensions.Logging;

namespace CrmBot.Storage;

/// <summary>
/// Writes one change set and says truly what became of it. An answer may be lost, and a write that is tried again may then
/// meet itself. So every row carries the id of its write: one row that carries ours proves the whole set, which is kept
/// together or not at all. A set that only deletes leaves no trace; after a lost answer it counts as done when all its rows
/// are gone, so nobody may take a delete that succeeded for a claim. What cannot be told is an outage.
/// </summary>
internal sealed class SetWriter(TableServiceClient service, IIds ids, ILogger log)
{
    private const int TriesAtTable = 4;

    public async ValueTask<(Refusal Because, int At, IReadOnlyList<ETag>? Tags)> ApplyAsync(ChangeSet set, CancellationToken ct)
    {
        var table = service.GetTableClient(set.Table);
        for (var tries = 1; ; tries++)
        {
            var writeId = ids.New();
            var answer = await table.SubmitTransactionAsync(set.PartitionKey, set.Changes, writeId, ct);
            if (answer.Fault is null)
            {
                return (Refusal.None, -1, answer.Tags);
            }

            if (answer.Error is not { IsMissingTable: true } || tries == TriesAtTable)
            {
                var (because, at) = await JudgeAsync(table, set, writeId, answer, ct);
                return (because, at, null);
            }

            await table.CreateIfNotExistsAsync(ct);
        }
    }

    private async ValueTask<(Refusal, int)> JudgeAsync(TableClient table, ChangeSet set, string writeId, WriteAnswer answer, CancellationToken ct)
    {
        var refusal = answer.Error?.Refusal ?? Refusal.None;
        var leavesTrace = set.Changes.Any(change => change is not Change.Delete);
        if (answer.Attempts.Unclear || (answer.Attempts.Failed && leavesTrace))
        {
            if (await StandsAsync(table, set, writeId, leavesTrace, answer, ct))
            {
                AzureTablesLog.FoundStanding(log, set.Changes.Count);
                return (Refusal.None, -1);
            }

            // Refused, and yet a try before may have been written and since been written over.
            if (answer.Attempts.Unclear)
            {
                AzureTablesLog.LeftUnclear(log, set.Changes.Count);
                throw refusal == Refusal.None ? answer.Fault! : new StorageUnavailableException(
                    "An answer of Azure Table Storage was lost, and another write came between: whether the change stands cannot be told.", answer.Fault!);
            }
        }

        return refusal == Refusal.None ? throw answer.Fault! : (refusal, await WhereAsync(table, set, answer.Error!.Value, ct));
    }

    private static async ValueTask<bool> StandsAsync(
        TableClient table, ChangeSet set, string writeId, bool leavesTrace, WriteAnswer answer, CancellationToken ct)
    {
        try
        {
            // Inserted rows first: they are the least likely to have been written over.
            foreach (var change in set.Changes.Where(change => change is not Change.Delete).OrderBy(change => change is not Change.Insert))
            {
                if ((await table.GetEntityAsync(set.PartitionKey, change.RowKey, ct))?.WriteId == writeId)
                {
                    return true;
                }
            }

            foreach (var change in leavesTrace ? [] : set.Changes)
            {
                if (await table.GetEntityAsync(set.PartitionKey, change.RowKey, ct) is not null)
                {
                    return false;
                }
            }

            return !leavesTrace;
        }
        catch (StorageUnavailableException)
        {
            // The write's own fault says more than the fault of looking.
            throw answer.Fault as StorageUnavailableException ?? new StorageUnavailableException("Azure Table Storage failed.", answer.Fault!);
        }
    }

    /// <summary>The change that was refused; where the answer does not say it, the first whose condition fails now.</summary>
    private static async ValueTask<int> WhereAsync(TableClient table, ChangeSet set, TableError error, CancellationToken ct)
    {
        if (set.Changes.Count == 1 || (error.Index >= 0 && error.Index < set.Changes.Count))
        {
            return Math.Max(0, set.Changes.Count == 1 ? 0 : error.Index);
        }

        for (var i = 0; i < set.Changes.Count; i++)
        {
            var stored = (await table.GetEntityAsync(set.PartitionKey, set.Changes[i].RowKey, ct))?.Row;
            var because = set.Changes[i] switch
            {
                Change.Insert when stored is not null => Refusal.AlreadyExists,
                Change.Replace or Change.Delete when stored is null => Refusal.NotFound,
                Change.Replace replace when replace.If != stored!.ETag => Refusal.Changed,
                Change.Delete { If: { } version } when version != stored!.ETag => Refusal.Changed,
                _ => Refusal.None,
            };
            if (because == error.Refusal)
            {
                return i;
            }
        }

        throw new StorageUnavailableException("Azure Table Storage refused a change and did not say which one.");
    }
}
