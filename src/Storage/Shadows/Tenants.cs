using System.Runtime.CompilerServices;

namespace CrmBot.Storage;

/// <summary>The tenants that have a customer or a person; each is found by one call: the first partition after the one before.</summary>
internal static class Tenants
{
    /// <summary>The first one, or the first after another, as they stand in keys; null when there is none.</summary>
    public static async ValueTask<string?> NextAsync(this ITables tables, string? after, CancellationToken ct)
    {
        var from = after is null ? Keys.FirstPartition : Keys.AfterTenant(after);
        var page = await tables.QueryAsync(new RowRange(Keys.Crm, from, Keys.PartitionsEnd), 1, null, ct);
        return page.Rows is [var first, ..] ? Keys.TenantOf(first.PartitionKey) : null;
    }

    /// <summary>All of them, as they are called.</summary>
    public static async IAsyncEnumerable<string> TenantsAsync(this ITables tables, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var part = await tables.NextAsync(null, ct); part is not null; part = await tables.NextAsync(part, ct))
        {
            yield return Keys.TextOf(part);
        }
    }
}
