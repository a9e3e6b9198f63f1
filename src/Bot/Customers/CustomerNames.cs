using System.Collections.Concurrent;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Customers;

/// <summary>
/// The names of every tenant's customers, ready to be looked up. Loaded at the first look-up; after that what this process wrote
/// is in the next look-up, and what others wrote in 10 seconds, or in 30 while the store is away.
/// </summary>
internal sealed class CustomerNames(NameLog log, TimeProvider machine, ILogger<CustomerNames> logger) : INameSignal
{
    private readonly ConcurrentDictionary<string, TenantNames> tenants = new(StringComparer.Ordinal);

    /// <exception cref="StorageUnavailableException">The names are not known to be true, and the store does not tell.</exception>
    public ValueTask<NameIndex> OfAsync(string tenant, CancellationToken ct) =>
        tenants.GetOrAdd(tenant, t => new TenantNames(t, log, machine, logger)).NowAsync(ct);

    public void Renamed(string tenant, NameChange change, CustomerName? name)
    {
        if (tenants.TryGetValue(tenant, out var names))
        {
            names.Heard(change, name);
        }
    }
}
