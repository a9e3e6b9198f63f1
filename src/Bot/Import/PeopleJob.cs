using System.Globalization;
using System.Text.Json;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Jobs;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Import;

/// <summary>Takes the people of a file, some a step, and reports. The cursor counts those who were taken; who takes part twice is changed once.</summary>
internal sealed class PeopleJob(FileStore files, PeopleFile people, ImportJob import, ImportVoice voice, ImportCards cards) : IJobKind
{
    public const string Name = "import-people";

    private const int AtOnce = 50;

    public string Kind => Name;

    public static Job Of(string tenant, string fileId, string personId, DateTimeOffset now, ImportOrder order, int rows) =>
        ImportJob.Of(tenant, fileId, personId, now, order, rows) with { Kind = Name };

    public async Task<JobStep> RunAsync(Job job, CancellationToken ct)
    {
        var order = JsonSerializer.Deserialize(job.Order, ImportJson.Default.ImportOrder)!;
        var turn = await voice.TurnAsync(job, order.Card, ct);
        if (turn is { Me.Role: not Role.Admin } || await import.FileAsync(job.Tenant, order.File, ct) is not { } file
            || await people.RowsAsync(job.Tenant, order.File, file, ct) is not { } rows)
        {
            await files.RemovePartsAsync(job.Tenant, order.File, Sections.Rows, ct);
            return JobStep.Of(job) with { Finished = true };
        }

        var from = int.TryParse(job.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : 0;
        var (report, faults) = await people.TakeAsync(job.Tenant, rows, dryRun: false, from, AtOnce, ct);
        var next = from + AtOnce;
        var done = job.Done + report.Added + report.Changed;

        // Who came in by another way meanwhile is told with the step; what is wrong with the file comes with each, and is told with the last.
        var isLast = next >= report.Planned;
        List<RowFault> told = [.. faults.Where(f => isLast || f.Why == PeopleFile.WordOf(PersonWhy.Busy))];
        if (told.Count > 0)
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(new FaultChunk(1, told), ImportJson.Default.FaultChunk);
            await files.PutPartAsync(job.Tenant, order.File, Sections.Faults, from / AtOnce, json, ct);
        }

        var refused = job.Refused + told.Count;
        if (!isLast)
        {
            return new JobStep(next.ToString(CultureInfo.InvariantCulture), done, refused, file.Rows, false);
        }

        if (turn is not null)
        {
            await voice.ShowAsync(turn, cards.Progress(turn, file, file.Rows, done, refused), ct);
            await voice.SayAsync(turn, await cards.ReportAsync(turn, file, order.File, done, refused, [.. told.Take(ImportCards.MostFaults)], ct), ct);
        }

        await files.RemovePartsAsync(job.Tenant, order.File, Sections.Rows, ct);
        return new JobStep(job.Cursor, done, refused, file.Rows, true);
    }

    public async Task FailedAsync(Job job, CancellationToken ct)
    {
        if (await voice.TurnAsync(job, null, ct) is { } turn)
        {
            await voice.SayAsync(turn, cards.Broken(turn, job), ct);
        }
    }
}
