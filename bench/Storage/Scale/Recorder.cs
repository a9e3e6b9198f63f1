namespace CrmBot.Storage.Bench.Scale;

/// <summary>The table contract in memory, for the few rows of one customer; not for several threads.</summary>
internal sealed class Recorder : ITables
{
    private readonly SortedList<(string Table, string Partition, string Row), Row> rows = new(new KeyOrder());
    private int versions;

    public IEnumerable<(string Table, Row Row)> Rows => rows.Select(r => (r.Key.Table, r.Value));

    public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct) =>
        ValueTask.FromResult(rows.GetValueOrDefault((table, partitionKey, rowKey)));

    public ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
    {
        var page = new List<Row>();
        for (var i = From((range.Table, range.FromPartition, range.FromRow ?? "")); i < rows.Count && page.Count < take; i++)
        {
            var (table, partition, row) = rows.GetKeyAtIndex(i);
            if (table != range.Table || partition != range.FromPartition
                || (range.ToRow is not null && string.CompareOrdinal(row, range.ToRow) >= 0))
            {
                break;
            }

            page.Add(rows.GetValueAtIndex(i));
        }

        return ValueTask.FromResult(new RowPage(page, null));
    }

    public ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
    {
        foreach (var set in sets)
        {
            foreach (var change in set.Changes)
            {
                var key = (set.Table, set.PartitionKey, change.RowKey);
                var stands = rows.GetValueOrDefault(key);
                var (asked, data) = change switch
                {
                    Change.Insert insert => (stands is null, insert.Data),
                    Change.Replace replace => (stands?.ETag == replace.If, replace.Data),
                    Change.Put put => (true, put.Data),
                    Change.Delete { If: var version } => (stands is not null && (version ?? stands.ETag) == stands.ETag, default(ReadOnlyMemory<byte>?)),
                    _ => throw new ArgumentException("This kind of change is not known.", nameof(sets)),
                };
                if (!asked)
                {
                    throw new InvalidOperationException("A change was refused although nobody else writes.");
                }

                if (data is { } written)
                {
                    rows[key] = new Row(set.PartitionKey, change.RowKey, new ETag($"{++versions}"), written);
                }
                else
                {
                    rows.Remove(key);
                }
            }
        }

        return ValueTask.FromResult(new Applied(sets.Count));
    }

    private int From((string, string, string) key)
    {
        var (low, high) = (0, rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (rows.Comparer.Compare(rows.GetKeyAtIndex(middle), key) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private sealed class KeyOrder : IComparer<(string Table, string Partition, string Row)>
    {
        public int Compare((string Table, string Partition, string Row) x, (string Table, string Partition, string Row) y)
        {
            var order = string.CompareOrdinal(x.Table, y.Table);
            order = order != 0 ? order : string.CompareOrdinal(x.Partition, y.Partition);
            return order != 0 ? order : string.CompareOrdinal(x.Row, y.Row);
        }
    }
}
