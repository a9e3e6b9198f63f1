using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>Who changed which customer: ids and codes only, kept for good, also after the customer is erased.</summary>
/// <param name="Rev">Revision of the customer that the change made.</param>
/// <param name="ById">Who did it.</param>
/// <param name="At">People's time.</param>
/// <param name="What">Code of the operation, from <see cref="CustomerEdit.What"/>.</param>
/// <param name="OwnerBefore">Whose the customer was; null when it is new.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Items">What the change touched beside the head.</param>
public sealed record AuditChange(
    string CustomerId, int Rev, string OpId, string ById, DateTimeOffset At, string What, string? OwnerBefore, string? Owner, IReadOnlyList<AuditItem> Items);

/// <param name="Kind"><c>filed</c>, <c>edited</c>, <c>step</c>, <c>contact</c>, <c>order</c> and so on.</param>
public sealed record AuditItem(string Kind, string Id);

/// <summary>Reads what was done, by day over all customers or by customer; the latest first.</summary>
public sealed class AuditStore
{
    private readonly ITables _tables;

    public AuditStore(ITables tables) => _tables = tables;

    /// <summary>What was done in a tenant on a local day. A change may be missing for a moment, while its copies follow.</summary>
    /// <param name="zone">IANA zone whose day is meant.</param>
    /// <param name="take">1 to 100 changes.</param>
    /// <param name="next">From the page before; null for the first.</param>
    public async ValueTask<Page<AuditChange>> DayAsync(string tenant, DateOnly day, string zone, int take, string? next, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, 100);
        var first = Zones.InstantOf(day, TimeOnly.MinValue, zone);
        var last = Zones.InstantOf(day.AddDays(1), TimeOnly.MinValue, zone).AddTicks(-1);
        var from = Keys.AuditFrom(last);
        if (next is not null && string.CompareOrdinal(next, from) > 0)
        {
            from = next;
        }

        var changes = new List<AuditChange>();
        var rows = new List<Row>();
        for (var utc = last.UtcDateTime; utc.Date >= first.UtcDateTime.Date; utc = utc.AddDays(-1))
        {
            var merge = new KeyMerge(_tables, Keys.AuditDay(tenant, DateOnly.FromDateTime(utc))
                .Select(bucket => new RowRange(Keys.Index, bucket, null, from, Keys.AuditFrom(first.AddTicks(-1)))));
            while (await merge.NextAsync(ct) is { } row)
            {
                if (rows is [.., var before] && Keys.AuditChange(before.RowKey) != Keys.AuditChange(row.RowKey))
                {
                    changes.Add(Change(rows));
                    if (changes.Count == take)
                    {
                        return new Page<AuditChange>(changes, row.RowKey);
                    }

                    rows.Clear();
                }

                rows.Add(row);
            }
        }

        return new Page<AuditChange>(rows.Count > 0 ? [.. changes, Change(rows)] : changes, null);
    }

    /// <summary>What was done to one customer, from its own events; after a merge, of the one it was merged into.</summary>
    /// <param name="take">1 to 100 changes.</param>
    /// <param name="next">From the page before; null for the first.</param>
    /// <returns>Empty when there is no such customer.</returns>
    public async ValueTask<Page<AuditChange>> OfCustomerAsync(string tenant, string customerId, int take, string? next, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, 100);
        if ((await new CustomerReader(_tables).ReadAsync(tenant, customerId, ct)).File is not { } file)
        {
            return new Page<AuditChange>([], null);
        }

        // Events are ordered by their revision, so the latest are the end of the range. A merge leaps over revisions, which then
        // have none: what is looked into widens until the page is full.
        var end = int.TryParse(next, out var given) ? Math.Min(given, file.Rev + 1) : file.Rev + 1;
        var changes = new List<AuditChange>();
        for (var width = take; end > 1 && changes.Count < take; width *= 2)
        {
            var start = Math.Max(1, end - width);
            var rows = await _tables.AllAsync(
                new RowRange(Keys.Crm, Keys.Customer(tenant, file.Head.Id), null, Keys.Events(start), Keys.Events(end)), ct);
            changes.AddRange(Events.Unpacked(rows.Select(r => r.As(StoreJson.Default.EventRow))).GroupBy(e => e.Rev).OrderByDescending(g => g.Key).Select(g => Change(file.Head.Id, [.. g])));
            end = start;
        }

        var more = changes.Count > take || end > 1;
        return new Page<AuditChange>([.. changes.Take(take)], more && changes.Count > 0 ? $"{changes[Math.Min(take, changes.Count) - 1].Rev}" : null);
    }

    private static AuditChange Change(IReadOnlyList<Row> rows)
    {
        var copies = rows.Select(r => r.As(StoreJson.Default.AuditRow)).ToList();
        return Change(copies[0].CustomerId, [.. copies.Select(c => c.It)]);
    }

    private static AuditChange Change(string customerId, IReadOnlyList<EventRow> events)
    {
        var one = events.FirstOrDefault(e => e.Kind == EventRow.Head) ?? events[0];
        return new AuditChange(
            customerId, one.Rev, one.OpId, one.ById, one.At, one.What, one.OwnerBefore, one.Owner,
            [.. events.Where(e => e.Kind != EventRow.Head).Select(e => new AuditItem(e.Kind, e.Id))]);
    }
}
