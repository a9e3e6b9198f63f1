using System.Globalization;
using CrmBot.Bot.Conversation;
using CrmBot.Storage;

namespace CrmBot.Bot.Reminders;

/// <summary>A time in which no bot was awake, in people's time.</summary>
internal sealed record Gap(DateTimeOffset From, DateTimeOffset Until)
{
    public bool Holds(DateTimeOffset at) => From <= at && at < Until;
}

/// <summary>
/// Notes every minute that a bot is awake, in one row for all replicas, so that the first message after a time in which none was can say
/// so. A jump of people's clock is such a time too, unless it was made through <see cref="ThroughAsync"/>.
/// </summary>
internal sealed class Downtime(
    SysStore store, TimeProvider machine, [FromKeyedServices(PeopleClock.Key)] TimeProvider people, ILogger<Downtime> log) : BackgroundService
{
    /// <summary>A shorter silence is a restart or a slow minute.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(10);

    /// <summary>A bot that falls silent again so soon was not back yet.</summary>
    private static readonly TimeSpan OneAndTheSame = TimeSpan.FromHours(1);

    private const string Row = "awake";
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _gate = new(1);
    private DateTimeOffset? _seen;
    private Gap? _gap;

    /// <summary>The latest time in which no bot was awake; null when none is known.</summary>
    public async Task<Gap?> LatestAsync(CancellationToken ct) => (await LookAsync(ct)).Gap;

    /// <summary>That a bot is awake now.</summary>
    public async Task NoteAsync(CancellationToken ct)
    {
        var (seen, gap) = await LookAsync(ct);
        await store.PutAsync(Row, "bot", Write(seen, gap), ct);
    }

    /// <summary>Makes a jump of people's clock that is no downtime: whoever made it was not kept waiting.</summary>
    public async Task<T> ThroughAsync<T>(Func<Task<T>> jump, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            await SeenAsync(ct);
            var result = await jump();
            _seen = people.GetUtcNow();
            await store.PutAsync(Row, "bot", Write(_seen.Value, _gap), ct);
            return result;
        }
        finally
        {
            _gate.Release();
        }
    }

    public override void Dispose()
    {
        _gate.Dispose();
        base.Dispose();
    }

    private async Task<(DateTimeOffset Seen, Gap? Gap)> LookAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            return await SeenAsync(ct);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<(DateTimeOffset Seen, Gap? Gap)> SeenAsync(CancellationToken ct)
    {
        var now = people.GetUtcNow();
        if ((_seen is null || now - _seen > Shortest) && Read(await store.GetAsync(Row, "bot", ct)) is var (at, gap) && !(at < _seen))
        {
            // Another bot may have been awake while this one was not.
            (_seen, _gap) = (at, gap);
        }

        if (_seen is { } seen && now - seen > Shortest)
        {
            _gap = _gap is { } before && seen - before.Until < OneAndTheSame ? before with { Until = now } : new Gap(seen, now);
        }

        _seen = _seen is { } last && last > now ? last : now;
        return (_seen.Value, _gap);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, machine);
        do
        {
            try
            {
                await NoteAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                log.AwakeNotNoted(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static string Write(DateTimeOffset at, Gap? gap) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks} {gap?.From.UtcTicks ?? 0} {gap?.Until.UtcTicks ?? 0}");

    private static (DateTimeOffset, Gap?)? Read(string? row)
    {
        var ticks = (row ?? "").Split(' ').Select(p => long.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var t) ? t : -1).ToList();
        return ticks is [> 0, >= 0, >= 0]
            ? (At(ticks[0]), ticks[2] > 0 ? new Gap(At(ticks[1]), At(ticks[2])) : null)
            : null;
    }

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
