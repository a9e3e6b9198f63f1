namespace CrmBot.Storage;

/// <summary>
/// What is left of an erase after its commit, in steps of a page: each may be done twice, and ends with the same rows. The
/// commit's own words are kept in the customer's partition until <see cref="EndAsync"/>.
/// </summary>
public sealed class EraseSweep
{
    private const int PeopleAtOnce = 50;

    private const string Shadows = "s:";
    private const string Merged = "m:";
    private const string People = "p:";
    private const string Files = "f:";
    private const string Own = "r:";
    private const string End = "e:";

    /// <summary>Begins the cursor of the step at which things outside the store are done.</summary>
    public const string Outside = "o:";

    private readonly ITables _tables;
    private readonly TimeProvider _machine;
    private readonly CustomerStore _customers;
    private readonly MergedSweep _merged;
    private readonly RedactedRows _redacted;
    private readonly FilesAbout _files;
    private readonly CustomerReader _reader;
    private readonly ShadowWriter _shadows;

    public EraseSweep(ITables tables, TimeProvider machine, CustomerStore customers, IDueSignal signal, INameSignal? named = null)
    {
        _reader = new CustomerReader(tables);
        _shadows = new ShadowWriter(tables, machine, signal, named);
        _tables = tables;
        _machine = machine;
        _customers = customers;
        _merged = new MergedSweep(tables, machine);
        _redacted = new RedactedRows(customers);
        _files = new FilesAbout(tables);
    }

    /// <summary>True for a row that an erase removes: all but the tombstone, the events, the receipts and the words.</summary>
    internal static bool Goes(string rowKey) => rowKey != Keys.Head
        && !rowKey.StartsWith(Keys.AllEvents, StringComparison.Ordinal) && !rowKey.StartsWith(Keys.Ops, StringComparison.Ordinal)
        && !rowKey.StartsWith(Keys.AllWords, StringComparison.Ordinal);

    /// <summary>
    /// One step of all that is to be done in the store, in order: the shadows, should the commit have been cut off, what was merged
    /// into the customer, the people's rows, files that wait, the customer's own. <see cref="Outside"/> stands in between, for what
    /// is kept elsewhere: it is done with the texts still there.
    /// </summary>
    /// <param name="request">That of the erase.</param>
    /// <param name="cursor">From the step before; null for the first.</param>
    public async ValueTask<Walked> StepAsync(ChangeRequest request, string? cursor, CancellationToken ct)
    {
        var (tenant, customer, op) = (request.Tenant, request.CustomerId, request.OpId);
        var (phase, at) = cursor is null ? (Shadows, null) : (cursor[..2], cursor.Length > 2 ? cursor[2..] : null);

        // What is kept elsewhere of a moment shows the customer as it is afterwards, so the customer's own rows come before it.
        var moment = await WordsAsync(tenant, customer, op, ct) is { Moment: true };
        switch (phase)
        {
            case Shadows:
                await ShadowsAsync(request, ct);
                return new Walked(Merged, 0);
            case Merged:
                return Then(await MergedAsync(tenant, customer, op, at, ct), moment ? Own : Outside);
            case Outside:
                return new Walked(People, 0);
            case People:
                return Then(await PeopleAsync(tenant, customer, op, at, ct), Files);
            case Files:
                return new Walked(moment ? End : Own, await WordsAsync(tenant, customer, op, ct) is { } words ? await _files.RemoveAsync(tenant, words.Words, null, ct) : 0);
            case Own when await WordsAsync(tenant, customer, op, ct) is { ContactId: not null }:
                return Then(await RedactAsync(request, at, ct), moment ? Outside : End);
            case Own:
                return Then(await RowsAsync(tenant, customer, at, ct), End);
            default:
                await EndAsync(tenant, customer, op, ct);
                return new Walked(null, 0);
        }

        Walked Then(Walked walked, string next) => walked with { Next = walked.Next is { } same ? phase + same : next };
    }

    /// <summary>What to look for elsewhere; null when the erase has ended. Ask before <see cref="RowsAsync"/> removes the texts.</summary>
    public async ValueTask<EraseTraces?> TracesAsync(string tenant, string customerId, string opId, CancellationToken ct)
    {
        if (await WordsAsync(tenant, customerId, opId, ct) is not { } words)
        {
            return null;
        }

        List<string> customers = [customerId, .. words.Merged ?? []];
        if (words.ContactId is not null)
        {
            return new EraseTraces(customers, words.Words, new HashSet<string>(StringComparer.Ordinal), [], words.Since);
        }

        var ids = customers.ToHashSet(StringComparer.Ordinal);
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in await _tables.AllAsync(new RowRange(Keys.Crm, Keys.Customer(tenant, customerId)), ct))
        {
            ids.UnionWith(Keys.Parts(row.RowKey).Where(part => part.Length >= 12));
            texts.UnionWith(Redacted.Texts(row).Select(EraseTraces.Beginning).OfType<string>());
        }

        return new EraseTraces(customers, words.Words, ids, [.. texts]);
    }

    /// <summary>Customers that were merged into this one: their content goes too; for a contact, what is said of it.</summary>
    public async ValueTask<Walked> MergedAsync(string tenant, string customerId, string opId, string? from, CancellationToken ct) =>
        await WordsAsync(tenant, customerId, opId, ct) is { } words
            ? await _merged.RunAsync(tenant, customerId, words, Keys.Words(opId), from, ct)
            : new Walked(null, 0);

    /// <summary>Some people: their unsent forms about the customer, and what a list of theirs still says of an erased one.</summary>
    public async ValueTask<Walked> PeopleAsync(string tenant, string customerId, string opId, string? from, CancellationToken ct)
    {
        var words = await WordsAsync(tenant, customerId, opId, ct);
        var redaction = new Redaction(words?.Words ?? []);
        List<string> customers = [customerId, .. words?.Merged ?? []];
        var page = await _tables.QueryAsync(RowRange.Prefix(Keys.Crm, Keys.People(tenant), Keys.Everyone), PeopleAtOnce, from, ct);
        var removed = 0;
        foreach (var person in page.Rows.Select(r => r.As(StoreJson.Default.KeptPerson).It.Id))
        {
            var partition = Keys.OfPerson(tenant, person);
            var drafts = await _tables.AllAsync(RowRange.Prefix(Keys.Crm, partition, Keys.Drafts), ct);
            foreach (var draft in drafts.Where(d => (words is not { Moment: true } && customers.Contains(d.As(StoreJson.Default.KeptDraft).It.CustomerId ?? "", StringComparer.Ordinal)) || DraftsAbout.Tells(d, redaction)))
            {
                await _tables.ApplyAsync(new ChangeSet(Keys.Crm, partition, [new Change.Delete(draft.RowKey, null)]), ct);
                removed++;
            }

            foreach (var customer in words?.ContactId is null ? customers : [])
            {
                removed += await StakeAsync(tenant, person, customer, ct);
            }
        }

        return new Walked(page.Next, removed);
    }

    /// <summary>Removes a page of the customer's own rows.</summary>
    public ValueTask<Walked> RowsAsync(string tenant, string customerId, string? from, CancellationToken ct) =>
        _merged.RowsAsync(Keys.Customer(tenant, customerId), Goes, from, ct);

    /// <summary>Replaces the words of an erased contact in a page of the customer's rows, as a change of the customer.</summary>
    /// <param name="request">Its operation is that of the whole erase.</param>
    public async ValueTask<Walked> RedactAsync(ChangeRequest request, string? from, CancellationToken ct)
    {
        if (await WordsAsync(request.Tenant, request.CustomerId, request.OpId, ct) is not { ContactId: not null, Keeps: not true } row)
        {
            return new Walked(null, 0);
        }

        var words = new Redaction(row.Words);
        var page = await _tables.QueryAsync(new RowRange(Keys.Crm, Keys.Customer(request.Tenant, request.CustomerId)), RedactedRows.AtOnce, from is "" ? null : from, ct);
        var changed = RedactedRows.Of(page.Rows, words, momentsGo: true);
        if (changed.Count == 0)
        {
            return new Walked(page.Next, 0);
        }

        // Changed by others since it was read: the same page again.
        return await _redacted.WriteAsync(request, row.Moment is true ? "moment-forgotten" : "contact-erased", words, changed, ct) ? new Walked(page.Next, changed.Count) : new Walked(from ?? "", 0);
    }

    /// <summary>The erase has nothing left to look for.</summary>
    public async ValueTask EndAsync(string tenant, string customerId, string opId, CancellationToken ct)
    {
        await _tables.ApplyAsync(new ChangeSet(Keys.Crm, Keys.Customer(tenant, customerId), [new Change.Delete(Keys.Words(opId), null)]), ct);
        if (_tables is SqliteTables file)
        {
            await file.RewriteAsync(ct);
        }
    }

    // Not left to the relay: when the last step has ended, nothing shall be left.
    private async ValueTask ShadowsAsync(ChangeRequest request, CancellationToken ct)
    {
        var receipt = await _customers.ReceiptAsync(request.Tenant, request.CustomerId, request.OpId, ct);
        var events = receipt is null ? [] : await _reader.EventsAsync(request.Tenant, request.CustomerId, receipt.Rev, ct);
        var loaded = await _reader.ReadAsync(request.Tenant, request.CustomerId, ct);
        if ((loaded.File ?? (loaded.Erased is { } erased ? Erased.FileOf(erased, events) : null)) is { } file
            && await _shadows.WriteAsync(request.Tenant, file, events, null, null, ct) != ShadowsWritten.Stand)
        {
            throw new StorageUnavailableException($"Customer {request.CustomerId} is being changed by too many at once.");
        }
    }

    private async ValueTask<EraseRow?> WordsAsync(string tenant, string customerId, string opId, CancellationToken ct) =>
        (await _tables.GetAsync(Keys.Crm, Keys.Customer(tenant, customerId), Keys.Words(opId), ct))?.As(StoreJson.Default.EraseRow);

    // A row that a writer left behind whose hint nobody has taken yet.
    private async ValueTask<int> StakeAsync(string tenant, string person, string customer, CancellationToken ct)
    {
        var (partition, key) = (Keys.Stakes(tenant, person), Keys.Stake(customer));
        if (await _tables.GetAsync(Keys.Index, partition, key, ct) is not { } row || row.As(StoreJson.Default.StakeRow) is not { It: not null } stake)
        {
            return 0;
        }

        // Of the revision of the erase, so that no writer of an older one comes over it.
        var head = (await _tables.GetAsync(Keys.Crm, Keys.Customer(tenant, customer), Keys.Head, ct))?.As(StoreJson.Default.HeadRow);
        var gone = new StakeRow(Rows.V, Math.Max(stake.Rev, head?.Rev ?? 0), _machine.GetUtcNow(), null);
        var write = new Change.Replace(key, row.ETag, Rows.Bytes(gone, StoreJson.Default.StakeRow));
        return (await _tables.ApplyAsync(new ChangeSet(Keys.Index, partition, [write]), ct)).All ? 1 : 0;
    }
}
