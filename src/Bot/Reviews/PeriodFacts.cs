using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Reviews;

/// <summary>What people did since a local day, from their facts: what every count of a period is made of.</summary>
internal sealed class PeriodFacts(DeedStore deeds)
{
    /// <summary>
    /// Of each of the people everything that was done on that day or later, in the order of their names. What belongs to a day in somebody's
    /// zone is decided by the reader, so a day more is read at both ends; what was filed late about an earlier contact is in it.
    /// </summary>
    public async Task<IReadOnlyList<(Person Person, IReadOnlyList<Deed> Deeds)>> SinceAsync(
        string tenant, IReadOnlyList<Person> people, DateOnly first, DateTimeOffset now, CancellationToken ct)
    {
        var known = people.ToDictionary(p => p.Id, StringComparer.Ordinal);
        var all = new List<(Person Person, IReadOnlyList<Deed> Deeds)>();
        var from = new DateTimeOffset(first.AddDays(-1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        await foreach (var (id, some) in deeds.OfPeopleAsync(tenant, known.Keys, from, now.AddDays(1), ct))
        {
            all.Add((known[id], some));
        }

        all.Sort((a, b) => string.CompareOrdinal(a.Person.Name, b.Person.Name) is not 0 and var by ? by : string.CompareOrdinal(a.Person.Id, b.Person.Id));
        return all;
    }
}
