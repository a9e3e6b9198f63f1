using CrmBot.Bot.Conversation;
using CrmBot.Bot.Jobs;
using CrmBot.Storage;

namespace CrmBot.Bot.Files;

/// <summary>Removes files that nobody moved in, and reports that nobody can ask for any more.</summary>
internal sealed class FileSweep(FileStore files, TimeProvider machine, ILogger<FileSweep> log) : HourlyRound(machine)
{
    /// <summary>A link may be made when the file is a while old, and lives a day.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromHours(48);

    protected override async Task RoundAsync(CancellationToken ct) => await files.SweepAsync(Age, ct);

    protected override void Broke(Exception fault) => log.FilesNotSwept(fault);
}
