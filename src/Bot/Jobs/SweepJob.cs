using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Jobs;

/// <summary>Sees to it that no reminder was lost, and closes what was brought, was not done, and is past its last day: fifty people a step.</summary>
internal sealed class SweepJob(Sweep sweep, CustomerStore customers, [FromKeyedServices(PeopleClock.Key)] TimeProvider clock, ILogger<SweepJob> log) : IJobKind
{
    public const string Name = "sweep";

    public string Kind => Name;

    /// <summary>The operation that closes a step as too late, the same wherever that is found out.</summary>
    public static string ClosingOf(string tenant, string stepId, int ver) => Ids.Hash("too-late", tenant, Prompt.IdOf(stepId), $"{ver}");

    public async Task<JobStep> RunAsync(Job job, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var swept = await sweep.WalkAsync(job.Cursor, now, ct);
        if (swept.Missing > 0)
        {
            log.RemindersMissed(swept.Missing);
        }

        var closed = 0;
        foreach (var past in swept.Past)
        {
            closed += await CloseAsync(past, now, ct) ? 1 : 0;
        }

        if (closed > 0)
        {
            log.StepsLapsed(closed);
        }

        return new JobStep(swept.Next, job.Done + swept.Missing, 0, null, swept.Next is null);
    }

    public Task FailedAsync(Job job, CancellationToken ct)
    {
        log.SweepFailed();
        return Task.CompletedTask;
    }

    // What somebody changes at this moment is looked at again tomorrow.
    private async Task<bool> CloseAsync(PastStep past, DateTimeOffset now, CancellationToken ct) =>
        await customers.ChangeAsync<NotFiled>(
            new ChangeRequest(past.Tenant, past.CustomerId, ClosingOf(past.Tenant, past.StepId, past.Ver), Operation.ByItself, now),
            file => file?.OpenSteps.FirstOrDefault(s => s.Id == past.StepId && s.Ver == past.Ver) is { } step && Lateness.IsTooLate(step, Zones.DayOf(now, step.Zone))
                ? new Decision<NotFiled>.Commit(Steps.Lapse(file, step, now), null, step.Id)
                : new Decision<NotFiled>.No(NotFiled.Closed),
            ct) is ChangeOutcome<NotFiled>.Committed;
}
