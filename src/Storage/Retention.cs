namespace CrmBot.Storage;

/// <summary>A page of a walk through the store.</summary>
/// <param name="Next">Where the next page begins; null after the last one.</param>
/// <param name="Removed">Rows that were removed from this one.</param>
public sealed record Walked(string? Next, int Removed);

/// <summary>
/// Removes receipts of operations and forms that were begun and never sent, both 30 days old (machine time). A form goes no
/// later than the receipt of what it was sent for, so that an old copy of it can file nothing a second time.
/// </summary>
public sealed class Retention
{
    /// <summary>Source: the settled order of writes, "receipt of an operation … kept 30 days, also after an erase".</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const string Drafts = "d";
    private const string Receipts = "o";

    private readonly ITables _tables;
    private readonly TimeProvider _machine;

    public Retention(ITables tables, TimeProvider machine) => (_tables, _machine) = (tables, machine);

    /// <summary>One page of all tenants: first the forms, then the receipts.</summary>
    /// <param name="from">From the page before; null for the first.</param>
    public async ValueTask<Walked> WalkAsync(string? from, CancellationToken ct)
    {
        var what = from?[..1] ?? Drafts;
        var prefix = what == Drafts ? Keys.Drafts : Keys.Ops;
        var range = new RowRange(Keys.Crm, Keys.FirstPartition, Keys.PartitionsEnd, prefix, prefix + '\uffff');
        var page = await _tables.QueryAsync(range, Rows.PageSize, from is { Length: > 1 } ? from[1..] : null, ct);
        var removed = 0;
        foreach (var rows in page.Rows.Select(r => (r.PartitionKey, Change: what == Drafts ? OfDraft(r) : OfReceipt(r)))
            .Where(r => r.Change is not null)
            .GroupBy(r => r.PartitionKey, r => r.Change!, StringComparer.Ordinal)
            .SelectMany(p => p.Chunk(Limits.ChangesInSet), (p, changes) => new ChangeSet(Keys.Crm, p.Key, changes)))
        {
            // Refused when one of them was written meanwhile; what is left is for the next walk.
            removed += (await _tables.ApplyAsync(rows, ct)).All ? rows.Changes.Count(c => c is Change.Delete) : 0;
        }

        return new Walked(page.Next is { } next ? what + next : what == Drafts ? Receipts : null, removed);
    }

    private Change? OfReceipt(Row row) => IsOld(row.As(StoreJson.Default.OpRow).MadeAt) ? new Change.Delete(row.RowKey, row.ETag) : null;

    private Change? OfDraft(Row row)
    {
        var kept = row.As(StoreJson.Default.KeptDraft);
        return kept.It.KeptAt is { } at
            ? IsOld(at) ? new Change.Delete(row.RowKey, row.ETag) : null
            : new Change.Replace(row.RowKey, row.ETag, Rows.Bytes(kept with { It = kept.It with { KeptAt = _machine.GetUtcNow() } }, StoreJson.Default.KeptDraft));
    }

    private bool IsOld(DateTimeOffset madeAt) => _machine.GetUtcNow() - madeAt > Kept;
}
