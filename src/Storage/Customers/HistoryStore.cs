using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>One edition of a record.</summary>
/// <param name="By">The operation that wrote it; null where its events are not there.</param>
public sealed record Edition(FollowUp It, Operation? By);

/// <summary>Something a person did, as their facts tell: find with it, then read the customer.</summary>
/// <param name="Code">Such as <c>filed</c>, <c>edited</c>, <c>done</c>, <c>unfiled</c>, <c>reopened</c>.</param>
/// <param name="Id">Of the record or the step.</param>
/// <param name="Rev">Revision of the customer that it made.</param>
/// <param name="OnTime">Of something done: whether on its day or before; null for all else.</param>
public sealed record Act(DateTimeOffset At, string CustomerId, int Rev, string Code, string? Id, bool? OnTime, bool? Shallow);

/// <summary>What was done to customers, by whom and when: the input of undo and history.</summary>
public sealed class HistoryStore
{
    private const int MostEditions = 100;

    private readonly ITables _tables;
    private readonly CustomerReader _reader;

    public HistoryStore(ITables tables)
    {
        _tables = tables;
        _reader = new CustomerReader(tables);
    }

    /// <summary>What an operation did; null when it was not committed, or its receipt is older than receipts are kept.</summary>
    /// <param name="customerId">Also of one that was merged since: events and receipts stay where they were written.</param>
    public async ValueTask<Operation?> OperationAsync(string tenant, string customerId, string opId, CancellationToken ct)
    {
        foreach (var id in new[] { customerId, await _reader.IdAsync(tenant, customerId, ct) }.Distinct(StringComparer.Ordinal))
        {
            if (await _reader.OpAsync(tenant, id, opId, ct) is { Op: { Void: false } op })
            {
                return await OfAsync(tenant, id, op.Rev, ct);
            }
        }

        return null;
    }

    /// <summary>What the change did that made a revision of exactly this customer, as a fact names both; null when there is none.</summary>
    public ValueTask<Operation?> ChangeAsync(string tenant, string customerId, int rev, CancellationToken ct) => OfAsync(tenant, customerId, rev, ct);

    /// <summary>Every change of a customer's status, in order, from its own events; after a merge, of the one it was merged into. As many calls as pages of events.</summary>
    /// <returns>Empty when there is no such customer.</returns>
    public async ValueTask<IReadOnlyList<StatusMove>> StatusesAsync(string tenant, string customerId, CancellationToken ct)
    {
        if (await _reader.StandingAsync(tenant, customerId, ct) is not { } id)
        {
            return [];
        }

        var moves = new List<StatusMove>();
        await foreach (var row in _tables.EachAsync(RowRange.Prefix(Keys.Crm, Keys.Customer(tenant, id), Keys.AllEvents), ct))
        {
            var e = row.As(StoreJson.Default.EventRow);
            if (e is { Kind: EventRow.Head, Status: { } to } && e.StatusBefore != to)
            {
                moves.Add(new StatusMove(e.At, e.Rev, e.StatusBefore, to, e.ById, e.What));
            }
        }

        return moves;
    }

    /// <summary>Every edition of a record, the latest first; empty when there is no such record.</summary>
    /// <param name="customerId">The one that the record was filed at, where that is known: who wrote an edition stands there, also after a merge.</param>
    public async ValueTask<IReadOnlyList<Edition>> EditionsAsync(string tenant, string customerId, string followUpId, CancellationToken ct)
    {
        if (await _reader.StandingAsync(tenant, customerId, ct) is not { } id || await _reader.FollowUpAsync(tenant, id, followUpId, ct) is not { } latest)
        {
            return [];
        }

        var earlier = await _reader.EditionsAsync(tenant, id, followUpId, MostEditions, ct);
        var kept = earlier.Select(r => r.As(StoreJson.Default.KeptFollowUp)).Append(latest.Kept).OrderByDescending(k => k.It.Edition).ToList();
        var done = await Task.WhenAll(kept.Select(k => WroteAsync(tenant, customerId, id, k, ct)));
        return [.. kept.Zip(done, (k, d) => new Edition(k.It, d))];
    }

    /// <summary>The operation that wrote an edition. A row that was copied by a merge has the revision of the customer it came from.</summary>
    private async Task<Operation?> WroteAsync(string tenant, string filedAt, string customerId, Kept<FollowUp> edition, CancellationToken ct) =>
        await OfAsync(tenant, customerId, edition.Rev, ct) is { } here && here.FollowUpId == edition.It.Id ? here
        : filedAt != customerId && await OfAsync(tenant, filedAt, edition.Rev, ct) is { } there && there.FollowUpId == edition.It.Id ? there
        : null;

    /// <summary>What a person did in a month (UTC), in order; as many calls as pages.</summary>
    public async ValueTask<IReadOnlyList<Act>> ActsAsync(string tenant, string personId, DateTimeOffset month, CancellationToken ct)
    {
        var rows = await _tables.AllAsync(new RowRange(Keys.Index, Keys.Facts(tenant, personId, month)), ct);
        return [.. rows.Select(ActOf).OrderBy(a => a.At).ThenBy(a => a.Rev)];
    }

    /// <summary>Removes what is left of the editions of a record that is gone: one with very many of them.</summary>
    /// <returns>How many were removed.</returns>
    public async ValueTask<int> SweepAsync(string tenant, string customerId, string followUpId, CancellationToken ct)
    {
        var id = await _reader.IdAsync(tenant, customerId, ct);
        if (await _reader.FollowUpAsync(tenant, id, followUpId, ct) is not null)
        {
            return 0;
        }

        var removed = 0;
        while (await _reader.EditionsAsync(tenant, id, followUpId, MostEditions, ct) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
            {
                await _tables.ApplyAsync(new ChangeSet(Keys.Crm, Keys.Customer(tenant, id), [new Change.Delete(row.RowKey, null)]), ct);
                removed++;
            }
        }

        return removed;
    }

    private async ValueTask<Operation?> OfAsync(string tenant, string id, int rev, CancellationToken ct)
    {
        var events = await _reader.EventsAsync(tenant, id, rev, ct);
        if (events.Count == 0)
        {
            return null;
        }

        var head = events.FirstOrDefault(e => e.Kind == EventRow.Head) ?? events[0];
        var steps = events.Where(e => e.Kind == EventRow.Step).ToList();
        return new Operation(
            head.OpId, rev, head.What, head.ById, head.At, events.FirstOrDefault(e => e.Kind is EventRow.Filed or EventRow.Edited)?.Id,
            steps.Count > 0 ? steps[0].Id : null, head.StatusBefore, head.Status, head.LastContactBefore, head.LastContact,
            [.. steps.Select(e => new StepMove(e.Id, e.StateBefore, e.State ?? StepState.Open, e.Ver ?? 0, e.OwnerBefore, e.Owner ?? e.ById, e.DueBefore, e.Due))]);
    }

    private static Act ActOf(Row row)
    {
        var parts = Keys.Parts(row.RowKey);
        var fact = row.As(StoreJson.Default.FactRow);
        var at = new DateTimeOffset(long.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero);
        return new Act(at, Keys.TextOf(parts[1]), int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture), fact.Code, fact.Id, fact.OnTime, fact.Shallow);
    }
}
