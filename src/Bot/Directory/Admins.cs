using System.Collections.Concurrent;
using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Directory;

/// <summary>
/// Who is an administrator by the settings. It lies over the stored role whenever a person is read, so that a name taken out
/// of the settings has the role again that an import or the first contact gave.
/// </summary>
internal sealed class Admins(PeopleStore people, IOptions<PeopleOptions> options)
{
    // Whom a directory id names is written once for good.
    private readonly ConcurrentDictionary<(string Tenant, string DirectoryId), string> known = [];

    /// <summary>Ids of those administrators who were met or imported.</summary>
    public async ValueTask<IReadOnlySet<string>> OfAsync(string tenant, CancellationToken ct)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var directoryId in options.Value.AdminIds())
        {
            if (known.TryGetValue((tenant, directoryId), out var id) || await people.IdOfAsync(tenant, directoryId, ct) is { } found && (id = found) is not null)
            {
                known[(tenant, directoryId)] = id;
                ids.Add(id);
            }
        }

        return ids;
    }

    public async ValueTask<Person> WithRoleAsync(string tenant, Person person, CancellationToken ct) =>
        (await OfAsync(tenant, ct)).Contains(person.Id) ? person with { Role = Role.Admin } : person;
}
