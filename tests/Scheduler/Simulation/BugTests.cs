using Xunit.Abstractions;

namespace CrmBot.Scheduler.Tests.Simulation;

/// <summary>The proof that the simulation can fail: each deliberate bug breaks a rule within a few seeds.</summary>
public sealed class BugTests(ITestOutputHelper output)
{
    private const int Seeds = 60;

    public static TheoryData<string> Bugs => [.. Bug.All.Select(b => b.Name)];

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_deliberate_bug_is_caught(string name)
    {
        var bug = Bug.All.Single(b => b.Name == name);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            if (World.Run(seed, 250, bug) is { Broken: [var first, ..] } ran)
            {
                output.WriteLine($"Seed {seed} broke {ran.Broken.Count} rules: {first}");
                return;
            }
        }

        Assert.Fail($"{name}: {Seeds} seeds went well with it.");
    }
}
