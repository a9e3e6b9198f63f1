using System.Text.Json.Serialization;

namespace CrmBot.Storage;

/// <summary>Open ones are run; the others are kept for a while, so that a job that is asked for twice runs once.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobState>))]
public enum JobState { Open, Finished, Failed, Stopped }

/// <summary>Work that is larger than one change set: done in small steps, each of which may be done twice.</summary>
/// <param name="Id">Derived from the operation that asked for it.</param>
/// <param name="Kind">Which code runs it.</param>
/// <param name="ById">On whose authority it runs.</param>
/// <param name="StartedAt">People's time.</param>
/// <param name="Order">What was asked for: JSON of ids and codes, at most 30,000 characters.</param>
/// <param name="Cursor">Where the next step begins; null at the beginning.</param>
/// <param name="Done">Items that are done.</param>
/// <param name="Refused">Items that could not be done.</param>
/// <param name="Total">Items in all; null while nobody knows.</param>
public sealed record Job(
    string Tenant,
    string Id,
    string Kind,
    string ById,
    DateTimeOffset StartedAt,
    string Order,
    string? Cursor = null,
    int Done = 0,
    int Refused = 0,
    int? Total = null,
    JobState State = JobState.Open);

/// <summary>A job as it stands in the store.</summary>
/// <param name="Process">Who runs it; null while nobody does.</param>
/// <param name="Faults">Times its present step has broken.</param>
public sealed record JobSeen(Job Job, string? Process, int Faults)
{
    internal ETag ETag { get; init; }

    /// <summary>Another one whenever the job was written.</summary>
    public string Version => ETag.Value;
}

/// <param name="ChangedAt">Machine time.</param>
internal sealed record JobRow(int V, Job It, string? Process, int Faults, DateTimeOffset ChangedAt);
