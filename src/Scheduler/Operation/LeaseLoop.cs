using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CrmBot.Scheduler;

/// <summary>Renews the leases of this process beside the passes, which may take long. Ends after them, and then leaves the shards to others.</summary>
internal sealed class LeaseLoop(
    ShardLeases leases, SchedulerSignal signal, SchedulerWatch watch, TimeProvider machine, IOptions<SchedulerOptions> options, ILogger<LeaseLoop> log) : BackgroundService
{
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.OneProcess)
        {
            return;
        }

        watch.Renewed();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // One whose passes hang must not keep its shards from the others.
                if (watch.LongestUnlooked() < Stuck && await leases.RenewAsync(stoppingToken))
                {
                    signal.Wake();
                }

                await Task.Delay(options.Value.ShardLease / 3, machine, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                SchedulerLog.NotRenewed(log, fault);
                await Task.WhenAny(Task.Delay(options.Value.ShardLease / 3, machine, stoppingToken));
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (options.Value.OneProcess)
        {
            return;
        }

        try
        {
            using var goodbye = new CancellationTokenSource(LongestGoodbye, machine);
            await leases.EndAsync(goodbye.Token);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // Then the others wait for the end of the leases.
            SchedulerLog.NotRenewed(log, fault);
        }
    }
}
