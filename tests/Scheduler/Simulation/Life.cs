using CrmBot.Domain;

namespace CrmBot.Scheduler.Tests.Simulation;

/// <summary>One process from its start to its death. Its clocks are its machine's own.</summary>
/// <param name="machine">Number of the machine, from 0.</param>
/// <param name="machineSkew">By how much the machine's wall clock is wrong.</param>
/// <param name="peopleSkew">By how much its idea of people's time is wrong.</param>
internal sealed class Life(VirtualTime time, int machine, int nth, TimeSpan machineSkew, TimeSpan peopleSkew)
{
    private TimeSpan _asleepUntil;
    private int _ids;

    public int Machine => machine;

    /// <summary>Number of the process among all that ever were.</summary>
    public int Nth => nth;

    public bool IsDead { get; private set; }

    public Action? Died { get; set; }

    public TimeProvider MachineClock => field ??= new Clock(time, this, machineSkew);

    public TimeProvider PeopleClock => field ??= new Clock(time, this, peopleSkew);

    /// <summary>Ids of the process, each with the true time at which it was made.</summary>
    public IIds IdsNoting(Action<string> made) => new NotedIds(this, made);

    public void Crash()
    {
        if (!IsDead)
        {
            IsDead = true;
            Died?.Invoke();
        }
    }

    /// <summary>The whole process stands still, as a machine that is paused does.</summary>
    public void Stall(TimeSpan @for) => _asleepUntil = TimeSpan.FromTicks(Math.Max(_asleepUntil.Ticks, (time.Now + @for).Ticks));

    /// <summary>Goes on when the process does: at once, after its stall, or never.</summary>
    public async ValueTask AwakeAsync()
    {
        while (!IsDead && time.Now < _asleepUntil)
        {
            await time.UntilAsync(_asleepUntil);
        }

        if (IsDead)
        {
            await VirtualTime.Never;
        }
    }

    public async ValueTask SleepAsync(TimeSpan wait)
    {
        await time.After(wait);
        await AwakeAsync();
    }

    /// <summary>What befalls the process before a call.</summary>
    public async ValueTask BefallAsync(Fault fault, Faults faults)
    {
        switch (fault)
        {
            case Fault.CrashBefore:
                Crash();
                await VirtualTime.Never;
                break;
            case Fault.StallBefore:
                Stall(faults.Stall());
                await AwakeAsync();
                break;
        }
    }

    /// <summary>Ends when a call reaches the other side; one that is on the wire may outlive its process.</summary>
    public async ValueTask ReachAsync(Faults faults, TimeSpan way)
    {
        await time.After(way);
        if (IsDead && faults.Chance(0.5))
        {
            await VirtualTime.Never;
        }
    }

    private sealed class NotedIds(Life life, Action<string> made) : IIds
    {
        public string New()
        {
            var id = $"p{life.Nth}-{++life._ids}";
            made(id);
            return id;
        }
    }

    private sealed class Clock(VirtualTime time, Life life, TimeSpan skew) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Simulated.Start + time.Now + skew;

        // Monotonic clocks have nothing in common but their pace.
        public override long GetTimestamp() => time.Now.Ticks + (life.Nth * TimeSpan.TicksPerDay);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new Timer(life, callback, state);
            timer.Change(dueTime, period);
            return timer;
        }
    }

    private sealed class Timer(Life life, TimerCallback callback, object? state) : ITimer
    {
        private int _set;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var set = ++_set;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                _ = FireAsync(set, dueTime);
            }

            // Whatever was set before is void.

            return true;
        }

        public void Dispose() => _set++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private async Task FireAsync(int set, TimeSpan dueTime)
        {
            await life.SleepAsync(dueTime);
            if (set == _set)
            {
                callback(state);
            }
        }
    }
}
