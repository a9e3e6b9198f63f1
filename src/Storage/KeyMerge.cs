namespace CrmBot.Storage;

/// <summary>Reads several ranges as one, in the order of their row keys, a page of each at a time.</summary>
internal sealed class KeyMerge(ITables tables, IEnumerable<RowRange> ranges)
{
    private const int PageSize = 100;

    private readonly List<Source> sources = [.. ranges.Select(r => new Source(r))];

    /// <summary>The next row; null after the last.</summary>
    public async ValueTask<Row?> NextAsync(CancellationToken ct)
    {
        Source? least = null;
        foreach (var source in sources)
        {
            if (await source.PeekAsync(tables, ct) is { } row && (least is null || string.CompareOrdinal(row.RowKey, least.Head.RowKey) < 0))
            {
                least = source;
            }
        }

        return least?.Take();
    }

    private sealed class Source(RowRange range)
    {
        private readonly Queue<Row> rows = new();
        private string? next;
        private bool begun;

        public Row Head => rows.Peek();

        public Row Take() => rows.Dequeue();

        public async ValueTask<Row?> PeekAsync(ITables tables, CancellationToken ct)
        {
            while (rows.Count == 0 && (!begun || next is not null))
            {
                var page = await tables.QueryAsync(range, PageSize, next, ct);
                (begun, next) = (true, page.Next);
                foreach (var row in page.Rows)
                {
                    rows.Enqueue(row);
                }
            }

            return rows.TryPeek(out var head) ? head : null;
        }
    }
}
