using CrmBot.Bot.Files;
using CrmBot.Bot.Import;

namespace CrmBot.Bot.Commands;

/// <summary>Reads a file row by row and takes the rows as they come; nothing is kept but the rows that were not taken.</summary>
internal sealed class ImportWork(Importer importer, Headers headers, ImportReport report, ImportScene scene, TextWriter output, bool dryRun)
{
    private const int Told = 5_000;

    private int rows;
    private int done;
    private int faulty;
    private int repeated;

    public async Task<int> RunAsync(Stream file, string reportPath, CancellationToken ct)
    {
        ColumnMap? map = null;
        var header = (IReadOnlyList<string>)[];
        var chunk = new List<FileRow>(ImportIntake.RowsInChunk);
        TableWriter? writer = null;
        FileStream? to = null;
        try
        {
            foreach (var row in TableFile.Rows(file, TableFile.FormatOf(file)))
            {
                if (map is null)
                {
                    map = headers.Recognise(header = row.Cells, scene.Fields);
                    if (map is null)
                    {
                        await output.WriteLineAsync("The first row names no columns of customers, contacts, orders or follow-ups.");
                        return 1;
                    }

                    var unknown = string.Join(", ", header.Where((_, i) => map.Keys[i].Length == 0));
                    await output.WriteLineAsync($"{map.Kind}. Columns left out: {(unknown.Length == 0 ? "none" : unknown)}.");
                    continue;
                }

                chunk.Add(row);
                if (chunk.Count == ImportIntake.RowsInChunk)
                {
                    await TakeAsync(chunk);
                }
            }

            await TakeAsync(chunk);
        }
        finally
        {
            writer?.Dispose();
            if (to is not null)
            {
                await to.DisposeAsync();
            }
        }

        await output.WriteLineAsync($"{rows} rows: {done} {(dryRun ? "would be taken" : "taken")}, {repeated} there already, {faulty} not taken.{(to is null ? "" : $" Those not taken: {reportPath}")}");
        return faulty > 0 ? 2 : 0;

        async Task TakeAsync(List<FileRow> some)
        {
            var taken = dryRun ? await importer.LookAsync(scene, map!, some, ct) : await importer.TakeAsync(scene, map!, some, ct);
            (rows, done, faulty, repeated) = (rows + some.Count, done + taken.Done, faulty + taken.Faulty, repeated + taken.Repeated);
            foreach (var fault in taken.Faults)
            {
                if (writer is null)
                {
                    to = new FileStream(reportPath, FileMode.Create, FileAccess.Write);
                    writer = TableWriter.To(to, FileFormat.Csv);
                    writer.Write(report.Header(header, scene.Me.Language));
                }

                writer.Write(report.Row(fault, scene.Me.Language, scene.Fields));
            }

            if (rows / Told != (rows - some.Count) / Told)
            {
                await output.WriteLineAsync($"{rows} rows read, {done} taken, {repeated} there already, {faulty} not taken");
            }

            some.Clear();
        }
    }
}
