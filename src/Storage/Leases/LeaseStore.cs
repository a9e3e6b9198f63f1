namespace CrmBot.Storage;

/// <summary>That a process looks after something: a shard, or, without one, that it lives.</summary>
internal sealed record LeaseRow(int V, string Owner, int? Shard);

/// <summary>A lease as it was read. It shows no time: whoever reads it twice knows how long it has not changed.</summary>
/// <param name="Shard">Null for the sign of life of a process.</param>
public sealed record SeenLease(string Owner, int? Shard)
{
    internal Row Row { get; init; } = null!;

    /// <summary>Names it among the leases.</summary>
    public string Key => Row.RowKey;

    /// <summary>Another one after every write.</summary>
    public ETag Version => Row.ETag;
}

/// <summary>
/// Which process looks after which shard of the due index. It saves work and decides nothing: what is sent is decided by the
/// prompts. All leases lie in one partition, so that a process renews all of its own by one call.
/// </summary>
public sealed class LeaseStore(ITables tables)
{
    /// <summary>One call.</summary>
    public async ValueTask<IReadOnlyList<SeenLease>> AllAsync(CancellationToken ct)
    {
        var rows = await tables.AllAsync(new RowRange(Keys.Sys, Keys.Leases), ct);
        return [.. rows.Select(r => r.As(StoreJson.Default.LeaseRow) is var it ? new SeenLease(it.Owner, it.Shard) { Row = r } : null!)];
    }

    /// <summary>Renews, takes and drops in one call; false, and nothing changed, when somebody else changed one of them since it was seen.</summary>
    /// <param name="owner">Shows its life with it.</param>
    /// <param name="take">Shards that nobody has.</param>
    /// <param name="takeOver">Leases that are renewed, and those of others that are taken.</param>
    /// <param name="drop">Leases that are given up.</param>
    public async ValueTask<bool> WriteAsync(
        string owner, IEnumerable<int> take, IEnumerable<SeenLease> takeOver, IEnumerable<SeenLease> drop, CancellationToken ct)
    {
        Change[] changes =
        [
            new Change.Put(Keys.Replica(owner), Bytes(owner, null)),
            .. take.Select(shard => new Change.Insert(Keys.ShardLease(shard), Bytes(owner, shard))),
            .. takeOver.Select(l => new Change.Replace(l.Key, l.Version, Bytes(owner, l.Shard))),
            .. drop.Select(l => new Change.Delete(l.Key, l.Version)),
        ];
        return (await tables.ApplyAsync(new ChangeSet(Keys.Sys, Keys.Leases, changes), ct)).All;
    }

    /// <summary>Gives up everything of a process that ends. What changed since it was seen is left.</summary>
    public async ValueTask DropAsync(IReadOnlyList<SeenLease> leases, CancellationToken ct)
    {
        foreach (var lease in leases)
        {
            await tables.ApplyAsync(new ChangeSet(Keys.Sys, Keys.Leases, [new Change.Delete(lease.Key, lease.Version)]), ct);
        }
    }

    private static byte[] Bytes(string owner, int? shard) => Rows.Bytes(new LeaseRow(Rows.V, owner, shard), StoreJson.Default.LeaseRow);
}
