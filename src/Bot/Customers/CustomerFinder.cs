using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Customers;

/// <summary>Which customer a person means.</summary>
internal abstract record Meant
{
    private Meant() { }

    internal sealed record One(CustomerName Customer, IReadOnlyList<CustomerName> AlsoCalledSo) : Meant;

    /// <summary>More than one fits equally well; the likeliest first.</summary>
    internal sealed record Several(IReadOnlyList<CustomerName> Customers) : Meant;

    /// <summary>None is called so; <paramref name="Near"/> are the nearest names.</summary>
    internal sealed record Nobody(IReadOnlyList<CustomerName> Near) : Meant;
}

/// <summary>Finds customers by any name; among equals the asker's own comes first. Names are for everyone in the tenant.</summary>
internal sealed class CustomerFinder(IndexStore index)
{
    /// <summary>How many candidates a person is asked to choose from.</summary>
    public const int MostCandidates = 6;

    public async Task<Meant> FindAsync(string tenant, Person asker, string text, CancellationToken ct)
    {
        var names = (await index.NamesAsync(tenant, ct)).ToDictionary(n => n.CustomerId, StringComparer.Ordinal);
        var hits = NameIndex.Build(names.Values.Select(Entry)).Find(text, MostCandidates);
        var best = hits.Where(h => h.Fit == hits[0].Fit).Select(h => names[h.Id]).ToList();
        if (hits.Count == 0 || hits[0].Fit == NameFit.Close)
        {
            return new Meant.Nobody(best);
        }

        var own = best.Where(n => n.OwnerId == asker.Id).ToList();
        return (best, own) switch
        {
            ([var only], _) => new Meant.One(only, []),
            (_, [var mine]) => new Meant.One(mine, [.. best.Where(n => n != mine)]),
            _ => new Meant.Several([.. own, .. best.Except(own)]),
        };
    }

    private static NameEntry Entry(CustomerName name) => new(name.CustomerId, [name.Name, .. name.Aliases], name.OwnerId);
}
