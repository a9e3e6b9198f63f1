namespace CrmBot.Storage.Tests.Stores;

/// <summary>
/// Tables that say of themselves what SQLite does: that the sets of one call are written together, so that shadows go along with
/// their commit. What <paramref name="inner"/> makes of a call between its sets is more than SQLite can do.
/// </summary>
internal sealed class AtOnce(ITables inner) : ITables, ISavesWrites
{
    public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct) => inner.GetAsync(table, partitionKey, rowKey, ct);

    public ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct) => inner.QueryAsync(range, take, next, ct);

    public ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct) => inner.ApplyAsync(sets, ct);

    public void ApplyLater(ChangeSet set) => _ = inner.ApplyAsync([set], CancellationToken.None).AsTask();
}
