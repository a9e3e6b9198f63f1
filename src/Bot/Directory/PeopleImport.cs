using CrmBot.Bot.Files;
using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Directory;

/// <summary>Takes people, managers, roles and teams from a file. The same file twice changes nothing.</summary>
internal sealed class PeopleImport(PeopleStore people, IOptions<BotOptions> options)
{
    /// <summary>What a file of people says: its rows, and those that cannot be read. Null for a file of something else.</summary>
    /// <param name="file">Seekable: CSV in UTF-8 or GB18030, or XLSX.</param>
    /// <exception cref="FileRefusedException">It is no table.</exception>
    public static (IReadOnlyList<PersonRow> Rows, IReadOnlyList<PersonFault> Faults)? Read(Stream file)
    {
        IReadOnlyList<PersonColumn?>? columns = null;
        var (rows, faults) = (new List<PersonRow>(), new List<PersonFault>());
        foreach (var row in TableFile.Rows(file, TableFile.FormatOf(file)))
        {
            if (columns is null)
            {
                if (PeopleColumns.Recognise(row.Cells) is not { } known)
                {
                    return null;
                }

                columns = known;
            }
            else
            {
                Add(columns, row, rows, faults);
            }
        }

        return (rows, faults);
    }

    /// <summary>What one row says of a person, or that it cannot be read.</summary>
    public static void Add(IReadOnlyList<PersonColumn?> columns, FileRow row, List<PersonRow> rows, List<PersonFault> faults)
    {
        if (row.Broken is { } broken)
        {
            faults.Add(new PersonFault(row.Number, PersonWhy.Broken, broken.ToString()));
        }
        else
        {
            rows.Add(RowOf(columns, row));
        }
    }

    /// <summary>Writes every row that can be taken, and says of the others why not.</summary>
    /// <param name="dryRun">Nothing is written; the report is the same.</param>
    public Task<PeopleReport> ApplyAsync(string tenant, IReadOnlyList<PersonRow> rows, bool dryRun, CancellationToken ct) =>
        ApplyAsync(tenant, rows, dryRun, 0, int.MaxValue, ct);

    /// <summary>The same for some of the people that can be taken; the faults are those of the whole file.</summary>
    /// <param name="from">How many come before them: what was written already does not change that number.</param>
    public async Task<PeopleReport> ApplyAsync(string tenant, IReadOnlyList<PersonRow> rows, bool dryRun, int from, int most, CancellationToken ct)
    {
        var company = new Company(await people.AllAsync(tenant, ct));
        var owners = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var directoryId in rows.SelectMany(r => r.DirectoryIds.Append(r[PersonColumn.Manager] ?? "")).Where(d => d.Length > 0).Distinct(StringComparer.Ordinal))
        {
            owners[directoryId] = await people.IdOfAsync(tenant, directoryId, ct);
        }

        var (planned, faults) = PeoplePlan.Of(rows, company, d => owners[d], d => NewId(company, tenant, d.ToLowerInvariant()));
        var (added, changed, unchanged, late) = (0, 0, 0, new List<PersonFault>());
        foreach (var person in planned.Skip(from).Take(most))
        {
            if (!dryRun && !await ClaimAsync(tenant, person, ct))
            {
                late.Add(new PersonFault(person.Row.Row, PersonWhy.Busy, person.Row.DirectoryIds[0]));
                continue;
            }

            var isChanged = dryRun
                ? company.Find(person.Id) is not { } known || !PeopleStore.IsSame(known, After(known, person))
                : await people.PutAsync(tenant, person.Id, before => After(before, person), ct);
            added += person.IsNew && isChanged ? 1 : 0;
            changed += !person.IsNew && isChanged ? 1 : 0;
            unchanged += isChanged ? 0 : 1;
        }

        return new PeopleReport(added, changed, unchanged, [.. faults.Concat(late).OrderBy(f => f.Row)], planned.Count);
    }

    // Who was erased stays so: somebody known by the same is a new person.
    private static string NewId(Company company, string tenant, string directoryId)
    {
        var id = Ids.Hash("person", tenant, directoryId);
        for (var again = 1; company.Find(id) is { } gone && PersonErasure.IsErased(gone); again++)
        {
            id = Ids.Hash("person", tenant, directoryId, $"{again}");
        }

        return id;
    }

    // Before the person is written: somebody who says hello meanwhile is then this person, not another one.
    private async Task<bool> ClaimAsync(string tenant, PlannedPerson person, CancellationToken ct)
    {
        foreach (var directoryId in person.Row.DirectoryIds)
        {
            if (await people.ClaimAsync(tenant, person.Id, directoryId, ct) != person.Id)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A column that the file lacks leaves what was; so does an empty name, zone and language, which nobody is without.</summary>
    private Person After(Person? before, PlannedPerson planned)
    {
        var row = planned.Row;
        var was = before ?? new Person(planned.Id, planned.Id, null, [], Role.Rep, null, null, options.Value.DefaultZone, options.Value.DefaultLanguage);
        return was with
        {
            Name = Some(row[PersonColumn.Name]) ?? was.Name,
            EnglishName = row[PersonColumn.EnglishName] is { } english ? Some(english) : was.EnglishName,
            Aliases = row[PersonColumn.Aliases] is { } aliases ? PersonValues.Names(aliases) : was.Aliases,
            Role = row[PersonColumn.Role] is { } role ? PersonValues.RoleOf(role)!.Value : was.Role,
            Team = row[PersonColumn.Team] is { } team ? Some(team) : was.Team,
            ManagerId = row[PersonColumn.Manager] is not null ? planned.ManagerId : was.ManagerId,
            Zone = Some(row[PersonColumn.Zone]) ?? was.Zone,
            Language = Some(row[PersonColumn.Language]) is { } language ? PersonValues.LanguageOf(language)! : was.Language,
            Left = row[PersonColumn.Left] is not null || row[PersonColumn.Active] is not null ? PersonValues.LeftOf(row)!.Value : was.Left,
        };
    }

    private static string? Some(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static PersonRow RowOf(IReadOnlyList<PersonColumn?> columns, FileRow row)
    {
        var cells = new Dictionary<PersonColumn, string>();
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i] is { } column)
            {
                cells[column] = row.Cells[i].Trim();
            }
        }

        return new PersonRow(row.Number, cells);
    }
}
