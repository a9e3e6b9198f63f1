using CrmBot.Storage;

namespace CrmBot.Bot.Jobs;

/// <summary>How a job stands after a step.</summary>
/// <param name="Finished">Nothing is left to do, and the people concerned have been told.</param>
internal sealed record JobStep(string? Cursor, int Done, int Refused, int? Total, bool Finished)
{
    /// <summary>Nothing done yet beyond what the job says.</summary>
    public static JobStep Of(Job job) => new(job.Cursor, job.Done, job.Refused, job.Total, false);
}

/// <summary>Runs the jobs of one kind.</summary>
internal interface IJobKind
{
    /// <summary>As in <see cref="Job.Kind"/>; never changed once jobs of it were stored.</summary>
    string Kind { get; }

    /// <summary>
    /// One step, of a few seconds at most. It may run twice from the same cursor: what it changes takes operation ids that
    /// are derived from the job and the item.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The step is tried again until the store answers.</exception>
    Task<JobStep> RunAsync(Job job, CancellationToken ct);

    /// <summary>The job is given up after its step broke time and again: tells whoever asked for it.</summary>
    Task FailedAsync(Job job, CancellationToken ct);
}
