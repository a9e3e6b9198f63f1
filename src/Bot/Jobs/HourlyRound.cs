namespace CrmBot.Bot.Jobs;

/// <summary>Something done at the start and every hour, for the sake of tidiness: a round that breaks is told, and the next one comes.</summary>
internal abstract class HourlyRound(TimeProvider machine) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>False for what waits an hour first.</summary>
    protected virtual bool BeginsAtOnce => true;

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, machine);
        for (var now = BeginsAtOnce; now || await timer.WaitForNextTickAsync(stoppingToken); now = false)
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // An exception that escapes would stop the host.
                Broke(fault);
            }
        }
    }

    protected abstract Task RoundAsync(CancellationToken ct);

    protected abstract void Broke(Exception fault);
}
