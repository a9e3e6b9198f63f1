using CrmBot.Storage;

namespace CrmBot.Bot.Jobs;

/// <summary>Begins jobs, here at once.</summary>
internal sealed class JobStarter(JobStore store, JobSignal signal)
{
    /// <summary>The job as it stands: this one, or what was begun under its id before.</summary>
    public async Task<Job> StartAsync(Job job, CancellationToken ct)
    {
        var standing = await store.StartAsync(job, ct);
        signal.Ring();
        return standing.Job;
    }
}
