namespace CrmBot.Storage;

/// <summary>What an erase does to customers that were merged into the erased one, and how rows of a partition go.</summary>
internal sealed class MergedSweep(ITables tables, TimeProvider machine)
{
    private const int HeadsAtOnce = 500;
    private const int Merges = 8;

    public async ValueTask<Walked> RunAsync(string tenant, string into, EraseRow words, string wordsKey, string? from, CancellationToken ct)
    {
        var page = await tables.QueryAsync(Keys.Heads(tenant), HeadsAtOnce, from, ct);
        var removed = 0;
        foreach (var row in page.Rows)
        {
            var head = row.As(StoreJson.Default.HeadRow);
            if (head.MergedInto is null || !await LeadsAsync(tables, tenant, head.MergedInto, into, ct))
            {
                continue;
            }

            // Its own names first: they are what to look for elsewhere.
            words = await AddAsync(tenant, into, words, wordsKey, head, row.PartitionKey, ct);
            removed += words.ContactId is { } contact
                ? await ContactAsync(row.PartitionKey, contact, new Redaction(words.Words), ct)
                : await WholeAsync(row, head, ct);
            await NamesAsync(tenant, head, words, ct);
        }

        return new Walked(page.Next, removed);
    }

    /// <summary>Removes what goes of a page of a partition.</summary>
    public async ValueTask<Walked> RowsAsync(string partition, Func<string, bool> goes, string? from, CancellationToken ct)
    {
        var page = await tables.QueryAsync(new RowRange(Keys.Crm, partition), Rows.PageSize, from, ct);
        var keys = page.Rows.Select(r => r.RowKey).Where(goes).ToList();
        foreach (var some in keys.Chunk(Limits.ChangesInSet))
        {
            if ((await tables.ApplyAsync(new ChangeSet(Keys.Crm, partition, [.. some.Select(k => new Change.Delete(k, null))]), ct)).All)
            {
                continue;
            }

            // Another run of this step has taken one of them.
            foreach (var key in some)
            {
                await tables.ApplyAsync(new ChangeSet(Keys.Crm, partition, [new Change.Delete(key, null)]), ct);
            }
        }

        return new Walked(page.Next, keys.Count);
    }

    /// <summary>True when following merges comes by <paramref name="into"/>.</summary>
    public static async ValueTask<bool> LeadsAsync(ITables tables, string tenant, string from, string into, CancellationToken ct)
    {
        var at = from;
        for (var i = 0; i < Merges && at is not null; i++)
        {
            if (at == into)
            {
                return true;
            }

            at = (await tables.GetAsync(Keys.Crm, Keys.Customer(tenant, at), Keys.Head, ct))?.As(StoreJson.Default.HeadRow).MergedInto;
        }

        return false;
    }

    private async ValueTask<EraseRow> AddAsync(
        string tenant, string into, EraseRow words, string wordsKey, HeadRow head, string partition, CancellationToken ct)
    {
        if (words.Merged?.Contains(head.It.Id, StringComparer.Ordinal) == true)
        {
            return words;
        }

        var contacts = await tables.AllAsync(RowRange.Prefix(Keys.Crm, partition, Keys.Contacts), ct);
        var names = words.ContactId is null ? Erasure.WordsOf(head.It, contacts.Select(c => c.As(StoreJson.Default.KeptContact).It)) : [];
        var more = words with
        {
            Words = [.. words.Words.Union(names, StringComparer.Ordinal)],
            Merged = [.. words.Merged ?? [], head.It.Id],
        };
        var put = new Change.Put(wordsKey, Rows.Bytes(more, StoreJson.Default.EraseRow));
        await tables.ApplyAsync(new ChangeSet(Keys.Crm, Keys.Customer(tenant, into), [put]), ct);
        return more;
    }

    private async ValueTask<int> WholeAsync(Row row, HeadRow head, CancellationToken ct)
    {
        if (head.Erased is not true)
        {
            var gone = head with { Rev = head.Rev + 1, It = Erased.Blank(head.It), Erased = true };
            var write = new Change.Replace(Keys.Head, row.ETag, Rows.Bytes(gone, StoreJson.Default.HeadRow));
            if (!(await tables.ApplyAsync(new ChangeSet(Keys.Crm, row.PartitionKey, [write]), ct)).All)
            {
                throw new StorageUnavailableException($"Customer {head.It.Id} is being changed while it is erased.");
            }
        }

        var removed = 0;
        string? next = null;
        do
        {
            var page = await RowsAsync(row.PartitionKey, EraseSweep.Goes, next, ct);
            (next, removed) = (page.Next, removed + page.Removed);
        }
        while (next is not null);

        return removed;
    }

    private async ValueTask<int> ContactAsync(string partition, string contactId, Redaction words, CancellationToken ct)
    {
        var changed = 0;
        var rows = await tables.AllAsync(new RowRange(Keys.Crm, partition), ct);
        var moments = rows.Where(r => Redacted.IsMomentOf(r, words)).Select(r => r.As(StoreJson.Default.KeptMoment).It.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            Change? change = row.RowKey.StartsWith(Keys.Contacts, StringComparison.Ordinal)
                ? row.RowKey == Keys.Contact(contactId) || words.Finds(row.As(StoreJson.Default.KeptContact).It.Name) ? new Change.Delete(row.RowKey, row.ETag)
                    : Redacted.Of(row, words) is { } kept ? new Change.Replace(row.RowKey, row.ETag, kept) : null
                : Redacted.IsMomentOf(row, words) || IsFrom(row, moments) ? new Change.Delete(row.RowKey, row.ETag)
                : Redacted.Of(row, words) is { } data ? new Change.Replace(row.RowKey, row.ETag, data) : null;
            if (change is not null)
            {
                changed += (await tables.ApplyAsync(new ChangeSet(Keys.Crm, partition, [change]), ct)).All
                    ? 1
                    : throw new StorageUnavailableException("A merged customer is being changed while a contact of it is erased.");
            }
        }

        return changed;
    }

    // What was derived from a moment, in a partition that nobody reads any more.
    private static bool IsFrom(Row row, HashSet<string> moments) => moments.Count > 0 && row.RowKey.StartsWith(Keys.Steps, StringComparison.Ordinal)
        && row.As(StoreJson.Default.KeptStep).It.SourceId is { } source && moments.Contains(source);

    // The search index still knows a merged customer by the names it had.
    private async ValueTask NamesAsync(string tenant, HeadRow head, EraseRow words, CancellationToken ct)
    {
        var (partition, key) = (Keys.Names(tenant, head.It.Id), Keys.Name(head.It.Id));
        if (await tables.GetAsync(Keys.Index, partition, key, ct) is not { } row || row.As(StoreJson.Default.NameRow) is not { It: { } name } names)
        {
            return;
        }

        var redaction = new Redaction(words.Words);
        var left = words.ContactId is null ? null : name with { ContactNames = [.. name.ContactNames.Where(n => !redaction.Finds(n))] };
        var data = names with { Rev = Math.Max(names.Rev, head.Rev + 1), It = left, GoneAt = left is null ? machine.GetUtcNow() : null };
        await tables.ApplyAsync(
            [
                NameLog.Entry(tenant, head.It.Id, data.Rev, machine.GetUtcNow()).Set,
                new ChangeSet(Keys.Index, partition, [new Change.Replace(key, row.ETag, Rows.Bytes(data, StoreJson.Default.NameRow))]),
            ],
            ct);
    }
}
