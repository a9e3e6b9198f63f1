using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>A row of the index as it should be, or as it stands, in today's schema.</summary>
internal sealed record ShadowRow(string PartitionKey, string RowKey, byte[] Data);

/// <summary>The rows of the index that follow from one customer.</summary>
internal static class IndexRows
{
    /// <param name="file">The customer with all closed steps; null when it was merged into another and only its history counts.</param>
    /// <param name="events">All of its events, in order.</param>
    public static IEnumerable<ShadowRow> Of(string tenant, string customerId, CustomerFile? file, IReadOnlyList<EventRow> events)
    {
        foreach (var person in file is null ? [] : Stakes.People(file).Distinct(StringComparer.Ordinal))
        {
            var stake = new StakeRow(Rows.V, file!.Rev, null, Stakes.Of(file, person));
            yield return new ShadowRow(Keys.Stakes(tenant, person), Keys.Stake(customerId), Rows.Bytes(stake, StoreJson.Default.StakeRow));
        }

        if (file is not null)
        {
            var name = new NameRow(Rows.V, file.Rev, Stakes.NameOf(file));
            yield return new ShadowRow(Keys.Names(tenant, customerId), Keys.Name(customerId), Rows.Bytes(name, StoreJson.Default.NameRow));
        }

        foreach (var rev in events.GroupBy(e => e.Rev))
        {
            List<EventRow> ofRev = [.. rev];
            foreach (var set in Facts.Of(tenant, customerId, ofRev).Concat(AuditCopies.Of(tenant, customerId, ofRev)))
            {
                foreach (var put in set.Changes.Cast<Change.Put>())
                {
                    yield return new ShadowRow(set.PartitionKey, put.RowKey, put.Data.ToArray());
                }
            }
        }
    }

    /// <summary>A stored row as today's schema writes it, with the key part of its customer; null for what is compared with nothing.</summary>
    public static (string Customer, ShadowRow Row)? Standing(string tenant, Row row)
    {
        var customer = Keys.Parts(row.RowKey) is [_, var second, ..] ? second : row.RowKey;
        var data = Kind(tenant, row.PartitionKey) switch
        {
            "list" => row.As(StoreJson.Default.StakeRow) is { It: not null } stake ? Rows.Bytes(stake with { V = Rows.V }, StoreJson.Default.StakeRow) : null,
            "name" => row.As(StoreJson.Default.NameRow) is { It: not null } name ? Rows.Bytes(name with { V = Rows.V }, StoreJson.Default.NameRow) : null,
            "fact" => Rows.Bytes(row.As(StoreJson.Default.FactRow) with { V = Rows.V }, StoreJson.Default.FactRow),
            "audit" => Rows.Bytes(row.As(StoreJson.Default.AuditRow) with { V = Rows.V }, StoreJson.Default.AuditRow),
            _ => null,
        };
        return data is null ? null : (customer, new ShadowRow(row.PartitionKey, row.RowKey, data));
    }

    /// <summary>What a partition of the index holds; null for what does not follow from customers alone.</summary>
    public static string? Kind(string tenant, string partition)
    {
        var parts = Keys.Parts(partition[(Keys.Part(tenant).Length + 1)..]);
        return (parts.Length < 2 ? "" : parts[0]) switch
        {
            "o" => "list",
            "a" => "fact",
            "n" => "name",
            "audit" => "audit",
            _ => null,
        };
    }
}
