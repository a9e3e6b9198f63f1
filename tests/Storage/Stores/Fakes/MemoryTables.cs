namespace CrmBot.Storage.Tests.Stores;

/// <summary>The table contract in memory, for tests that cut, gate or count its calls.</summary>
internal sealed class MemoryTables : ITables
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Sorted<Sorted<Row>>> _tables = new(StringComparer.Ordinal);
    private long _versions;
    private int _queries;

    public int Queries => Volatile.Read(ref _queries);

    public int Count(string table)
    {
        lock (_gate)
        {
            return _tables.GetValueOrDefault(table)?.Values.Sum(p => p.Values.Count) ?? 0;
        }
    }

    public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct)
    {
        lock (_gate)
        {
            return ValueTask.FromResult(Find(table, partitionKey, rowKey));
        }
    }

    public ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
    {
        Interlocked.Increment(ref _queries);
        lock (_gate)
        {
            // As on the engines: the keys of the last row, so that rows written or removed between two pages shift nothing.
            var after = next?.Split('\n');
            var found = new List<Row>();
            if (_tables.GetValueOrDefault(range.Table) is { } table)
            {
                for (var p = table.From(after?[0] ?? range.FromPartition); p < table.Keys.Count && found.Count <= take && IsIn(range, table.Keys[p]); p++)
                {
                    var rows = table.Values[p];
                    for (var r = rows.From(range.FromRow ?? ""); r < rows.Keys.Count && found.Count <= take && Before(rows.Keys[r], range.ToRow); r++)
                    {
                        if (after is null || table.Keys[p] != after[0] || string.CompareOrdinal(rows.Keys[r], after[1]) > 0)
                        {
                            found.Add(rows.Values[r]);
                        }
                    }
                }
            }

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
                    var because = Judge(change, Find(set.Table, set.PartitionKey, change.RowKey));
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

            return ValueTask.FromResult(new Applied(sets.Count) { Tags = sets.Count == 1 ? Versions(sets[0]) : null });
        }
    }

    private ETag[] Versions(ChangeSet set) => [.. set.Changes.Select(c => Find(set.Table, set.PartitionKey, c.RowKey)?.ETag ?? default)];

    private static Refusal Judge(Change change, Row? row) => change switch
    {
        Change.Insert when row is not null => Refusal.AlreadyExists,
        Change.Replace or Change.Delete when row is null => Refusal.NotFound,
        Change.Replace replace when replace.If != row!.ETag => Refusal.Changed,
        Change.Delete { If: { } tag } when tag != row!.ETag => Refusal.Changed,
        _ => Refusal.None,
    };

    private static bool IsIn(RowRange range, string partition) =>
        range.ToPartition is null ? partition == range.FromPartition : Before(partition, range.ToPartition);

    private static bool Before(string key, string? to) => to is null || string.CompareOrdinal(key, to) < 0;

    private Row? Find(string table, string partition, string row) =>
        _tables.GetValueOrDefault(table)?.Find(partition) is { } rows ? rows.Find(row) : null;

    private void Write(ChangeSet set, Change change)
    {
        ReadOnlyMemory<byte>? data = change switch
        {
            Change.Insert insert => insert.Data,
            Change.Replace replace => replace.Data,
            Change.Put put => put.Data,
            _ => default(ReadOnlyMemory<byte>?),
        };
        if (!_tables.TryGetValue(set.Table, out var table))
        {
            _tables[set.Table] = table = new Sorted<Sorted<Row>>();
        }

        var rows = table.Find(set.PartitionKey);
        if (data is { } written)
        {
            rows ??= table.Set(set.PartitionKey, new Sorted<Row>());
            rows.Set(change.RowKey, new Row(set.PartitionKey, change.RowKey, new ETag($"{++_versions}"), written));
        }
        else if (rows is not null && rows.Remove(change.RowKey) && rows.Keys.Count == 0)
        {
            table.Remove(set.PartitionKey);
        }
    }

    /// <summary>Values by key, in ordinal order.</summary>
    private sealed class Sorted<T> where T : class
    {
        public List<string> Keys { get; } = [];

        public List<T> Values { get; } = [];

        /// <summary>Where the first key is that is not before this one.</summary>
        public int From(string key) => Place(key) is var at && at < 0 ? ~at : at;

        public T? Find(string key) => Place(key) is var at and >= 0 ? Values[at] : null;

        public T Set(string key, T value)
        {
            var at = Place(key);
            if (at >= 0)
            {
                Values[at] = value;
            }
            else
            {
                Keys.Insert(~at, key);
                Values.Insert(~at, value);
            }

            return value;
        }

        public bool Remove(string key)
        {
            var at = Place(key);
            if (at >= 0)
            {
                Keys.RemoveAt(at);
                Values.RemoveAt(at);
            }

            return at >= 0;
        }

        private int Place(string key) => Keys.BinarySearch(key, StringComparer.Ordinal);
    }
}
