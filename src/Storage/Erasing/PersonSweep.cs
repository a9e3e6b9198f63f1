using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>What gives an erased colleague away outside their own records.</summary>
/// <param name="Traces">Their names and addresses; no customer's.</param>
/// <param name="DirectoryIds">By which channels know them.</param>
public sealed record PersonTraces(EraseTraces Traces, IReadOnlyList<string> DirectoryIds);

/// <summary>
/// What is left of the erase of a colleague after its commit, in steps of a page: each may be done twice, and ends with the same
/// rows. The names are kept in the person's partition until the last one.
/// </summary>
public sealed class PersonSweep
{
    /// <summary>The step at which things outside the store are done: with the person's cards and reach still there.</summary>
    public const string Outside = "o:";

    private const int CustomersAtOnce = 50;

    private const string Reach = "r:";
    private const string Customers = "c:";
    private const string Again = "d:";
    private const string Files = "f:";
    private const string End = "e:";

    // Ids and codes only, and the commit's own words, which go last.
    private static readonly string[] Stays = [Keys.AllEvents, Keys.Ops, Keys.AllWords];

    private readonly ITables _tables;
    private readonly ShortRows _short;
    private readonly RedactedRows _redacted;
    private readonly FilesAbout _files;
    private readonly DraftsAbout _drafts;

    public PersonSweep(ITables tables, CustomerStore customers)
    {
        _tables = tables;
        _short = new ShortRows(tables);
        _redacted = new RedactedRows(customers);
        _files = new FilesAbout(tables);
        _drafts = new DraftsAbout(tables);
    }

    /// <summary>One step: the person's own rows; what is elsewhere, which the caller does; the reach and cards; texts of all customers; files.</summary>
    /// <param name="cursor">From the step before; null for the first.</param>
    /// <exception cref="StorageUnavailableException">Also when a customer keeps being changed: the same cursor is good again.</exception>
    public async ValueTask<Walked> StepAsync(PersonErase request, string? cursor, CancellationToken ct)
    {
        var (phase, at) = cursor is null ? ("", null) : (cursor[..2], cursor.Length > 2 ? cursor[2..] : null);
        if (phase == End)
        {
            await EndAsync(request, ct);
            return new Walked(null, 0);
        }

        if (await WordsAsync(request, ct) is not { } words)
        {
            return new Walked(null, 0);
        }

        switch (phase)
        {
            case "":
                return new Walked(Outside, await OwnAsync(request, ct));
            case Outside:
                return new Walked(Reach, 0);
            case Reach:
                return new Walked(Customers, await ReachAsync(request, ct));
            case Customers or Again:
                // Twice: records of a merged customer may have been on their way to the other during the first walk.
                var walked = await CustomersAsync(request, Searched(words), at, ct);
                return walked with { Next = walked.Next is { } same ? phase + same : phase == Customers ? Again : Files };
            case Files:
                return new Walked(
                    End, await _files.RemoveAsync(request.Tenant, Searched(words), request.PersonId, ct) + await _drafts.RemoveAsync(request.Tenant, Searched(words), ct));
            default:
                throw new ArgumentException($"There is no step '{phase}'.", nameof(cursor));
        }
    }

    private async ValueTask EndAsync(PersonErase request, CancellationToken ct)
    {
        await _tables.ApplyAsync(new ChangeSet(Keys.Crm, Keys.OfPerson(request.Tenant, request.PersonId), [new Change.Delete(Keys.Words(request.OpId), null)]), ct);
        if (_tables is SqliteTables file)
        {
            await file.RewriteAsync(ct);
        }
    }

    /// <summary>What to look for elsewhere; null when the erase has ended.</summary>
    public async ValueTask<PersonTraces?> TracesAsync(PersonErase request, CancellationToken ct) => await WordsAsync(request, ct) is { } words
        ? new PersonTraces(new EraseTraces([], Searched(words), new HashSet<string>(StringComparer.Ordinal), []), words.DirectoryIds ?? [])
        : null;

    // Mail addresses are looked for too; other ids of a directory say nothing by themselves.
    private static IReadOnlyList<string> Searched(EraseRow words) => [.. words.Words.Concat(words.DirectoryIds?.Where(d => d.Contains('@', StringComparison.Ordinal)) ?? [])];

    private async ValueTask<EraseRow?> WordsAsync(PersonErase request, CancellationToken ct) =>
        (await _tables.GetAsync(Keys.Crm, Keys.OfPerson(request.Tenant, request.PersonId), Keys.Words(request.OpId), ct))?.As(StoreJson.Default.EraseRow);

    /// <summary>The list row, the directory ids, forms, settings and reminders of their own; the audit's copy of what happened.</summary>
    private async ValueTask<int> OwnAsync(PersonErase request, CancellationToken ct)
    {
        var (tenant, id) = (request.Tenant, request.PersonId);
        var partition = Keys.OfPerson(tenant, id);
        var rows = await _tables.AllAsync(new RowRange(Keys.Crm, partition), ct);
        if (rows.FirstOrDefault(r => r.RowKey == Keys.Person) is { } person)
        {
            await _short.WriteAsync(tenant, person.As(StoreJson.Default.KeptPerson), ct);
        }

        var events = rows.Where(r => r.RowKey.StartsWith(Keys.AllEvents, StringComparison.Ordinal)).Select(r => r.As(StoreJson.Default.EventRow)).Where(e => e.OpId == request.OpId);
        await _tables.ApplyAsync([.. AuditCopies.Of(tenant, id, [.. events])], ct);

        var known = await _tables.AllAsync(RowRange.Prefix(Keys.Crm, Keys.People(tenant), Keys.DirectoryIds), ct);
        return await DeleteAsync(Keys.Crm, Keys.People(tenant), known.Where(r => r.As(StoreJson.Default.KeptString).It == id), ct)
            + await DeleteAsync(Keys.Crm, partition, rows.Where(r => r.RowKey != Keys.Person && !Array.Exists(Stays, s => r.RowKey.StartsWith(s, StringComparison.Ordinal))), ct);
    }

    // Prompts stay: they hold ids only, and tell a late writer what was taken away.
    private async ValueTask<int> ReachAsync(PersonErase request, CancellationToken ct)
    {
        var partition = Keys.Recipient(request.Tenant, request.PersonId);
        var rows = await _tables.AllAsync(new RowRange(Keys.Prompts, partition), ct);
        return await DeleteAsync(Keys.Prompts, partition, rows.Where(r => !r.RowKey.StartsWith(Keys.PromptsOf, StringComparison.Ordinal)), ct);
    }

    private async ValueTask<int> DeleteAsync(string table, string partition, IEnumerable<Row> rows, CancellationToken ct)
    {
        var removed = 0;
        foreach (var row in rows)
        {
            removed += (await _tables.ApplyAsync(new ChangeSet(table, partition, [new Change.Delete(row.RowKey, null)]), ct)).All ? 1 : 0;
        }

        return removed;
    }

    private async ValueTask<Walked> CustomersAsync(PersonErase request, IReadOnlyList<string> words, string? from, CancellationToken ct)
    {
        var page = await _tables.QueryAsync(Keys.Heads(request.Tenant), CustomersAtOnce, from, ct);
        var changed = 0;
        foreach (var row in page.Rows)
        {
            var head = row.As(StoreJson.Default.HeadRow);
            changed += head.Erased is true ? 0 : await CustomerAsync(request, row.PartitionKey, head, words, ct);
        }

        return new Walked(page.Next, changed);
    }

    private async ValueTask<int> CustomerAsync(PersonErase request, string partition, HeadRow head, IReadOnlyList<string> words, CancellationToken ct)
    {
        var rows = await _tables.AllAsync(new RowRange(Keys.Crm, partition), ct);

        // A contact of that name is somebody else, of whom the texts of this customer may speak.
        List<Contact> contacts = [.. rows.Where(r => r.RowKey.StartsWith(Keys.Contacts, StringComparison.Ordinal)).Select(r => r.As(StoreJson.Default.KeptContact).It)];
        var redaction = new Redaction(words.Where(w => new Redaction([w]) is var one && !contacts.Exists(c => one.Finds(c.Name) || (c.Called is { } called && one.Finds(called)))));
        var found = RedactedRows.Of(rows, redaction);
        foreach (var some in found.Chunk(RedactedRows.AtOnce))
        {
            var stands = head.MergedInto is null
                ? await _redacted.WriteAsync(new ChangeRequest(request.Tenant, head.It.Id, request.OpId, request.ById, request.At), PersonErasure.What, redaction, some, ct)
                : (await _tables.ApplyAsync(new ChangeSet(Keys.Crm, partition, [.. some.Select(RedactedRows.Write)]), ct)).All;
            if (!stands)
            {
                throw new StorageUnavailableException($"Customer {head.It.Id} is being changed while a colleague's name is taken out of its texts.");
            }
        }

        return found.Count;
    }
}
