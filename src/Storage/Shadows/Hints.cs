namespace CrmBot.Storage;

/// <summary>A hint as it lies in the store.</summary>
internal sealed record Hint(string PartitionKey, string RowKey, HintRow It)
{
    public int Shard => int.Parse(PartitionKey, System.Globalization.CultureInfo.InvariantCulture);

    public string Subject => It.CustomerId ?? It.PersonId ?? "";
}

/// <summary>
/// The one note that precedes every commit: whatever dies after it, the relay finds the note and finishes the shadows.
/// </summary>
internal sealed class Hints(ITables tables, TimeProvider time)
{
    private long _last;

    public Hint OfCustomer(string tenant, string customerId, string opId) => Make(new HintRow(Rows.V, tenant, customerId, null, opId));

    public Hint OfPerson(string tenant, string personId, string opId) => Make(new HintRow(Rows.V, tenant, null, personId, opId));

    public static ChangeSet Set(Hint hint) =>
        new(Keys.Work, hint.PartitionKey, [new Change.Insert(hint.RowKey, Rows.Bytes(hint.It, StoreJson.Default.HintRow))]);

    public static ChangeSet End(Hint hint) => new(Keys.Work, hint.PartitionKey, [new Change.Delete(hint.RowKey, null)]);

    /// <summary>A hint that stands a moment longer does no harm: at worst the relay does its shadows once more.</summary>
    public async ValueTask DropAsync(Hint hint, CancellationToken ct)
    {
        var set = End(hint);
        if (tables is ISavesWrites engine)
        {
            engine.ApplyLater(set);
        }
        else
        {
            await tables.ApplyAsync(set, ct);
        }
    }

    public async ValueTask<IReadOnlyList<Hint>> AllAsync(CancellationToken ct)
    {
        var rows = await tables.AllAsync(new RowRange(Keys.Work, Keys.FirstWorkShard, Keys.WorkEnd), ct);
        return [.. rows.Select(r => new Hint(r.PartitionKey, r.RowKey, r.As(StoreJson.Default.HintRow)))];
    }

    /// <summary>Whether a change of this customer or person is not known to be finished.</summary>
    public async ValueTask<bool> StandAsync(string tenant, string subject, CancellationToken ct)
    {
        var rows = await tables.AllAsync(new RowRange(Keys.Work, Keys.WorkShard(tenant, subject)), ct);
        return rows.Any(r => r.As(StoreJson.Default.HintRow) is var hint && hint.Tenant == tenant && (hint.CustomerId ?? hint.PersonId) == subject);
    }

    private Hint Make(HintRow row)
    {
        var subject = row.CustomerId ?? row.PersonId ?? "";
        return new Hint(Keys.WorkShard(row.Tenant, subject), Keys.Hint(Tick(), row.Tenant, subject, row.OpId), row);
    }

    // A second hint of one operation must not have the key of the first, however coarse the clock.
    private DateTimeOffset Tick()
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(time.GetUtcNow().UtcTicks, last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
            {
                return new DateTimeOffset(next, TimeSpan.Zero);
            }
        }
    }
}
