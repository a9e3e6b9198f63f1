using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>Compares people's lists, facts, names and audit copies of one tenant with its customers.</summary>
internal sealed class IndexPart(ITables tables, TimeProvider time, Hints hints, Findings findings)
{
    /// <summary>Customers whose rows are held at once; of those that differ only.</summary>
    private const int Chunk = 200;

    private readonly CustomerReader reader = new(tables);

    /// <param name="visit">Is shown every customer that was not merged into another.</param>
    public async ValueTask RunAsync(string tenant, Func<CustomerFile, CancellationToken, ValueTask> visit, CancellationToken ct)
    {
        var sums = new RowSums();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        var (from, to) = Keys.AllCustomers(tenant);
        await foreach (var head in tables.EachAsync(new RowRange(Keys.Crm, from, to, Keys.Head, Keys.Head + "!"), ct))
        {
            findings.Step(tenant, "truth");
            findings.Customers++;
            var id = head.As(StoreJson.Default.HeadRow).It.Id;
            ids[Keys.Part(id)] = id;
            var (file, rows) = await ExpectedAsync(tenant, id, ct);
            foreach (var row in rows)
            {
                sums.Expect(Keys.Part(id), row);
            }

            if (file is not null)
            {
                await visit(file, ct);
            }
        }

        var (firstPerson, lastPerson) = Keys.AllPeople(tenant);
        await foreach (var told in tables.EachAsync(new RowRange(Keys.Crm, firstPerson, lastPerson, Keys.AllEvents, Keys.AllEvents + '\uffff'), ct))
        {
            if (told.As(StoreJson.Default.EventRow) is not { What: PersonErasure.What } e)
            {
                continue;
            }

            ids[Keys.Part(e.Id)] = e.Id;
            foreach (var row in IndexRows.Of(tenant, e.Id, null, [e]))
            {
                sums.Expect(Keys.Part(e.Id), row);
            }
        }

        foreach (var row in (await ExpectedAsync(tenant, FieldStore.Subject, ct)).Rows)
        {
            sums.Expect(Keys.Part(FieldStore.Subject), row);
        }

        await foreach (var (customer, row) in StandingAsync(tenant, ct))
        {
            findings.Step(tenant, "lists");
            sums.Stands(customer, row);
        }

        findings.Rows += sums.Rows;
        foreach (var chunk in sums.Different.Chunk(Chunk))
        {
            var standing = chunk.ToDictionary(c => c, _ => new List<ShadowRow>(), StringComparer.Ordinal);
            await foreach (var (customer, row) in StandingAsync(tenant, ct))
            {
                if (standing.TryGetValue(customer, out var rows))
                {
                    rows.Add(row);
                }
            }

            foreach (var (customer, rows) in standing)
            {
                await CompareAsync(tenant, ids.GetValueOrDefault(customer) ?? customer, rows, ct);
            }
        }
    }

    /// <summary>The rows as they stand are read first and the truth after them, so that it is never older than they are.</summary>
    private async ValueTask CompareAsync(string tenant, string customerId, IReadOnlyList<ShadowRow> seen, CancellationToken ct)
    {
        var keys = seen.Concat((await ExpectedAsync(tenant, customerId, ct)).Rows).Select(r => (r.PartitionKey, r.RowKey)).Distinct().ToList();
        var standing = new List<(string Partition, string Key, Row? Row)>();
        foreach (var (partition, key) in keys)
        {
            standing.Add((partition, key, await tables.GetAsync(Keys.Index, partition, key, ct)));
        }

        var (file, rows) = await ExpectedAsync(tenant, customerId, ct);
        var expected = rows.ToDictionary(r => (r.PartitionKey, r.RowKey), r => r.Data);
        if (await hints.StandAsync(tenant, customerId, ct))
        {
            findings.UnderWay(tenant, customerId);
            return;
        }

        foreach (var (partition, key, row) in standing)
        {
            var should = expected.GetValueOrDefault((partition, key));
            var stands = row is null ? null : IndexRows.Standing(tenant, row)?.Row.Data;
            if (should is null ? stands is null : stands is not null && should.AsSpan().SequenceEqual(stands))
            {
                continue;
            }

            var fault = should is null ? ShadowFault.Extra : stands is null ? ShadowFault.Missing : ShadowFault.Different;
            var kind = IndexRows.Kind(tenant, partition)!;
            var right = should is not null ? Rows.Over(row, key, should)
                : kind == "list" ? Tombstone(row!, file?.Rev ?? 0)
                : new Change.Delete(key, row!.ETag);
            var set = new ChangeSet(Keys.Index, partition, [right]);
            await findings.AddAsync(
                new ShadowDifference(tenant, kind, fault, customerId, partition, key),
                kind == "name" ? [NameLog.Entry(tenant, customerId, file?.Rev ?? 0, time.GetUtcNow()).Set, set] : [set],
                ct);
        }
    }

    // A list row that was only deleted could be written again by a writer that is late.
    private Change.Replace Tombstone(Row row, int rev)
    {
        var gone = new StakeRow(Rows.V, Math.Max(rev, row.As(StoreJson.Default.StakeRow).Rev), time.GetUtcNow(), null);
        return new Change.Replace(row.RowKey, row.ETag, Rows.Bytes(gone, StoreJson.Default.StakeRow));
    }

    /// <summary>What follows from a customer; its file is null when it was merged into another, or there is none.</summary>
    private async ValueTask<(CustomerFile? File, IReadOnlyList<ShadowRow> Rows)> ExpectedAsync(string tenant, string customerId, CancellationToken ct)
    {
        if (customerId == FieldStore.Subject)
        {
            var changes = await tables.AllAsync(RowRange.Prefix(Keys.Sys, Keys.Fields(tenant), Keys.AllEvents), ct);
            return (null, [.. IndexRows.Of(tenant, customerId, null, [.. changes.Select(r => r.As(StoreJson.Default.EventRow))])]);
        }

        var loaded = await reader.ReadAsync(tenant, customerId, ct);
        var file = loaded.Id == customerId ? loaded.File : null;
        var rows = await tables.AllAsync(RowRange.Prefix(Keys.Crm, Keys.Customer(tenant, customerId), Keys.AllEvents), ct);
        if (rows.Count == 0)
        {
            // What was done to a person is told under the person's id.
            rows = await tables.AllAsync(RowRange.Prefix(Keys.Crm, Keys.OfPerson(tenant, customerId), Keys.AllEvents), ct);
        }

        var events = Events.Unpacked(rows.Select(r => r.As(StoreJson.Default.EventRow))).Where(e => file is null || e.Rev <= file.Rev).ToList();
        return (file, [.. IndexRows.Of(tenant, customerId, file, events)]);
    }

    private async IAsyncEnumerable<(string Customer, ShadowRow Row)> StandingAsync(
        string tenant, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var (from, to) = Keys.AllOf(tenant);
        await foreach (var row in tables.EachAsync(new RowRange(Keys.Index, from, to), ct))
        {
            if (IndexRows.Standing(tenant, row) is { } one)
            {
                yield return one;
            }
        }
    }
}
