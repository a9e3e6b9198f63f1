using System.Diagnostics;

namespace CrmBot.Storage.Bench.Scale;

/// <summary>What a caller read and wrote, for plain statements to do again; not for several threads.</summary>
internal sealed class Seen(ITables inner) : ITables, ISavesWrites
{
    public List<(string Table, string Partition, string Row)> Gets { get; } = [];

    public List<(RowRange Range, int Take)> Queries { get; } = [];

    public List<ChangeSet> Sets { get; } = [];

    public IEnumerable<(string Table, string Partition, string Row)> Written =>
        Sets.SelectMany(set => set.Changes.Select(change => (set.Table, set.PartitionKey, change.RowKey))).Distinct();

    /// <summary>Ticks of the stopwatch that reads and writes took, since the beginning.</summary>
    public long Reading { get; private set; }

    public long Writing { get; private set; }

    public void Forget()
    {
        Gets.Clear();
        Queries.Clear();
        Sets.Clear();
    }

    public async ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct)
    {
        Gets.Add((table, partitionKey, rowKey));
        var began = Stopwatch.GetTimestamp();
        var row = await inner.GetAsync(table, partitionKey, rowKey, ct);
        Reading += Stopwatch.GetTimestamp() - began;
        return row;
    }

    public async ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
    {
        Queries.Add((range, take));
        var began = Stopwatch.GetTimestamp();
        var page = await inner.QueryAsync(range, take, next, ct);
        Reading += Stopwatch.GetTimestamp() - began;
        return page;
    }

    public async ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
    {
        Sets.AddRange(sets);
        var began = Stopwatch.GetTimestamp();
        var applied = await inner.ApplyAsync(sets, ct);
        Writing += Stopwatch.GetTimestamp() - began;
        return applied;
    }

    public void ApplyLater(ChangeSet set)
    {
        Sets.Add(set);
        ((ISavesWrites)inner).ApplyLater(set);
    }
}
