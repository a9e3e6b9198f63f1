using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Jobs;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Import;

/// <summary>Takes the rows of a file part by part, shows how far it is, and reports. The cursor is the number of the next part.</summary>
internal sealed class ImportJob(
    FileStore files, Importer importer, ImportScenes scenes, ImportVoice voice, ImportCards cards, TimeProvider machine, ILogger<ImportJob> log) : IJobKind
{
    /// <summary>A step ends after this; then it is saved.</summary>
    private static readonly TimeSpan StepLength = TimeSpan.FromSeconds(1.5);

    /// <summary>How often the card is changed: a channel lets a bot write some seven times a second, to all of a person's cards.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<(string, string), long> shown = [];

    public string Kind => "import";

    /// <summary>A file is taken once, whoever presses how often.</summary>
    public static string IdOf(string fileId) => Ids.Hash("import", fileId);

    public static Job Of(string tenant, string fileId, string personId, DateTimeOffset now, ImportOrder order, int rows) => new(
        tenant, IdOf(fileId), "import", personId, now, JsonSerializer.Serialize(order, ImportJson.Default.ImportOrder), Total: rows);

    public async Task<JobStep> RunAsync(Job job, CancellationToken ct)
    {
        var order = OrderOf(job);
        if (await FileAsync(job.Tenant, order.File, ct) is not { } file || await scenes.OfJobAsync(job, order, ct) is not { } scene)
        {
            await EndAsync(job, order, ct);
            return JobStep.Of(job) with { Finished = true };
        }

        // A step of its own: a run that was cut off behind the end of the rows finds them gone, and that they were taken.
        if (Next(job) >= file.Chunks)
        {
            await ReportAsync(job, order, file, ct);
            await EndAsync(job, order, ct);
            return JobStep.Of(job) with { Finished = true };
        }

        var (next, done, refused) = (Next(job), job.Done, job.Refused);
        var begun = machine.GetTimestamp();
        for (; next < file.Chunks && machine.GetElapsedTime(begun) < StepLength; next++)
        {
            var taken = await ChunkAsync(job, order, file, scene, next, ct);
            done += taken.Done;
            refused += taken.Faulty;
        }

        var after = job with { Cursor = next.ToString(CultureInfo.InvariantCulture), Done = done, Refused = refused, Total = file.Rows };
        if (next < file.Chunks)
        {
            await ShowAsync(after, order, file, ct);
        }

        return JobStep.Of(after);
    }

    public async Task FailedAsync(Job job, CancellationToken ct)
    {
        var order = OrderOf(job);
        if (await voice.TurnAsync(job, order.Card, ct) is { } turn)
        {
            await voice.ShowAsync(turn, cards.Broken(turn, job), ct);
            await voice.SayAsync(turn, cards.Broken(turn, job), ct);
        }

        await EndAsync(job, order, ct);
    }

    public async Task<ImportFile?> FileAsync(string tenant, string id, CancellationToken ct) =>
        await files.GetAsync(tenant, id, ct) is { } head ? JsonSerializer.Deserialize(head.About, ImportJson.Default.ImportFile) : null;

    private async Task<Taken> ChunkAsync(Job job, ImportOrder order, ImportFile file, ImportScene scene, int number, CancellationToken ct)
    {
        if (await files.PartAsync(job.Tenant, order.File, Sections.Rows, number, ct) is not { } part)
        {
            throw new InvalidDataException($"Part {number} of file {order.File} is gone.");
        }

        var rows = JsonSerializer.Deserialize(part.Span, ImportJson.Default.ImportChunk)!.Rows;
        var taken = await importer.TakeAsync(scene, file.Map, rows, ct);
        if (taken.Faults.Count > 0)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(new FaultChunk(1, taken.Faults), ImportJson.Default.FaultChunk);
            await files.PutPartAsync(job.Tenant, order.File, Sections.Faults, number, json, ct);
        }

        return taken;
    }

    private async Task ShowAsync(Job job, ImportOrder order, ImportFile file, CancellationToken ct)
    {
        var key = (job.Tenant, job.Id);
        if (shown.TryGetValue(key, out var last) && machine.GetElapsedTime(last) < Beat)
        {
            return;
        }

        shown[key] = machine.GetTimestamp();
        if (await voice.TurnAsync(job, order.Card, ct) is { } turn)
        {
            await voice.ShowAsync(turn, cards.Progress(turn, file, RowsOf(job, file), job.Done, job.Refused), ct);
        }
    }

    private async Task ReportAsync(Job job, ImportOrder order, ImportFile file, CancellationToken ct)
    {
        log.ImportFinished(job.Id, job.Done, job.Refused);
        if (await voice.TurnAsync(job, order.Card, ct) is not { } turn)
        {
            return;
        }

        var first = new List<RowFault>();
        await foreach (var part in files.PartsAsync(job.Tenant, order.File, Sections.Faults, ct))
        {
            first.AddRange(JsonSerializer.Deserialize(part.Span, ImportJson.Default.FaultChunk)!.Faults.Where(f => !f.IsRepeat).Take(ImportCards.MostFaults - first.Count));
            if (first.Count == ImportCards.MostFaults)
            {
                break;
            }
        }

        await voice.ShowAsync(turn, cards.Progress(turn, file, file.Rows, job.Done, job.Refused), ct);
        await voice.SayAsync(turn, await cards.ReportAsync(turn, file, order.File, job.Done, job.Refused, first, ct), ct);
    }

    // What was not taken stays as long as the link to it lives.
    private async Task EndAsync(Job job, ImportOrder order, CancellationToken ct)
    {
        await files.RemovePartsAsync(job.Tenant, order.File, Sections.Rows, ct);
        scenes.Forget(job);
        shown.TryRemove((job.Tenant, job.Id), out _);
    }

    /// <summary>Rows that have been read, about.</summary>
    public static int RowsOf(Job job, ImportFile file) => Math.Min(file.Rows, file.Chunks == 0 ? 0 : (int)((long)file.Rows * Next(job) / file.Chunks));

    private static int Next(Job job) => int.TryParse(job.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var next) ? next : 0;

    private static ImportOrder OrderOf(Job job) => JsonSerializer.Deserialize(job.Order, ImportJson.Default.ImportOrder)!;
}
