using CrmBot.Bot.Conversation;
using CrmBot.Storage;

namespace CrmBot.Bot.Files;

/// <summary>Removes files that nobody moved in, and reports that nobody can ask for any more.</summary>
internal sealed class FileSweep(FileStore files, TimeProvider machine, ILogger<FileSweep> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>A link may be made when the file is a while old, and lives a day.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromHours(48);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, machine);
        do
        {
            try
            {
                await files.SweepAsync(Age, stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // An exception that escapes would stop the host, for the sake of tidiness.
                log.FilesNotSwept(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
