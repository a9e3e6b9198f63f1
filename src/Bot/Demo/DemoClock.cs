using System.Globalization;
using CrmBot.Bot.Start;
using CrmBot.Storage;

namespace CrmBot.Bot.Demo;

/// <summary>People's time of the demo: where it started, and how far it was moved. Stored, so that a restart goes on from there.</summary>
internal sealed class DemoClock(PeopleClock clock, TimeProvider machine, SysStore sys)
{
    private const string Partition = "clock";

    /// <summary>The instant the demo company was, or is being, made for; null where there is none.</summary>
    public static async Task<DateTimeOffset?> BegunAsync(SysStore sys, CancellationToken ct) =>
        await sys.GetAsync(Partition, "begun", ct) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>True when the demo company was made to its end.</summary>
    public async Task<bool> IsMadeAsync(CancellationToken ct) => await sys.GetAsync(Partition, "made", ct) is not null;

    /// <summary>Sets people's time to where the demo begins, and keeps both: a start that is cut off goes on with the same.</summary>
    public async Task<DateTimeOffset> BeginAsync(DateTimeOffset? asked, CancellationToken ct)
    {
        if (asked is { } at)
        {
            clock.Set(at - machine.GetUtcNow());
        }

        var begun = asked ?? clock.GetUtcNow();
        await KeepAsync(ct);
        await sys.PutAsync(Partition, "begun", begun.ToString("O", CultureInfo.InvariantCulture), ct);
        return begun;
    }

    public Task MadeAsync(CancellationToken ct) => sys.PutAsync(Partition, "made", "true", ct).AsTask();

    /// <summary>Goes on from the stored offset.</summary>
    /// <exception cref="StartRefusedException">The settings ask for another start than the one the database was made for.</exception>
    public async Task ResumeAsync(DateTimeOffset begun, DateTimeOffset? asked, CancellationToken ct)
    {
        if (asked is { } now && now != begun)
        {
            throw new StartRefusedException(
                $"This database holds the demo company as of {begun:O}, and Demo:Now asks for {now:O}. "
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
