using System.Text.Json;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Files;
using CrmBot.Storage;

namespace CrmBot.Bot.Import;

/// <summary>What a file turned out to be.</summary>
internal abstract record Intake
{
    private Intake() { }

    /// <param name="Sample">The first rows.</param>
    /// <param name="Look">What can be told before anything is written.</param>
    internal sealed record Ready(ImportFile File, IReadOnlyList<FileRow> Sample, Taken Look) : Intake
    {
        /// <summary>Of a file of people: what it would do to them.</summary>
        public PeopleReport? Effect { get; init; }
    }

    internal sealed record Refused(FileRefusal Why) : Intake;

    /// <summary>A table whose columns are of no kind.</summary>
    internal sealed record NoKind(IReadOnlyList<string> Header) : Intake;
}

/// <summary>Reads a file once, from beginning to end, looks at every row, and keeps the rows in parts for the job that takes them.</summary>
internal sealed class ImportIntake(FileStore files, Headers headers, Importer importer)
{
    public const int RowsInChunk = 200;
    private const int CharactersInChunk = 128 * 1024;
    private const int SampleRows = 3;
    private const int MostFaultsTold = 10;

    /// <param name="id">The file is kept under it; null keeps nothing.</param>
    /// <param name="content">Seekable.</param>
    public async Task<Intake> TakeInAsync(ImportScene scene, string? id, string name, Stream content, CancellationToken ct)
    {
        try
        {
            return await ReadAsync(scene, id, name, content, TableFile.FormatOf(content), ct);
        }
        catch (FileRefusedException refused)
        {
            if (id is not null)
            {
                await files.RemoveAsync(scene.Tenant, id, ct);
            }

            return new Intake.Refused(refused.Why);
        }
    }

    private async Task<Intake> ReadAsync(ImportScene scene, string? id, string name, Stream content, FileFormat format, CancellationToken ct)
    {
        ImportFile? file = null;
        var chunk = new List<FileRow>();
        var (size, rows, chunks, fine) = (0, 0, 0, 0);
        var (sample, faults, faulty, repeated) = (new List<FileRow>(), new List<RowFault>(), 0, 0);
        foreach (var row in TableFile.Rows(content, format))
        {
            if (file is null)
            {
                if (headers.Recognise(row.Cells, scene.Fields) is not { } map)
                {
                    return new Intake.NoKind(row.Cells);
                }

                file = new ImportFile(name, format, map.Kind, row.Cells, map.Keys, 0, 0);
                continue;
            }

            rows++;
            chunk.Add(row);
            size += row.Cells.Sum(c => c.Length) + 16;
            if (sample.Count < SampleRows && row.Broken is null)
            {
                sample.Add(row);
            }

            if (chunk.Count == RowsInChunk || size > CharactersInChunk)
            {
                await EndChunkAsync();
            }
        }

        await EndChunkAsync();
        file = file! with { Rows = rows, Chunks = chunks };
        if (id is not null)
        {
            await files.PutAsync(scene.Tenant, id, scene.Me.Id, JsonSerializer.Serialize(file, ImportJson.Default.ImportFile), ct);
        }

        return new Intake.Ready(file, sample, new Taken(fine, faults) { Faulty = faulty, Repeated = repeated });

        async Task EndChunkAsync()
        {
            if (chunk.Count == 0)
            {
                return;
            }

            var look = await importer.LookAsync(scene, file!.Map, chunk, ct);
            fine += look.Done;
            faulty += look.Faults.Count(f => !f.IsRepeat);
            repeated += look.Faults.Count(f => f.IsRepeat);
            faults.AddRange(look.Faults.Where(f => !f.IsRepeat).Take(MostFaultsTold - faults.Count));
            if (id is not null)
            {
                var json = JsonSerializer.SerializeToUtf8Bytes(new ImportChunk(1, chunk), ImportJson.Default.ImportChunk);
                await files.PutPartAsync(scene.Tenant, id, Sections.Rows, chunks, json, ct);
            }

            chunks++;
            size = 0;
            chunk.Clear();
        }
    }
}
