using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrmBot.Scheduler;

/// <summary>Runs passes: at the next due instant, when woken, and otherwise at every poll. An outage makes it wait, never end.</summary>
internal sealed class SchedulerLoop(
    SchedulerPass pass,
    SchedulerSignal signal,
    TimeProvider machine,
    [FromKeyedServices("people")] TimeProvider people,
    IOptions<SchedulerOptions> options,
    IHostApplicationLifetime host,
    SchedulerWatch watch,
    ILogger<SchedulerLoop> log) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        // A loop that was ended before it began never says so itself.
        watch.Stopped();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await StartedAsync(stoppingToken))
        {
            return;
        }

        watch.Began();
        try
        {
            await LookAsync(stoppingToken);
        }
        finally
        {
            watch.Stopped();
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            signal.Silence();
            TimeSpan wait;
            try
            {
                var report = await pass.RunAsync(stoppingToken);
                failures = 0;
                wait = Until(report.NextDue);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                failures++;
                wait = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, Math.Min(failures, 6))));
                SchedulerLog.PassFailed(log, failures, fault);
            }

            signal.NextLook(people.GetUtcNow() + wait);
            await WaitAsync(wait, stoppingToken);
        }
    }

    /// <summary>Hosted services start before the server does; until then a send to a channel of our own would surely fail.</summary>
    private async Task<bool> StartedAsync(CancellationToken ct)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = host.ApplicationStarted.Register(() => over.TrySetResult());
        await using var stopped = ct.Register(() => over.TrySetResult());
        await over.Task;
        return !ct.IsCancellationRequested;
    }

    private TimeSpan Until(DateTimeOffset? next)
    {
        var poll = options.Value.Poll;
        var left = next is { } at ? at - people.GetUtcNow() : poll;
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < poll ? left : poll;
    }

    private async Task WaitAsync(TimeSpan wait, CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(signal.Rung, Task.Delay(wait, machine, over.Token));
        await over.CancelAsync();
    }
}
