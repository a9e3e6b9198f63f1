using System.Globalization;
using CrmBot.Bot.Start;
using CrmBot.Storage;

namespace CrmBot.Bot.Demo;

/// <summary>People's time of the demo: where it started, and how far it was moved. Stored, so that a restart goes on from there.</summary>
internal sealed class DemoClock(PeopleClock clock, TimeProvider machine, SysStore sys)
{
    private const string Partition = "clock";

    /// <summary>The instant the demo was seeded at; null while it was not.</summary>
    public async Task<DateTimeOffset?> SeededAsync(CancellationToken ct) =>
        await sys.GetAsync(Partition, "seeded", ct) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;

    public async Task<DateTimeOffset> StartAsync(DateTimeOffset? now, CancellationToken ct)
    {
        if (now is { } at)
        {
            clock.Set(at - machine.GetUtcNow());
        }

        await KeepAsync(ct);
        var started = clock.GetUtcNow();
        return now ?? started;
    }

    public Task SeededAsync(DateTimeOffset at, CancellationToken ct) =>
        sys.PutAsync(Partition, "seeded", at.ToString("O", CultureInfo.InvariantCulture), ct).AsTask();

    /// <summary>Goes on from the stored offset.</summary>
    /// <exception cref="StartRefusedException">The settings ask for another start than the one the database was seeded at.</exception>
    public async Task ResumeAsync(DateTimeOffset seeded, DateTimeOffset? asked, CancellationToken ct)
    {
        if (asked is { } now && now != seeded)
        {
            throw new StartRefusedException(
                $"This database holds the demo company as of {seeded:O}, and Demo:Now asks for {now:O}. "
                + "Leave Demo:Now out to go on with it, or add --Demo:Reset=true to make the demo company anew.");
        }

        if (await sys.GetAsync(Partition, "offset", ct) is { } ticks)
        {
            clock.Set(TimeSpan.FromTicks(long.Parse(ticks, CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Moves people's time forward. False for a time that is not ahead; then nothing moves.</summary>
    public async Task<bool> MoveAsync(DateTimeOffset to, CancellationToken ct)
    {
        var ahead = to - clock.GetUtcNow();
        if (ahead <= TimeSpan.Zero)
        {
            return false;
        }

        clock.Set(clock.Offset + ahead);
        await KeepAsync(ct);
        return true;
    }

    private async Task KeepAsync(CancellationToken ct) =>
        await sys.PutAsync(Partition, "offset", clock.Offset.Ticks.ToString(CultureInfo.InvariantCulture), ct);
}
