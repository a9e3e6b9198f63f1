using CrmBot.Storage;

namespace CrmBot.Bot.Tests.Customers;

/// <summary>A shared store as one process reaches it: it can be cut off, and its write of names can be held back.</summary>
internal sealed class GatedTables(ITables inner) : ITables
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsAway { get; set; }

    /// <summary>While it is there, no names are written until it completes.</summary>
    public TaskCompletionSource? Held { get; set; }

    /// <summary>A write of names stands before the gate.</summary>
    public Task Reached => reached.Task;

    public int Reads { get; private set; }

    public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct)
    {
        Answer();
        return inner.GetAsync(table, partitionKey, rowKey, ct);
    }

    public ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
    {
        Answer();
        return inner.QueryAsync(range, take, next, ct);
    }

    public async ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
    {
        Answer();
        for (var i = 0; i < sets.Count; i++)
        {
            if (Held is { } gate && sets[i].PartitionKey.Contains("|n|", StringComparison.Ordinal))
            {
                reached.TrySetResult();
                await gate.Task;
            }

            var one = await inner.ApplyAsync([sets[i]], ct);
            if (!one.All)
            {
                return one with { Standing = i };
            }
        }

        return new Applied(sets.Count);
    }

    private void Answer()
    {
        Reads++;
        if (IsAway)
        {
            throw new StorageUnavailableException("away");
        }
    }
}
