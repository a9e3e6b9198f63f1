using CrmBot.Domain;

namespace CrmBot.Bot.Directory;

/// <summary>A row that is taken: which person it is, and who that person's manager is then.</summary>
/// <param name="IsNew">Nobody of this id is stored.</param>
/// <param name="ManagerId">Null for none; meant only where the file has the column.</param>
internal sealed record PlannedPerson(PersonRow Row, string Id, bool IsNew, string? ManagerId);

/// <summary>What a file of people leads to; pure, so that looking at it and doing it say the same.</summary>
internal sealed class PeoplePlan
{
    private const int Longest = 100;
    private readonly Company company;
    private readonly Func<string, string?> idOf;
    private readonly Dictionary<int, PersonFault> faults = [];
    private readonly List<PlannedPerson> planned = [];

    private PeoplePlan(Company company, Func<string, string?> idOf) => (this.company, this.idOf) = (company, idOf);

    /// <param name="rows">As they stand in the file.</param>
    /// <param name="company">Everybody stored.</param>
    /// <param name="idOf">Whose a directory id is; ids are folded as the store does it.</param>
    /// <param name="newId">The id of somebody new, by what they are known by: always the same for the same.</param>
    public static (IReadOnlyList<PlannedPerson> People, IReadOnlyList<PersonFault> Faults) Of(
        IReadOnlyList<PersonRow> rows, Company company, Func<string, string?> idOf, Func<string, string> newId)
    {
        var plan = new PeoplePlan(company, idOf);
        plan.Find(rows, newId);
        plan.FindManagers();
        plan.LeaveOutCircles();
        plan.LeaveOutWithoutManager();
        return ([.. plan.planned.Where(p => !plan.faults.ContainsKey(p.Row.Row))], [.. plan.faults.Values.OrderBy(f => f.Row)]);
    }

    private void Find(IReadOnlyList<PersonRow> rows, Func<string, string> newId)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var claimed = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows)
        {
            var owners = row.DirectoryIds.Select(d => idOf(d) ?? claimed.GetValueOrDefault(d)).Where(o => o is not null).Distinct(StringComparer.Ordinal).ToList();
            if (row.DirectoryIds.Count == 0)
            {
                Refuse(row, PersonWhy.NoKey, "");
                continue;
            }

            var id = owners.Count == 0 ? newId(row.DirectoryIds[0]) : owners[0]!;
            var isNew = company.Find(id) is null;
            if (owners.Count > 1)
            {
                Refuse(row, PersonWhy.TwoPeople, string.Join(", ", row.DirectoryIds));
            }
            else if (!seen.Add(id))
            {
                Refuse(row, PersonWhy.Repeated, row.DirectoryIds[0]);
            }
            else if (Wrong(row, isNew) is { } wrong)
            {
                Refuse(row, wrong.Why, wrong.Value);
                planned.Add(new PlannedPerson(row, id, isNew, null));
            }
            else
            {
                row.DirectoryIds.ToList().ForEach(d => claimed.TryAdd(d, id));
                planned.Add(new PlannedPerson(row, id, isNew, null));
            }
        }
    }

    private static (PersonWhy Why, string Value)? Wrong(PersonRow row, bool isNew)
    {
        if (row.Cells.Values.FirstOrDefault(v => v.Length > Longest * 2) is { } text || (text = row[PersonColumn.Name]) is { Length: > Longest })
        {
            return (PersonWhy.TooLong, text[..20]);
        }

        return row[PersonColumn.Mail] is { Length: > 0 } mail && (mail.IndexOf('@', StringComparison.Ordinal) < 1 || mail.Contains(' ', StringComparison.Ordinal)) ? (PersonWhy.Mail, mail)
            : isNew && string.IsNullOrEmpty(row[PersonColumn.Name]) ? (PersonWhy.NoName, "")
            : row[PersonColumn.Role] is { } role && PersonValues.RoleOf(role) is null ? (PersonWhy.Role, role)
            : row[PersonColumn.Zone] is { Length: > 0 } zone && !Zones.IsKnown(zone) ? (PersonWhy.Zone, zone)
            : row[PersonColumn.Language] is { Length: > 0 } language && PersonValues.LanguageOf(language) is null ? (PersonWhy.Language, language)
            : PersonValues.LeftOf(row) is null ? (PersonWhy.YesNo, row[PersonColumn.Left] is { Length: > 0 } left ? left : row[PersonColumn.Active] ?? "")
            : null;
    }

    private void FindManagers()
    {
        for (var i = 0; i < planned.Count; i++)
        {
            var row = planned[i].Row;
            if (faults.ContainsKey(row.Row))
            {
                continue;
            }

            if (row[PersonColumn.Manager] is not { } said)
            {
                planned[i] = planned[i] with { ManagerId = company.Find(planned[i].Id)?.ManagerId };
                continue;
            }

            if (said.Length == 0)
            {
                continue;
            }

            var managers = ManagersCalled(said);
            if (managers.Count != 1)
            {
                Refuse(row, managers.Count == 0 ? PersonWhy.NoManager : PersonWhy.SeveralManagers, said);
                continue;
            }

            planned[i] = planned[i] with { ManagerId = managers[0] };
        }
    }

    // An id or a mail names one; a name may be several people's.
    private List<string> ManagersCalled(string said)
    {
        if (planned.FirstOrDefault(p => p.Row.DirectoryIds.Contains(said, StringComparer.OrdinalIgnoreCase)) is { } byId)
        {
            return [byId.Id];
        }

        if (idOf(said) is { } known && company.Find(known) is not null)
        {
            return [known];
        }

        var inFile = planned.Where(p => IsCalled(said, p.Row[PersonColumn.Name], p.Row[PersonColumn.EnglishName])).Select(p => p.Id);
        var before = company.People.Where(p => IsCalled(said, p.Name, p.EnglishName) && planned.TrueForAll(q => q.Id != p.Id)).Select(p => p.Id);
        return [.. inFile.Concat(before).Distinct(StringComparer.Ordinal)];
    }

    private static bool IsCalled(string said, string? name, string? englishName) =>
        string.Equals(said, name, StringComparison.OrdinalIgnoreCase) || string.Equals(said, englishName, StringComparison.OrdinalIgnoreCase);

    /// <summary>Every row whose person would report to themselves over whatever others the file says.</summary>
    private void LeaveOutCircles()
    {
        var managers = company.People.ToDictionary(p => p.Id, p => p.ManagerId, StringComparer.Ordinal);
        foreach (var person in planned.Where(p => !faults.ContainsKey(p.Row.Row)))
        {
            managers[person.Id] = person.ManagerId;
        }

        foreach (var person in planned.Where(p => !faults.ContainsKey(p.Row.Row)))
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var at = managers.GetValueOrDefault(person.Id); at is not null && seen.Add(at); at = managers.GetValueOrDefault(at))
            {
                if (at == person.Id)
                {
                    Refuse(person.Row, PersonWhy.Circle, person.Row[PersonColumn.Manager] ?? "");
                    break;
                }
            }
        }
    }

    /// <summary>Whose manager comes with the same file, and not at all: again and again, because these are managers too.</summary>
    private void LeaveOutWithoutManager()
    {
        for (var again = true; again;)
        {
            var there = planned.Where(p => !faults.ContainsKey(p.Row.Row)).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
            var lost = planned.Where(p => there.Contains(p.Id) && !faults.ContainsKey(p.Row.Row)
                && p.ManagerId is { } manager && company.Find(manager) is null && !there.Contains(manager)).ToList();
            lost.ForEach(p => Refuse(p.Row, PersonWhy.ManagerNotTaken, p.Row[PersonColumn.Manager] ?? ""));
            again = lost.Count > 0;
        }
    }

    private void Refuse(PersonRow row, PersonWhy why, string value) => faults.TryAdd(row.Row, new PersonFault(row.Row, why, value));
}
