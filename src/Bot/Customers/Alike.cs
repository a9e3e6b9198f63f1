using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Customers;

/// <summary>
/// Customers that a new one may be in truth: called the same but for script, signs and legal form, sounding so, a letter apart, or with
/// a name that the new one begins with. Names, owners: no more than everyone in the tenant may know.
/// </summary>
internal sealed class Alike(CustomerNames names)
{
    private const int Most = 3;

    /// <summary>A shorter beginning is a place or a kind of business, which many share.</summary>
    private const int LeastHan = 4;
    private const int LeastLatin = 4;

    /// <param name="except">Id of a customer that is not looked for; null for none.</param>
    public async Task<IReadOnlyList<CustomerName>> ToAsync(string tenant, string name, string? except, CancellationToken ct)
    {
        var index = await names.OfAsync(tenant, ct);
        var hits = index.Find(name, Most + 1).Where(h => h.Fit is NameFit.Exact or NameFit.Start or NameFit.Pinyin or NameFit.Close)
            .Concat(Beginnings(name).SelectMany(beginning => index.Find(beginning, Most).Where(h => h.Fit == NameFit.Exact)));
        return
        [
            .. hits.Select(h => h.Id).Distinct(StringComparer.Ordinal).Where(id => id != except).Take(Most).Select(id => index[id]!)
                .Select(e => new CustomerName(e.Id, e.Names[0], [.. e.Names.Skip(1)], [], e.OwnerId ?? "", null)),
        ];
    }

    /// <summary>The longest first.</summary>
    private static IEnumerable<string> Beginnings(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 1)
        {
            return Enumerable.Range(1, words.Length - 1).Reverse().Select(n => string.Join(' ', words.Take(n))).Where(n => n.Length >= LeastLatin);
        }

        return name.Length > 0 && name[0] >= '\u3400' ? Enumerable.Range(LeastHan, Math.Max(0, Math.Min(10, name.Length) - LeastHan)).Reverse().Select(n => name[..n]) : [];
    }
}
