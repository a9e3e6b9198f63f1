using System.Globalization;
using CrmBot.Bot.Conversation;
using CrmBot.Storage;

namespace CrmBot.Bot.Jobs;

/// <summary>Walks the whole store for what has had its time, a page a step.</summary>
internal sealed class RetentionJob(Retention retention, [FromKeyedServices(PeopleClock.Key)] TimeProvider clock, ILogger<RetentionJob> log) : IJobKind
{
    public const string Name = "retention";

    public string Kind => Name;

    public async Task<JobStep> RunAsync(Job job, CancellationToken ct)
    {
        var walked = await retention.WalkAsync(job.Cursor, clock.GetUtcNow(), ct);
        return new JobStep(walked.Next, job.Done + walked.Removed, 0, null, walked.Next is null);
    }

    public Task FailedAsync(Job job, CancellationToken ct)
    {
        log.RetentionFailed();
        return Task.CompletedTask;
    }
}

/// <summary>Begins what is done to the whole store from time to time, once for all replicas: the job's id is the day or the week.</summary>
internal sealed class Housekeeping(JobStarter jobs, TimeProvider machine, ILogger<Housekeeping> log) : HourlyRound(machine)
{
    private readonly TimeProvider clock = machine;

    protected override bool BeginsAtOnce => false;

    protected override Task RoundAsync(CancellationToken ct) => BeginAsync(ct);

    protected override void Broke(Exception fault) => log.JobRoundFailed(fault);

    /// <summary>Those of today and of this week (UTC); what was begun already goes on as it is.</summary>
    internal async Task<IReadOnlyList<Job>> BeginAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var day = now.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var week = string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(now.UtcDateTime)}w{ISOWeek.GetWeekOfYear(now.UtcDateTime)}");
        return [await BeginAsync(SweepJob.Name, day, now, ct), await BeginAsync(RetentionJob.Name, week, now, ct)];
    }

    private Task<Job> BeginAsync(string kind, string turn, DateTimeOffset now, CancellationToken ct) =>
        jobs.StartAsync(new Job("-", $"{kind}-{turn}", kind, "-", now, "{}"), ct);
}
