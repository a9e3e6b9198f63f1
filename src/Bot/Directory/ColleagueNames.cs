using System.Collections.Concurrent;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Directory;

/// <summary>The names of every tenant's members, ready to be looked up; built anew when one of them changes.</summary>
internal sealed class ColleagueNames
{
    private readonly ConcurrentDictionary<string, (IReadOnlyList<string> Names, NameIndex Index)> tenants = new(StringComparer.Ordinal);

    public NameIndex Of(string tenant, Company company)
    {
        var entries = company.Members.Select(Colleagues.Entry).ToList();
        List<string> names = [.. entries.SelectMany(e => e.Names.Prepend(e.Id).Append(""))];
        if (tenants.TryGetValue(tenant, out var known) && known.Names.SequenceEqual(names, StringComparer.Ordinal))
        {
            return known.Index;
        }

        var index = NameIndex.Build(entries);
        tenants[tenant] = (names, index);
        return index;
    }
}
