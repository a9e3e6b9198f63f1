using System.Runtime.CompilerServices;

namespace CrmBot.Storage;

/// <summary>The index of what is due when, over all tenants.</summary>
public sealed class DueStore
{
    private const int TakePerShard = 500;

    /// <summary>All parts of the index.</summary>
    public static IReadOnlyList<int> AllShards { get; } = [.. Enumerable.Range(0, Keys.Shards)];

    private readonly ITables _tables;

    public DueStore(ITables tables) => _tables = tables;

    /// <summary>
    /// Everything due at <paramref name="now"/> (people's time) or before, however long ago: up to 500 rows of each shard at a
    /// time, the earliest first, so that rows which have to wait hide nothing behind them.
    /// </summary>
    /// <param name="shards">Where to look; everywhere when not given.</param>
    public async IAsyncEnumerable<IReadOnlyList<DueRow>> UntilAsync(
        DateTimeOffset now, [EnumeratorCancellation] CancellationToken ct, IReadOnlyCollection<int>? shards = null)
    {
        var left = (shards ?? AllShards).Select(shard => (Shard: shard, Next: (string?)null)).ToList();
        while (left.Count > 0)
        {
            var due = new List<DueRow>();
            var more = new List<(int, string?)>();
            foreach (var (shard, next) in left)
            {
                var range = new RowRange(
                    Keys.Due, Keys.DueShard(shard), Keys.DueHour(shard, now.AddHours(1)), null, Keys.Ticks(now.AddTicks(1)));
                var page = await _tables.QueryAsync(range, TakePerShard, next, ct);
                due.AddRange(page.Rows.Select(r => r.As(StoreJson.Default.DueRow)));
                if (page.Next is { } after)
                {
                    more.Add((shard, after));
                }
            }

            left = more;
            yield return [.. due.OrderBy(d => d.At)];
        }
    }

    /// <summary>The first instant after <paramref name="now"/> at which something is due; null when nothing is planned.</summary>
    public async ValueTask<DateTimeOffset?> NextAsync(DateTimeOffset now, CancellationToken ct, IReadOnlyCollection<int>? shards = null)
    {
        DateTimeOffset? next = null;
        foreach (var shard in shards ?? AllShards)
        {
            var range = new RowRange(Keys.Due, Keys.DueHour(shard, now), Keys.DueShardEnd(shard), Keys.Ticks(now.AddTicks(1)));
            var page = await _tables.QueryAsync(range, 1, null, ct);
            if (page.Rows is [var row, ..] && row.As(StoreJson.Default.DueRow).At is var at && (next is null || at < next))
            {
                next = at;
            }
        }

        return next;
    }

    /// <summary>Deletes rows, those of one hour and shard at once; those that are gone already do not matter.</summary>
    public async ValueTask RemoveAsync(IEnumerable<DueRow> rows, CancellationToken ct)
    {
        var left = rows.GroupBy(r => r.PartitionKey, r => r.RowKey, StringComparer.Ordinal)
            .SelectMany(p => p.Distinct(StringComparer.Ordinal).Chunk(Limits.ChangesInSet), (p, keys) => new ChangeSet(Keys.Due, p.Key, [.. keys.Select(k => new Change.Delete(k, null))]))
            .ToList();
        while (left.Count > 0)
        {
            var applied = await _tables.ApplyAsync(left, ct);
            if (applied.All)
            {
                return;
            }

            var refused = left[applied.Standing];
            left.RemoveRange(0, applied.Standing + 1);
            if (refused.Changes.Count > 1)
            {
                left.Insert(0, refused with { Changes = [.. refused.Changes.Where((_, i) => i != applied.At)] });
            }
        }
    }
}
