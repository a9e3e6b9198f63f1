namespace CrmBot.Domain;

/// <summary>Everybody of a tenant, and who reports to whom. Immutable; a circle of managers is tolerated.</summary>
public sealed class Company
{
    private readonly Dictionary<string, Person> people;
    private readonly ILookup<string, Person> byManager;
    private readonly Lazy<ILookup<string, string>> covered;
    private readonly string nameless = "";

    private Company(Company all, string nameless) =>
        (people, byManager, covered, this.nameless) = (all.people, all.byManager, all.covered, nameless);

    /// <param name="people">Everybody, also those who have left.</param>
    /// <param name="now">Decides who is away; null to take everybody as present.</param>
    public Company(IEnumerable<Person> people, DateTimeOffset? now = null)
    {
        this.people = people.ToDictionary(p => p.Id, StringComparer.Ordinal);
        byManager = this.people.Values.Where(p => p.ManagerId is not null).ToLookup(p => p.ManagerId!, StringComparer.Ordinal);
        covered = new(() => CoveredOf(now));
    }

    /// <summary>Ids of those who are away and whom the person stands in for now.</summary>
    public IEnumerable<string> CoveredBy(string personId) => covered.Value[personId];

    /// <summary>True when <paramref name="delegateId"/> stands in for <paramref name="personId"/> now.</summary>
    public bool Covers(string delegateId, string personId) => covered.Value[delegateId].Contains(personId, StringComparer.Ordinal);

    /// <summary>Everybody, also those who have left.</summary>
    public IReadOnlyCollection<Person> People => people.Values;

    /// <summary>Those who work here: to be offered, and to be given something.</summary>
    public IEnumerable<Person> Members => people.Values.Where(p => !p.Left);

    /// <summary>Null for someone who was never a member; one who has left is found.</summary>
    public Person? Find(string personId) => people.GetValueOrDefault(personId);

    /// <summary>The person's name, also of one who has left; the id of somebody unknown. See <see cref="Calling"/> for who was erased.</summary>
    public string NameOf(string personId) => Find(personId) is not { } person ? personId : person.Name.Length > 0 ? person.Name : nameless;

    /// <summary>The same people, where one without a name, who was erased, is called so.</summary>
    public Company Calling(string nameless) => new(this, nameless);

    /// <summary>Everybody who reports to the person at any depth, without the person; sorted by id.</summary>
    public IReadOnlyList<Person> ReportsOf(string personId)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { personId };
        var reports = new List<Person>();
        var open = new Queue<string>([personId]);
        while (open.TryDequeue(out var manager))
        {
            foreach (var report in byManager[manager].Where(r => seen.Add(r.Id)))
            {
                reports.Add(report);
                open.Enqueue(report.Id);
            }
        }

        reports.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return reports;
    }

    /// <summary>True when <paramref name="report"/> reports to <paramref name="manager"/> at any depth.</summary>
    public bool ReportsTo(string report, string manager)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = Find(report)?.ManagerId; at is not null && seen.Add(at); at = Find(at)?.ManagerId)
        {
            if (string.Equals(at, manager, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private ILookup<string, string> CoveredOf(DateTimeOffset? now) =>
        People.Where(p => now is not null && p.Leaves is { Count: > 0 })
            .Select(p => (Away: p.Id, Cover: Absence.CoverOf(p, now!.Value, Find)))
            .Where(p => p.Cover is Cover.By)
            .ToLookup(p => ((Cover.By)p.Cover).PersonId, p => p.Away, StringComparer.Ordinal);
}
