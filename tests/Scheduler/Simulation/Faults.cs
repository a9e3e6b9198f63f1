namespace CrmBot.Scheduler.Tests.Simulation;

/// <summary>What goes wrong at a call, before it takes effect or after.</summary>
internal enum Fault { None, CrashBefore, CrashAfter, DownBefore, LostAfter, StallBefore, StallAfter, LateAfter }

/// <summary>The seeded dice of a run, what they threw, and a hash of all that happened in it.</summary>
internal sealed class Faults(int seed)
{
    private static readonly Fault[] Kinds = [Fault.CrashBefore, Fault.CrashAfter, Fault.DownBefore, Fault.LostAfter, Fault.StallBefore, Fault.StallAfter, Fault.LateAfter];
    private readonly int[] _thrown = new int[Kinds.Length + 1];

    public Random Dice { get; } = new(seed);

    public bool On { get; set; } = true;

    /// <summary>The same for the same seed: a hash of every call, in order.</summary>
    public ulong Hash { get; private set; } = 14695981039346656037;

    public long Calls { get; private set; }

    public int Thrown(params Fault[] faults) => faults.Sum(f => _thrown[(int)f]);

    /// <param name="rate">Of 1.</param>
    public Fault Next(double rate)
    {
        if (!On || Dice.NextDouble() >= rate)
        {
            return Fault.None;
        }

        var fault = Kinds[Dice.Next(Kinds.Length)];
        _thrown[(int)fault]++;
        return fault;
    }

    public bool Chance(double of1) => Dice.NextDouble() < of1;

    public TimeSpan Between(double seconds, double andSeconds) => TimeSpan.FromTicks((long)((seconds + (Dice.NextDouble() * (andSeconds - seconds))) * TimeSpan.TicksPerSecond));

    /// <summary>Up to 35 minutes; half of them are of seconds, as pauses of a machine are.</summary>
    public TimeSpan Stall() => Chance(0.5) ? Between(1, 60) : Between(60, 35 * 60);

    public void Note(TimeSpan at, int who, string what, string key)
    {
        Calls++;
        Mix((ulong)at.Ticks);
        Mix((ulong)who);
        foreach (var c in what)
        {
            Mix(c);
        }

        foreach (var c in key)
        {
            Mix(c);
        }
    }

    private void Mix(ulong value) => Hash = (Hash ^ value) * 1099511628211;
}
