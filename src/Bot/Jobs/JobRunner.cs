using CrmBot.Bot.Conversation;
using System.Collections.Concurrent;
using CrmBot.Domain;
using CrmBot.Scheduler;
using CrmBot.Storage;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Jobs;

/// <summary>
/// Runs open jobs, one process at a time each. Another process is taken for dead when a job of its stood unwritten for 90 s
/// on this process's own monotonic clock, on SQLite at once; should it live, its next write is refused and it stops.
/// </summary>
internal sealed class JobRunner(
    JobStore store, IEnumerable<IJobKind> kinds, IIds ids, TimeProvider machine, IOptions<SchedulerOptions> options, ILogger<JobRunner> log)
{
    /// <summary>After how many faults of one step a job is given up.</summary>
    public const int MostFaults = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly string process = ids.New();
    private readonly Dictionary<string, IJobKind> kinds = kinds.ToDictionary(k => k.Kind, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Tenant, string Id), (string Version, long At)> seen = [];
    private readonly ConcurrentDictionary<(string Tenant, string Id), bool> running = [];

    /// <summary>Takes every open job that nobody runs and runs each to its end, side by side.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var open = await store.OpenAsync(ct);
        foreach (var gone in seen.Keys.Except(open.Select(o => (o.Job.Tenant, o.Job.Id))))
        {
            seen.TryRemove(gone, out _);
        }

        await Task.WhenAll(open.Select(job => OneAsync(job, ct)));
    }

    private async Task OneAsync(JobSeen job, CancellationToken ct)
    {
        var id = (job.Job.Tenant, job.Job.Id);
        if (!kinds.TryGetValue(job.Job.Kind, out var kind) || !IsFree(id, job) || !running.TryAdd(id, true))
        {
            return;
        }

        try
        {
            if (await store.SaveAsync(job, job.Job, process, job.Faults, ct) is { } mine)
            {
                await StepsAsync(kind, mine, ct);
            }
        }
        finally
        {
            running.TryRemove(id, out _);
        }
    }

    private bool IsFree((string, string) id, JobSeen job)
    {
        if (job.Process is null || job.Process == process || options.Value.OneProcess)
        {
            return true;
        }

        var (version, at) = seen.GetOrAdd(id, (job.Version, machine.GetTimestamp()));
        if (version != job.Version)
        {
            seen[id] = (job.Version, machine.GetTimestamp());
            return false;
        }

        return machine.GetElapsedTime(at) > Patience;
    }

    private async Task StepsAsync(IJobKind kind, JobSeen mine, CancellationToken ct)
    {
        for (var at = mine; at is { Job.State: JobState.Open } now;)
        {
            try
            {
                var step = await kind.RunAsync(now.Job, ct);
                var job = now.Job with
                {
                    Cursor = step.Cursor,
                    Done = step.Done,
                    Refused = step.Refused,
                    Total = step.Total,
                    State = step.Finished ? JobState.Finished : JobState.Open,
                };
                at = await store.SaveAsync(now, job, step.Finished ? null : process, 0, ct);
            }
            catch (Exception fault) when (fault is not (StorageUnavailableException or OperationCanceledException or OutOfMemoryException))
            {
                await BrokeAsync(kind, now, fault, ct);
                return;
            }
        }
    }

    /// <summary>A step broke: left for the next round, or given up.</summary>
    private async Task BrokeAsync(IJobKind kind, JobSeen mine, Exception fault, CancellationToken ct)
    {
        var faults = mine.Faults + 1;
        log.JobStepFailed(fault, mine.Job.Kind, mine.Job.Id, faults);
        if (faults < MostFaults)
        {
            await store.SaveAsync(mine, mine.Job, null, faults, ct);
        }
        else if (await store.SaveAsync(mine, mine.Job with { State = JobState.Failed }, null, faults, ct) is { } failed)
        {
            await kind.FailedAsync(failed.Job, ct);
        }
    }
}
