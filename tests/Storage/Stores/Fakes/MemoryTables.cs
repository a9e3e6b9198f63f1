namespace CrmBot.Storage.Tests.Stores;

/// <summary>The table contract in memory, for tests that cut, gate or count its calls.</summary>
internal sealed class MemoryTables : ITables
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<(string Table, string Partition, string Row), Row> _rows = new(new KeyOrder());
    private long _versions;
    private int _queries;

    public int Queries => Volatile.Read(ref _queries);

    public int Count(string table)
    {
        lock (_gate)
        {
            return _rows.Keys.Count(k => k.Table == table);
        }
    }

    public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(_rows.GetValueOrDefault((table, partitionKey, rowKey)));
        }
    }

    public ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
    {
        Interlocked.Increment(ref _queries);
        lock (_gate)
        {
            // As on the engines: the keys of the last row, so that rows written or removed between two pages shift nothing.
            var after = next?.Split('\n');
            var found = _rows.Where(r => r.Key.Table == range.Table && Holds(range, r.Value))
                .Select(r => r.Value)
                .Where(r => after is null || (string.CompareOrdinal(r.PartitionKey, after[0]), string.CompareOrdinal(r.RowKey, after[1])) is ( > 0, _) or (0, > 0))
                .Take(take + 1)
                .ToList();
            var page = found.Count > take ? found[..take] : found;
            return ValueTask.FromResult(new RowPage(page, found.Count > take ? $"{page[^1].PartitionKey}\n{page[^1].RowKey}" : null));
        }
    }

    public ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
    {
        lock (_gate)
        {
            for (var i = 0; i < sets.Count; i++)
            {
                var set = sets[i];
                Assert.InRange(set.Changes.Count, 1, 100);
                Assert.Equal(set.Changes.Count, set.Changes.Select(c => c.RowKey).Distinct().Count());
                for (var at = 0; at < set.Changes.Count; at++)
                {
                    var change = set.Changes[at];
                    var because = Judge(change, _rows.GetValueOrDefault((set.Table, set.PartitionKey, change.RowKey)));
                    if (because != Refusal.None)
                    {
                        return ValueTask.FromResult(new Applied(i, because, at));
                    }
                }

                foreach (var change in set.Changes)
                {
                    Write(set, change);
                }
            }

            return ValueTask.FromResult(new Applied(sets.Count));
        }
    }

    private static Refusal Judge(Change change, Row? row) => change switch
    {
        Change.Insert when row is not null => Refusal.AlreadyExists,
        Change.Replace or Change.Delete when row is null => Refusal.NotFound,
        Change.Replace replace when replace.If != row!.ETag => Refusal.Changed,
        Change.Delete { If: { } tag } when tag != row!.ETag => Refusal.Changed,
        _ => Refusal.None,
    };

    private static bool Holds(RowRange range, Row row) =>
        (range.ToPartition is null
            ? row.PartitionKey == range.FromPartition
            : string.CompareOrdinal(row.PartitionKey, range.FromPartition) >= 0 && string.CompareOrdinal(row.PartitionKey, range.ToPartition) < 0)
        && (range.FromRow is null || string.CompareOrdinal(row.RowKey, range.FromRow) >= 0)
        && (range.ToRow is null || string.CompareOrdinal(row.RowKey, range.ToRow) < 0);

    private void Write(ChangeSet set, Change change)
    {
        var key = (set.Table, set.PartitionKey, change.RowKey);
        ReadOnlyMemory<byte>? data = change switch
        {
            Change.Insert insert => insert.Data,
            Change.Replace replace => replace.Data,
            Change.Put put => put.Data,
            _ => default(ReadOnlyMemory<byte>?),
        };
        if (data is { } written)
        {
            _rows[key] = new Row(set.PartitionKey, change.RowKey, new ETag($"{++_versions}"), written);
        }
        else
        {
            _rows.Remove(key);
        }
    }

    private sealed class KeyOrder : IComparer<(string Table, string Partition, string Row)>
    {
        public int Compare((string Table, string Partition, string Row) x, (string Table, string Partition, string Row) y)
        {
            var table = string.CompareOrdinal(x.Table, y.Table);
            var partition = table != 0 ? table : string.CompareOrdinal(x.Partition, y.Partition);
            return partition != 0 ? partition : string.CompareOrdinal(x.Row, y.Row);
        }
    }
}
