namespace CrmBot.Storage;

/// <summary>The words by which the customers of a tenant are sorted.</summary>
public sealed class TagStore(ITables tables)
{
    private const int HeadsAtOnce = 500;

    /// <summary>
    /// Each spelling once, the most used first. Costs a call per 500 customers: it is for the moment in which somebody makes a new word,
    /// and so nothing is derived that would have to be erased.
    /// </summary>
    public async ValueTask<IReadOnlyList<string>> AllAsync(string tenant, CancellationToken ct)
    {
        var used = new Dictionary<string, int>(StringComparer.Ordinal);
        string? next = null;
        do
        {
            var page = await tables.QueryAsync(Keys.Heads(tenant), HeadsAtOnce, next, ct);
            foreach (var tag in page.Rows.Select(r => r.As(StoreJson.Default.HeadRow)).Where(h => h.MergedInto is null && h.Erased is not true).SelectMany(h => h.It.Tags ?? []))
            {
                used[tag] = used.GetValueOrDefault(tag) + 1;
            }

            next = page.Next;
        }
        while (next is not null);
        return [.. used.OrderByDescending(u => u.Value).ThenBy(u => u.Key, StringComparer.Ordinal).Select(u => u.Key)];
    }
}
