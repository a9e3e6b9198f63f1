namespace CrmBot.Storage;

/// <summary>What a customer is called at a revision; without a name it is gone.</summary>
public sealed record NamesAt(string CustomerId, int Rev, CustomerName? Name);

/// <summary>That a customer's names changed.</summary>
/// <param name="Key">Of the row; no two have the same.</param>
/// <param name="At">When the writer began to write it, on the writer's clock.</param>
/// <param name="Rev">The names row has at least this revision once the writer is done; the row may be read before that.</param>
public sealed record NameChange(string Key, DateTimeOffset At, string CustomerId, int Rev);

/// <summary>Hears of names that this process has written.</summary>
public interface INameSignal
{
    /// <param name="change">As in the log, where it stands by now.</param>
    void Renamed(string tenant, NameChange change, CustomerName? name);
}

/// <summary>The names of all customers of a tenant, and the log of their changes, by which an index of names stays true.</summary>
public sealed class NameLog
{
    /// <summary>How long a change is kept, machine time. Source: the settled storage order, "keeps 24 h of changed ids".</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>Whoever has not read the log for so long must load all names.</summary>
    public static readonly TimeSpan LoadAfter = TimeSpan.FromHours(20);

    /// <summary>
    /// How far behind the reader's clock a row may still appear: clocks of replicas differ by up to 2 minutes, and a write
    /// takes as long as its retries take.
    /// </summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    private readonly ITables _tables;
    private readonly TimeProvider _machine;

    public NameLog(ITables tables, TimeProvider machine) => (_tables, _machine) = (tables, machine);

    /// <summary>The names of every customer; a page of 1,000 is 1 call.</summary>
    public async IAsyncEnumerable<NamesAt> AllAsync(string tenant, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in _tables.EachAsync(new RowRange(Keys.Index, Keys.NamesStart(tenant), Keys.NamesEnd(tenant)), ct))
        {
            if (row.As(StoreJson.Default.NameRow) is { It: { } name } named)
            {
                yield return new NamesAt(name.CustomerId, named.Rev, name);
            }
        }
    }

    /// <summary>Changes from an instant on, by the clocks of their writers; read with <see cref="Overlap"/>.</summary>
    public async ValueTask<IReadOnlyList<NameChange>> SinceAsync(string tenant, DateTimeOffset since, CancellationToken ct)
    {
        var rows = await _tables.AllAsync(new RowRange(Keys.Index, Keys.NameLog(tenant), null, Keys.Ticks(since)), ct);
        return [.. rows.Select(Of)];
    }

    /// <summary>What some customers are called now; null in the place of one whose names are not written.</summary>
    public async ValueTask<IReadOnlyList<NamesAt?>> GetAsync(string tenant, IReadOnlyList<string> customerIds, CancellationToken ct)
    {
        var rows = await _tables.GetAllAsync(Keys.Index, [.. customerIds.Select(id => (Keys.Names(tenant, id), Keys.Name(id)))], ct);
        return [.. rows.Zip(customerIds, (row, id) => row?.As(StoreJson.Default.NameRow) is { } named ? new NamesAt(id, named.Rev, named.It) : null)];
    }

    /// <summary>Removes changes older than <see cref="Kept"/>. Any replica may, at any time.</summary>
    /// <returns>How many it removed.</returns>
    public async ValueTask<int> PruneAsync(string tenant, CancellationToken ct)
    {
        var old = new RowRange(Keys.Index, Keys.NameLog(tenant), null, null, Keys.Ticks(_machine.GetUtcNow() - Kept));
        var removed = 0;
        while (await _tables.QueryAsync(old, Limits.ChangesInSet, null, ct) is { Rows: { Count: > 0 } rows })
        {
            // Refused when another replica was quicker, and then it has removed them.
            if (!(await _tables.ApplyAsync(new ChangeSet(Keys.Index, Keys.NameLog(tenant), [.. rows.Select(r => new Change.Delete(r.RowKey, null))]), ct)).All)
            {
                break;
            }

            removed += rows.Count;
        }

        return removed;
    }

    /// <summary>A change and the set that writes it. It goes before the names: a reader that comes between waits for their revision.</summary>
    internal static (NameChange Change, ChangeSet Set) Entry(string tenant, string customerId, int rev, DateTimeOffset at)
    {
        var change = new NameChange(Keys.NameLogRow(at, customerId, rev), at, customerId, rev);
        var row = Rows.Bytes(new NameLogRow(Rows.V, customerId, rev, at), StoreJson.Default.NameLogRow);
        return (change, new ChangeSet(Keys.Index, Keys.NameLog(tenant), [new Change.Put(change.Key, row)]));
    }

    /// <summary>Whether people look for the two in the same way.</summary>
    internal static bool IsSame(CustomerName? one, CustomerName? other) =>
        one is null || other is null
            ? one is null && other is null
            : one.Name == other.Name && one.OwnerId == other.OwnerId
                && one.Aliases.SequenceEqual(other.Aliases, StringComparer.Ordinal) && one.ContactNames.SequenceEqual(other.ContactNames, StringComparer.Ordinal);

    private static NameChange Of(Row row)
    {
        var it = row.As(StoreJson.Default.NameLogRow);
        return new NameChange(row.RowKey, it.At, it.CustomerId, it.Rev);
    }
}
