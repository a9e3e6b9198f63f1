using System.Runtime.CompilerServices;

namespace CrmBot.Storage;

/// <summary>The earliest instant of a shard (people's time).</summary>
public sealed record DueHead(int Shard, DateTimeOffset At);

/// <summary>The index of what is due when, over all tenants.</summary>
public sealed class DueStore
{
    private const int TakePerShard = 500;

    /// <summary>All parts of the index.</summary>
    public static IReadOnlyList<int> AllShards { get; } = [.. Enumerable.Range(0, Keys.Shards)];

    private readonly ITables _tables;

    public DueStore(ITables tables) => _tables = tables;

    /// <summary>
    /// The earliest row of each shard that has one. In an idle hour this is all that a pass asks: one call a shard, side by side.
    /// </summary>
    /// <param name="shards">Where to look; everywhere when not given.</param>
    public async ValueTask<IReadOnlyList<DueHead>> HeadsAsync(CancellationToken ct, IReadOnlyCollection<int>? shards = null)
    {
        var heads = await Task.WhenAll((shards ?? AllShards).Select(async shard =>
        {
            var page = await _tables.QueryAsync(new RowRange(Keys.Due, Keys.DueShard(shard), Keys.DueShardEnd(shard)), 1, null, ct);
            return page.Rows is [var row, ..] ? new DueHead(shard, row.As(StoreJson.Default.DueRow).At) : null;
        }));
        return [.. heads.OfType<DueHead>()];
    }

    /// <summary>
    /// Everything due at <paramref name="now"/> (people's time) or before, however long ago: up to 500 rows of each shard at a
    /// time, the earliest first, so that rows which have to wait hide nothing behind them. What is due since
    /// <paramref name="late"/> is all among the first, however much is older.
    /// </summary>
    /// <param name="heads">Of this moment or just before.</param>
    public async IAsyncEnumerable<IReadOnlyList<DueRow>> UntilAsync(
        DateTimeOffset now, DateTimeOffset late, IReadOnlyList<DueHead> heads, [EnumeratorCancellation] CancellationToken ct)
    {
        var left = heads.Where(h => h.At <= now).Select(h => (h.Shard, Next: (string?)null)).ToList();
        for (var isFirst = true; left.Count > 0; isFirst = false)
        {
            var due = new List<DueRow>();
            var more = new List<(int, string?)>();
            foreach (var (shard, next) in left)
            {
                var until = isFirst ? now.AddTicks(1) : late;
                var range = new RowRange(Keys.Due, Keys.DueShard(shard), Keys.DueHour(shard, now.AddHours(1)), null, Keys.Ticks(until));
                var page = await _tables.QueryAsync(range, TakePerShard, next, ct);
                due.AddRange(page.Rows.Select(r => r.As(StoreJson.Default.DueRow)));
                if (page.Next is { } after)
                {
                    more.Add((shard, after));
                    if (isFirst)
                    {
                        due.RemoveAll(d => d.At >= late && Keys.DueShardOf(d.Tenant, d.Recipient) == shard);
                        due.AddRange(await SinceAsync(shard, late, now, ct));
                    }
                }
            }

            left = more;
            yield return [.. due.OrderBy(d => d.At)];
        }
    }

    private async ValueTask<IEnumerable<DueRow>> SinceAsync(int shard, DateTimeOffset late, DateTimeOffset now, CancellationToken ct)
    {
        var range = new RowRange(Keys.Due, Keys.DueHour(shard, late), Keys.DueHour(shard, now.AddHours(1)), Keys.Ticks(late), Keys.Ticks(now.AddTicks(1)));
        return (await _tables.AllAsync(range, ct)).Select(r => r.As(StoreJson.Default.DueRow));
    }

    /// <summary>The first instant after <paramref name="now"/> at which something is due; null when nothing is planned.</summary>
    /// <param name="heads">As they were before <paramref name="now"/> was served.</param>
    public async ValueTask<DateTimeOffset?> NextAsync(DateTimeOffset now, IReadOnlyList<DueHead> heads, CancellationToken ct)
    {
        var next = heads.Where(h => h.At > now).Select(h => (DateTimeOffset?)h.At).Min();
        foreach (var shard in heads.Where(h => h.At <= now).Select(h => h.Shard))
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
