namespace CrmBot.Bot;

/// <summary>
/// People's time: now and today of turns, due instants, send windows. In Development it can be moved forward, never back.
/// Leases, timers and log times run on machine time and are untouched by a move.
/// </summary>
internal sealed class PeopleClock(TimeProvider machine) : TimeProvider
{
    /// <summary>The key under which people's time is injected.</summary>
    public const string Key = "people";

    private long offset;

    /// <summary>How far people's time is ahead of machine time (negative: behind).</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref offset));

    public override DateTimeOffset GetUtcNow() => machine.GetUtcNow() + Offset;

    public override long GetTimestamp() => machine.GetTimestamp();

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    public void Set(TimeSpan ahead) => Interlocked.Exchange(ref offset, ahead.Ticks);
}
