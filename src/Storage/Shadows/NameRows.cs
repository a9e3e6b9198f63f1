using System.Runtime.CompilerServices;

namespace CrmBot.Storage;

/// <summary>The names of a tenant's customers one after the other, for whoever need not hold them all.</summary>
public sealed class NameRows
{
    private readonly ITables _tables;

    public NameRows(ITables tables) => _tables = tables;

    public async IAsyncEnumerable<CustomerName> EachAsync(string tenant, [EnumeratorCancellation] CancellationToken ct)
    {
        var range = new RowRange(Keys.Index, Keys.NamesStart(tenant), Keys.NamesEnd(tenant));
        string? next = null;
        do
        {
            var page = await _tables.QueryAsync(range, Rows.PageSize, next, ct);
            foreach (var row in page.Rows)
            {
                if (row.As(StoreJson.Default.NameRow).It is { } name)
                {
                    yield return name;
                }
            }

            next = page.Next;
        }
        while (next is not null);
    }
}
