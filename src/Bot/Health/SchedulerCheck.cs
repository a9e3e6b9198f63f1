using System.Globalization;
using CrmBot.Scheduler;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CrmBot.Bot.Health;

/// <summary>
/// Whether reminders go out on time. Being late is told and takes no replica out: people are still answered, and another one
/// would not be faster. Only a loop that has ended does, because nothing but a new start brings it back.
/// </summary>
internal sealed class SchedulerCheck(SchedulerWatch watch) : IHealthCheck
{
    /// <summary>How long something due may wait to be looked at, in people's time.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    /// <summary>How long a shard may not be looked at, in machine time.</summary>
    private static readonly TimeSpan LongestUnseen = TimeSpan.FromMinutes(1);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Of(watch.Health()));

    internal static HealthCheckResult Of(SchedulerHealth health) => health switch
    {
        { Loop: LoopState.Stopped } => HealthCheckResult.Unhealthy("stopped: no reminder is sent any more; start the bot again"),
        { LongestUnseen: var unseen } when unseen >= LongestUnseen => HealthCheckResult.Degraded(
            Sentence("behind: reminders were last looked for {0} ago; see the log for failed passes", unseen)),
        { OldestDue: var wait } when wait >= LongestWait => HealthCheckResult.Degraded(
            Sentence("behind: the oldest due reminder has waited {0}; after a time without the bot this passes", wait)),
        _ => HealthCheckResult.Healthy("on time"),
    };

    private static string Sentence(string text, TimeSpan time) => string.Format(
        CultureInfo.InvariantCulture, text, time.TotalHours >= 2 ? $"{(long)time.TotalHours} hours" : $"{(long)time.TotalMinutes} min");
}
