namespace CrmBot.Storage;

/// <summary>Copies the rows of a merged customer that nothing decides on, insert only.</summary>
internal sealed class MergedCopy(ITables tables, CustomerReader reader, Merging merging)
{
    // With the places of follow-ups and the head they fit into one set.
    private const int AtOnce = 40;
    private const int MaxRuns = 12;

    public async ValueTask<CopiedRows> RunAsync(string tenant, string loserId, string? cursor, CancellationToken ct)
    {
        // What is open goes first: it is copied with its events, and contacts are, so that one erased later does not come back.
        if (!await merging.CarryAsync(tenant, loserId, ct))
        {
            throw Busy(loserId);
        }

        var target = await reader.IdAsync(tenant, loserId, ct);
        if (target == loserId)
        {
            return new CopiedRows(null, 0);
        }

        // Another target means that it was merged on: from the beginning.
        var next = cursor is not null && cursor.StartsWith(target + " ", StringComparison.Ordinal) ? cursor[(target.Length + 1)..] : null;
        return await CopyAsync(Keys.Customer(tenant, target), Keys.Customer(tenant, loserId), await WayAsync(tenant, loserId, ct), next, target, loserId, ct);
    }

    /// <summary>Where a customer's content went, partition by partition: what is looked for of something that goes may stand with any of them.</summary>
    private async ValueTask<IReadOnlyList<string>> WayAsync(string tenant, string loserId, CancellationToken ct)
    {
        var way = new List<string>();
        for (var at = (await reader.ReadHeadAsync(tenant, loserId, ct))?.MergedInto; at is not null && way.Count < MaxRuns; at = (await reader.ReadHeadAsync(tenant, at, ct))?.MergedInto)
        {
            way.Add(Keys.Customer(tenant, at));
        }

        return way;
    }

    private async ValueTask<CopiedRows> CopyAsync(string partition, string from, IReadOnlyList<string> way, string? next, string target, string loserId, CancellationToken ct)
    {
        for (var i = 0; i < MaxRuns; i++)
        {
            // The head guards it: nothing is written to a customer that was erased or merged meanwhile. It is read before the rows:
            // a contact that is erased after that changes the head, one that is being erased has its words there, and of one that
            // was erased before the rows do not speak any more.
            var head = await tables.GetAsync(Keys.Crm, partition, Keys.Head, ct);
            var words = new List<Row>();
            foreach (var on in way)
            {
                words.AddRange(await tables.AllAsync(RowRange.Prefix(Keys.Crm, on, Keys.AllWords), ct));
            }

            var gone = GoneRecords.Of(words);
            var redaction = new Redaction(words.SelectMany(w => w.As(StoreJson.Default.EraseRow).Words));
            var page = await tables.QueryAsync(new RowRange(Keys.Crm, from), AtOnce, next, ct);
            var after = page.Next is null ? null : $"{target} {page.Next}";
            if (head?.As(StoreJson.Default.HeadRow) is null or { Erased: true })
            {
                return new CopiedRows(after, 0);
            }

            List<Row> rows = [.. page.Rows.Where(r => Goes(r.RowKey) && !Redacted.IsMomentOf(r, redaction)).Select(gone.Left).OfType<Row>().Select(r => Redacted.Of(r, redaction) is { } data ? r with { Data = data } : r)];
            var there = await tables.GetAllAsync(Keys.Crm, [.. rows.Select(r => (partition, Known(r)))], ct);
            List<Row> missing = [.. rows.Where((_, n) => there[n] is null)];
            if (missing.Count == 0)
            {
                return new CopiedRows(after, 0);
            }

            List<Change> changes = [new Change.Replace(Keys.Head, head.ETag, head.Data), .. missing.SelectMany(Inserts)];
            if ((await tables.ApplyAsync(new ChangeSet(Keys.Crm, partition, changes), ct)).All)
            {
                return new CopiedRows(after, missing.Count);
            }
        }

        throw Busy(loserId);
    }

    private static bool Goes(string key) =>
        key != Keys.Head && !new[] { Keys.Contacts, Keys.FollowUpPlaces, Keys.AllEvents, Keys.Ops, Keys.AllWords }.Any(p => key.StartsWith(p, StringComparison.Ordinal));

    // A follow-up whose time of contact was edited stands under another key; its place is known by its id.
    private static string Known(Row row) => row.RowKey.StartsWith(Keys.FollowUps, StringComparison.Ordinal) ? Keys.FollowUpPlace(QuickRows.FollowUp(row).It.Id) : row.RowKey;

    private static IEnumerable<Change> Inserts(Row row)
    {
        yield return new Change.Insert(row.RowKey, row.Data);
        if (row.RowKey.StartsWith(Keys.FollowUps, StringComparison.Ordinal))
        {
            yield return new Change.Insert(Known(row), Rows.Bytes(new PlaceRow(Rows.V, row.RowKey), StoreJson.Default.PlaceRow));
        }
    }

    private static StorageUnavailableException Busy(string loserId) => new($"The customer that {loserId} was merged into keeps being changed.");
}
