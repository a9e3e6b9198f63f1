namespace CrmBot.Storage.Bench.Scale;

/// <summary>What a caller read and wrote, for plain statements to do again; not for several threads.</summary>
internal sealed class Seen(ITables inner) : ITables, ISavesWrites
{
    public List<(string Table, string Partition, string Row)> Gets { get; } = [];

    public List<(RowRange Range, int Take)> Queries { get; } = [];

    public List<ChangeSet> Sets { get; } = [];

    public IEnumerable<(string Table, string Partition, string Row)> Written =>
        Sets.SelectMany(set => set.Changes.Select(change => (set.Table, set.PartitionKey, change.RowKey))).Distinct();

    public void Forget()
    {
        Gets.Clear();
        Queries.Clear();
        Sets.Clear();
    }

    public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct)
    {
        Gets.Add((table, partitionKey, rowKey));
        return inner.GetAsync(table, partitionKey, rowKey, ct);
    }

    public ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
    {
        Queries.Add((range, take));
        return inner.QueryAsync(range, take, next, ct);
    }

    public ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
    {
        Sets.AddRange(sets);
        return inner.ApplyAsync(sets, ct);
    }

    public void ApplyLater(ChangeSet set)
    {
        Sets.Add(set);
        ((ISavesWrites)inner).ApplyLater(set);
    }
}
