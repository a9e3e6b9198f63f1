namespace CrmBot.Storage;

/// <summary>
/// What is left in the store of a record after the change that took it away: copies of it with customers that were merged into its
/// own, and what the change kept to look for it by. Each step may be done twice, and ends with the same rows.
/// </summary>
public sealed class RecordSweep
{
    private const int HeadsAtOnce = 500;

    private readonly ITables _tables;
    private readonly CustomerReader _reader;

    public RecordSweep(ITables tables) => (_tables, _reader) = (tables, new CustomerReader(tables));

    /// <summary>A page of the customers that were merged into the record's own: the copies there go. Nothing where none was.</summary>
    /// <param name="opId">The operation that took the record away.</param>
    /// <param name="from">From the page before; null for the first.</param>
    public async ValueTask<Walked> MergedAsync(string tenant, string customerId, string followUpId, string opId, string? from, CancellationToken ct)
    {
        var into = await _reader.IdAsync(tenant, customerId, ct);
        if (from is null && !await HasTakenInAsync(tenant, into, ct))
        {
            return new Walked(null, 0);
        }

        var gone = new GoneRecords(await GoneAsync(tenant, customerId, followUpId, opId, ct));
        var page = await _tables.QueryAsync(Keys.Heads(tenant), HeadsAtOnce, from, ct);
        var changed = 0;
        foreach (var row in page.Rows)
        {
            if (row.As(StoreJson.Default.HeadRow).MergedInto is { } at && await MergedSweep.LeadsAsync(_tables, tenant, at, into, ct))
            {
                changed += await CopyAsync(row.PartitionKey, gone, ct);
            }
        }

        return new Walked(page.Next, changed);
    }

    /// <summary>Ids of the record and of what was derived from it, steps among them.</summary>
    public async ValueTask<IReadOnlyList<string>> GoneAsync(string tenant, string customerId, string followUpId, string opId, CancellationToken ct) =>
        [followUpId, .. ((await WordsAsync(tenant, customerId, opId, ct))?.Gone ?? []).Where(id => id != followUpId)];

    /// <summary>What to look for elsewhere; null when the record went with a change that kept nothing, or the sweep has ended.</summary>
    /// <param name="texts">Further ones that were said of it.</param>
    public async ValueTask<EraseTraces?> TracesAsync(string tenant, string customerId, string opId, IEnumerable<string?> texts, CancellationToken ct) =>
        await WordsAsync(tenant, customerId, opId, ct) is { Texts: { } said }
            ? new EraseTraces([], [], new HashSet<string>(StringComparer.Ordinal), [.. said.Concat(texts.Select(EraseTraces.Beginning).OfType<string>()).Distinct(StringComparer.Ordinal)])
            : null;

    /// <summary>Nothing is looked for any more.</summary>
    /// <param name="rewrite">Also what the engine has left in the gaps of its file goes; it costs the time of copying the file.</param>
    public async ValueTask EndAsync(string tenant, string customerId, string opId, bool rewrite, CancellationToken ct)
    {
        await _tables.ApplyAsync(new ChangeSet(Keys.Crm, Keys.Customer(tenant, customerId), [new Change.Delete(Keys.Words(opId), null)]), ct);
        if (rewrite && _tables is SqliteTables file)
        {
            await file.RewriteAsync(ct);
        }
    }

    // Most customers never took in another one, and to look at every customer for those who did costs a page per 500.
    private async ValueTask<bool> HasTakenInAsync(string tenant, string customerId, CancellationToken ct)
    {
        var events = await _tables.AllAsync(RowRange.Prefix(Keys.Crm, Keys.Customer(tenant, customerId), Keys.AllEvents), ct);
        return events.Any(e => e.As(StoreJson.Default.EventRow).What == Merging.BegunCode);
    }

    private async ValueTask<int> CopyAsync(string partition, GoneRecords gone, CancellationToken ct)
    {
        // The record itself last: as long as it stands, this was not done to the end.
        var rows = (await _tables.AllAsync(new RowRange(Keys.Crm, partition), ct)).Where(r => r.RowKey != Keys.Head)
            .Select(row => (Row: row, Left: gone.Left(row))).Where(r => r.Left?.Data.Equals(r.Row.Data) != true)
            .OrderBy(r => r.Row.RowKey.StartsWith(Keys.FollowUps, StringComparison.Ordinal)).ToList();
        foreach (var (row, left) in rows)
        {
            Change change = left is null ? new Change.Delete(row.RowKey, null) : new Change.Replace(row.RowKey, row.ETag, left.Data);
            if (!(await _tables.ApplyAsync(new ChangeSet(Keys.Crm, partition, [change]), ct)).All && left is not null)
            {
                throw new StorageUnavailableException("A merged customer is being changed while a record of it is taken away.");
            }
        }

        return rows.Count;
    }

    private async ValueTask<EraseRow?> WordsAsync(string tenant, string customerId, string opId, CancellationToken ct) =>
        (await _tables.GetAsync(Keys.Crm, Keys.Customer(tenant, customerId), Keys.Words(opId), ct))?.As(StoreJson.Default.EraseRow);
}
