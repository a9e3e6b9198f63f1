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

    /// <summary>The job of this id as it stands; null when none was begun, or it ended long ago.</summary>
    public async Task<Job?> FindAsync(string tenant, string id, CancellationToken ct) => (await store.GetAsync(tenant, id, ct))?.Job;
}
