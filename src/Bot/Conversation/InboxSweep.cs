using CrmBot.Storage;

namespace CrmBot.Bot.Conversation;

/// <summary>Keeps the inbox from growing: channels send again within minutes, so a day is more than enough to remember.</summary>
internal sealed class InboxSweep(InboxStore store, TimeProvider machine, ILogger<InboxSweep> log) : BackgroundService
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private static readonly TimeSpan BetweenRounds = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(BetweenRounds, machine);
        do
        {
            try
            {
                await store.SweepAsync(Kept, stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // An exception that escapes would stop the host, for the sake of tidiness.
                log.InboxNotSwept(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
