namespace CrmBot.Storage;

/// <summary>A copy of an event of a customer, to be read by day.</summary>
internal sealed record AuditRow(int V, string CustomerId, EventRow It);

/// <summary>Copies of the events of one revision for the day view. Events never change, so writing a copy again changes nothing.</summary>
internal static class AuditCopies
{
    public static IEnumerable<ChangeSet> Of(string tenant, string customerId, IReadOnlyList<EventRow> events) =>
        events.Select((e, i) => (Event: e, Nth: i))
            .GroupBy(x => Keys.Audit(tenant, customerId, x.Event.At), StringComparer.Ordinal)
            .Select(g => new ChangeSet(Keys.Index, g.Key, [.. g.Select(x => Put(customerId, x.Event, x.Nth))]));

    private static Change Put(string customerId, EventRow e, int nth) => new Change.Put(
        Keys.AuditOf(e.At, customerId, e.Rev, nth), Rows.Bytes(new AuditRow(Rows.V, customerId, e), StoreJson.Default.AuditRow));
}
