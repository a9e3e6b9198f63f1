using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Customers;

/// <summary>Which customer a person means. The names are as they are found by; read the customer for what else is true of it.</summary>
internal abstract record Meant
{
    private Meant() { }

    /// <param name="Fit">How well the name fits; of a contact's name it is that name.</param>
    internal sealed record One(CustomerName Customer, IReadOnlyList<CustomerName> AlsoCalledSo, NameFit Fit) : Meant;

    /// <summary>More than one fits equally well; the likeliest first.</summary>
    internal sealed record Several(IReadOnlyList<CustomerName> Customers, NameFit Fit) : Meant;

    /// <summary>None is called so; <paramref name="Near"/> are the nearest names.</summary>
    internal sealed record Nobody(IReadOnlyList<CustomerName> Near) : Meant;
}

/// <summary>Finds customers by any name; among equals the asker's own comes first. Names are for everyone in the tenant, contacts are not.</summary>
internal sealed class CustomerFinder(CustomerNames names, IndexStore lists, PeopleStore people, Topics topics)
{
    /// <summary>How many candidates a person is asked to choose from.</summary>
    public const int MostCandidates = 6;

    /// <exception cref="StorageUnavailableException">Nobody can say now who is called so.</exception>
    public async Task<Meant> FindAsync(string tenant, Person asker, string text, CancellationToken ct)
    {
        var index = await names.OfAsync(tenant, ct);
        if (ThisOne.IsSaid(text))
        {
            // Its words are no name: of nothing spoken of, nobody is meant.
            return await topics.NowAsync(tenant, asker.Id, ct) is { CustomerId.Length: > 0 } topic && index[topic.CustomerId] is { } spokenOf
                ? new Meant.One(NameOf(spokenOf), [], NameFit.Exact)
                : new Meant.Nobody([]);
        }

        var hits = index.Find(text, MostCandidates, asker.Id);
        if ((hits.Count == 0 || hits[0].Fit > NameFit.Part) && await ByContactAsync(index, tenant, asker, text, ct) is { Count: > 0 } contacts)
        {
            hits = contacts;
        }

        var best = hits.Where(h => h.Fit == hits[0].Fit).Select(h => NameOf(index[h.Id]!)).ToList();
        if (hits.Count == 0 || hits[0].Fit == NameFit.Close)
        {
            return new Meant.Nobody(best);
        }

        var own = best.Where(n => n.OwnerId == asker.Id).ToList();
        return (best, own) switch
        {
            ([var only], _) => new Meant.One(only, [], hits[0].Fit),
            (_, [var mine]) => new Meant.One(mine, [.. best.Where(n => n != mine)], hits[0].Fit),
            _ => new Meant.Several([.. own, .. best.Except(own)], hits[0].Fit),
        };
    }

    /// <summary>
    /// Whether the text alone is a name. Letters that sound like a name are one only of a customer of the asker's: among all of
    /// a company's customers any few letters sound like one.
    /// </summary>
    public async Task<bool> IsNameAsync(string tenant, Person asker, string text, CancellationToken ct) =>
        await FindAsync(tenant, asker, text, ct) switch
        {
            Meant.One one => one.Fit <= NameFit.Part || one.Customer.OwnerId == asker.Id,
            Meant.Several several => several.Fit <= NameFit.Part || several.Customers[0].OwnerId == asker.Id,
            _ => false,
        };

    /// <summary>Whether the text names somebody at a customer in sight, and no customer.</summary>
    public async Task<bool> IsContactAsync(string tenant, Person asker, string text, CancellationToken ct)
    {
        var index = await names.OfAsync(tenant, ct);
        return !ThisOne.IsSaid(text) && index.Find(text, 1, asker.Id) is [] or [{ Fit: > NameFit.Part }] && (await ByContactAsync(index, tenant, asker, text, ct)).Count > 0;
    }

    /// <summary>A customer whose name differs in nothing but script, case, width, signs, legal form and a place in brackets; null when there is none.</summary>
    public async Task<CustomerName?> NamesakeAsync(string tenant, string name, CancellationToken ct)
    {
        var index = await names.OfAsync(tenant, ct);
        var same = index.Find(name, MostCandidates).Where(h => h.Fit == NameFit.Exact).Select(h => NameOf(index[h.Id]!)).ToList();
        return same.Find(n => string.Equals(n.Name, name, StringComparison.OrdinalIgnoreCase)) ?? (same.Count > 0 ? same[0] : null);
    }

    /// <summary>Customers in sight with a contact of exactly this name: a shadow of sight, which is decided on the customer when it is shown.</summary>
    private async Task<IReadOnlyList<NameHit>> ByContactAsync(NameIndex index, string tenant, Person asker, string text, CancellationToken ct)
    {
        if (index.FindByContact(text, _ => true, 1) is not [{ Fit: NameFit.Exact }])
        {
            return [];
        }

        var (everybody, own) = (people.AllAsync(tenant, ct).AsTask(), lists.OfPersonAsync(tenant, asker.Id, ct).AsTask());
        await Task.WhenAll(everybody, own);
        var company = new Company(await everybody);
        var involved = (await own).Select(s => s.CustomerId).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. index.FindByContact(
                    text, e => e.OwnerId == asker.Id || involved.Contains(e.Id) || (e.OwnerId is { } owner && company.ReportsTo(owner, asker.Id)), MostCandidates, asker.Id)
                .Where(h => h.Fit == NameFit.Exact),
        ];
    }

    private static CustomerName NameOf(NameEntry entry) =>
        new(entry.Id, entry.Names[0], [.. entry.Names.Skip(1)], entry.Contacts, entry.OwnerId ?? "", null);
}
