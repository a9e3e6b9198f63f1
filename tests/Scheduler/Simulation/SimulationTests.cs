using Xunit.Abstractions;

namespace CrmBot.Scheduler.Tests.Simulation;

/// <summary>
/// The scheduler under everything that can go wrong, at rates far above any real ones: none lost, none after it was taken
/// away, none twice without a reason. A run that breaks a rule is repeated exactly by its seed.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int Seeds = 200;

    private static bool IsLong => Environment.GetEnvironmentVariable("CRMBOT_TESTS") == "all";

    [Fact]
    public void No_reminder_is_lost_or_comes_after_its_end_or_twice_without_a_reason()
    {
        var runs = new Ran<World>[Seeds];
        Parallel.For(
            0, Seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => runs[i] = World.Run(i + 1, IsLong ? 2600 : 500));
        Told("reminders", r => r.Plot.Oracle.Reminders);
        Told("calls", r => r.Faults.Calls);
        Told("sends", r => r.Plot.Oracle.Sends);
        Told("reminders that arrived", r => r.Plot.Oracle.Reached);
        Told("of these twice, each explained", r => r.Plot.Oracle.Twice);
        Told("taken away in time", r => r.Plot.Oracle.TakenAway);
        Told("given up after two silences", r => r.Plot.Oracle.GivenUp);
        Told("of these never arrived", r => r.Plot.Oracle.NeverKnown);
        Told("refused for good", r => r.Plot.Oracle.Poisoned);
        Told("crashes", r => r.Faults.Thrown(Fault.CrashBefore, Fault.CrashAfter));
        Told("stalls", r => r.Faults.Thrown(Fault.StallBefore, Fault.StallAfter));
        Told("outages and lost answers", r => r.Faults.Thrown(Fault.DownBefore, Fault.LostAfter, Fault.LateAfter));

        var broken = runs.SelectMany(r => r.Broken, (r, what) => $"seed {r.Seed}: {what}").ToList();
        Assert.True(broken.Count == 0, $"{broken.Count} rules broken, such as {string.Join("; ", broken.Take(10))}");

        // What proves anything: enough of everything, and few of what is counted as known and not sent.
        var reminders = runs.Sum(r => r.Plot.Oracle.Reminders);
        Assert.True(reminders >= (IsLong ? 500_000 : 100_000), $"{reminders} reminders are too few.");
        Assert.True(runs.Sum(r => r.Plot.Oracle.NeverKnown) < reminders / 100, "Too many were given up.");
        Assert.All(Enum.GetValues<Fault>().Except([Fault.None]), f => Assert.True(runs.Sum(r => r.Faults.Thrown(f)) > 1000, $"{f} hardly happened."));

        void Told(string what, Func<Ran<World>, long> of) => output.WriteLine($"{runs.Sum(of):N0} {what}");
    }

    [Fact]
    public void The_same_seed_is_the_same_run()
    {
        var hash = World.Run(7, 100).Hash;
        Assert.Equal(hash, World.Run(7, 100).Hash);
        Assert.NotEqual(hash, World.Run(8, 100).Hash);
        output.WriteLine($"{hash:x}");
    }
}
