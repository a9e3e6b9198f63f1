using System.Text.Json;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Files;
using CrmBot.Storage;

namespace CrmBot.Bot.Import;

/// <summary>A file of people that an administrator sends: kept in parts like any other, and read whole for the job, for people name one another.</summary>
internal sealed class PeopleFile(FileStore files, PeopleImport people)
{
    private const int MostFaultsTold = 10;

    public static bool Is(IReadOnlyList<string> header) => PeopleColumns.Recognise(header) is not null;

    /// <exception cref="FileRefusedException">It cannot be read to its end.</exception>
    public async Task<Intake.Ready> TakeInAsync(string tenant, string personId, string id, string name, Stream content, CancellationToken ct)
    {
        content.Position = 0;
        var format = TableFile.FormatOf(content);
        content.Position = 0;
        var all = TableFile.Rows(content, format).ToList();
        var columns = PeopleColumns.Recognise(all[0].Cells)!;
        var chunks = all.Skip(1).Chunk(ImportIntake.RowsInChunk).ToList();
        for (var i = 0; i < chunks.Count; i++)
        {
            await files.PutPartAsync(tenant, id, Sections.Rows, i, JsonSerializer.SerializeToUtf8Bytes(new ImportChunk(1, chunks[i]), ImportJson.Default.ImportChunk), ct);
        }

        var file = new ImportFile(name, format, TableKind.Customers, all[0].Cells, [.. columns.Select(c => c?.ToString() ?? "")], all.Count - 1, chunks.Count) { People = true };
        await files.PutAsync(tenant, id, personId, JsonSerializer.Serialize(file, ImportJson.Default.ImportFile), ct);

        var report = await TakeAsync(tenant, new PeopleRows(columns, [.. all.Skip(1)]), dryRun: true, 0, int.MaxValue, ct);
        var look = new Taken(report.Report.Planned, [.. report.Faults.Take(MostFaultsTold)]) { Faulty = report.Faults.Count, Repeated = 0 };
        return new Intake.Ready(file, [.. all.Skip(1).Where(r => r.Broken is null).Take(3)], look) { Effect = report.Report };
    }

    /// <summary>Null when a part of it is gone.</summary>
    public async Task<PeopleRows?> RowsAsync(string tenant, string id, ImportFile file, CancellationToken ct)
    {
        var rows = new List<FileRow>();
        await foreach (var part in files.PartsAsync(tenant, id, Sections.Rows, ct))
        {
            rows.AddRange(JsonSerializer.Deserialize(part.Span, ImportJson.Default.ImportChunk)!.Rows);
        }

        return rows.Count == file.Rows && PeopleColumns.Recognise(file.Header) is { } columns ? new PeopleRows(columns, rows) : null;
    }

    /// <summary>Takes some of the people. Of the faults, those of the whole file come with each call.</summary>
    public async Task<(PeopleReport Report, IReadOnlyList<RowFault> Faults)> TakeAsync(string tenant, PeopleRows file, bool dryRun, int from, int most, CancellationToken ct)
    {
        var (rows, broken) = (new List<PersonRow>(), new List<PersonFault>());
        foreach (var row in file.Rows)
        {
            PeopleImport.Add(file.Columns, row, rows, broken);
        }

        var report = await people.ApplyAsync(tenant, rows, dryRun, from, most, ct);
        var byNumber = file.Rows.ToDictionary(r => r.Number);
        return (report, [.. report.Faults.Concat(broken).OrderBy(f => f.Row).Select(f => Told(f, byNumber[f.Row]))]);
    }

    /// <summary>The key of a reason's words.</summary>
    public static string WordOf(PersonWhy why) => why switch
    {
        PersonWhy.Broken => "whyPersonBroken",
        PersonWhy.NoKey => "whyPersonNoKey",
        PersonWhy.Mail => "whyPersonMail",
        PersonWhy.NoName => "whyPersonNoName",
        PersonWhy.TooLong => "whyTooLong",
        PersonWhy.Role => "whyPersonRole",
        PersonWhy.Zone => "whyPersonZone",
        PersonWhy.Language => "whyPersonLanguage",
        PersonWhy.YesNo => "whyPersonYesNo",
        PersonWhy.TwoPeople => "whyPersonTwoPeople",
        PersonWhy.Repeated => "whyPersonRepeated",
        PersonWhy.NoManager => "whyPersonNoManager",
        PersonWhy.SeveralManagers => "whyPersonSeveralManagers",
        PersonWhy.ManagerNotTaken => "whyPersonManagerNotTaken",
        PersonWhy.Circle => "whyPersonCircle",
        PersonWhy.Busy => "whyPersonBusy",
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, "Not a reason."),
    };

    // A row that cannot be read is told as in any other file.
    private static RowFault Told(PersonFault fault, FileRow row) =>
        new(fault.Row, "", row.Broken is { } broken ? Whys.Of(broken) : WordOf(fault.Why), row.Cells);
}

/// <summary>A file of people as it was read.</summary>
internal sealed record PeopleRows(IReadOnlyList<PersonColumn?> Columns, IReadOnlyList<FileRow> Rows);
