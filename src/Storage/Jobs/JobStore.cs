namespace CrmBot.Storage;

/// <summary>Jobs of all tenants. A process that runs one writes it after every step, by which the others see that it lives.</summary>
public sealed class JobStore
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private readonly ITables _tables;
    private readonly TimeProvider _machine;

    public JobStore(ITables tables, TimeProvider machine) => (_tables, _machine) = (tables, machine);

    /// <summary>Begins a job, once: the one that stands under its id is returned.</summary>
    public async ValueTask<JobSeen> StartAsync(Job job, CancellationToken ct)
    {
        await _tables.ApplyAsync(Begin(job, _machine), ct);
        return await GetAsync(job.Tenant, job.Id, ct) ?? throw new InvalidDataException($"Job {job.Id} is gone.");
    }

    public async ValueTask<JobSeen?> GetAsync(string tenant, string id, CancellationToken ct) =>
        await _tables.GetAsync(Keys.Sys, Keys.Jobs, Keys.Job(tenant, id), ct) is { } row ? Seen(row) : null;

    /// <summary>All open jobs. Those that ended more than 30 days ago (machine time) are removed on the way.</summary>
    public async ValueTask<IReadOnlyList<JobSeen>> OpenAsync(CancellationToken ct)
    {
        var open = new List<JobSeen>();
        foreach (var row in await _tables.AllAsync(new RowRange(Keys.Sys, Keys.Jobs), ct))
        {
            if (row.As(StoreJson.Default.JobRow) is { It.State: not JobState.Open } ended)
            {
                if (_machine.GetUtcNow() - ended.ChangedAt > Kept)
                {
                    await _tables.ApplyAsync(Set(new Change.Delete(row.RowKey, row.ETag)), ct);
                }
            }
            else
            {
                open.Add(Seen(row));
            }
        }

        return open;
    }

    /// <summary>Writes how a job stands now; null when it was written by somebody else since it was seen.</summary>
    /// <param name="process">Who runs it from now on; null for nobody.</param>
    public async ValueTask<JobSeen?> SaveAsync(JobSeen seen, Job job, string? process, int faults, CancellationToken ct)
    {
        var applied = await _tables.ApplyAsync(Set(new Change.Replace(Keys.Job(job.Tenant, job.Id), seen.ETag, Data(job, process, faults, _machine))), ct);
        return applied.All ? await GetAsync(job.Tenant, job.Id, ct) is { } saved && saved.Process == process ? saved : null : null;
    }

    private static ChangeSet Set(Change change) => new(Keys.Sys, Keys.Jobs, [change]);

    private static JobSeen Seen(Row row)
    {
        var it = row.As(StoreJson.Default.JobRow);
        return new JobSeen(it.It, it.Process, it.Faults) { ETag = row.ETag };
    }

    /// <summary>Begins a job, once: refused where one stands under its id.</summary>
    internal static ChangeSet Begin(Job job, TimeProvider machine) => Set(new Change.Insert(Keys.Job(job.Tenant, job.Id), Data(job, null, 0, machine)));

    private static byte[] Data(Job job, string? process, int faults, TimeProvider machine) =>
        Rows.Bytes(new JobRow(Rows.V, job, process, faults, machine.GetUtcNow()), StoreJson.Default.JobRow);
}
