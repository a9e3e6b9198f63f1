using Xunit.Abstractions;

namespace CrmBot.Scheduler.Tests;

/// <summary>
/// The model beyond one writer and one pass, and the proof that it can fail: without any one rule of the write order some
/// schedule does harm.
/// </summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    public static TheoryData<string> Rules => [.. Mutants.All.Select(m => m.Rule)];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Without_a_rule_harm_is_done(string rule)
    {
        var mutant = Mutants.All.Single(m => m.Rule == rule);
        var runs = 0;
        await foreach (var played in mutant.Search(mutant))
        {
            runs++;
            if (played.Broken.Count > 0)
            {
                output.WriteLine($"Caught by schedule {runs}: {played}");
                return;
            }
        }

        Assert.Fail($"{rule}: {runs} schedules went well without it.");
    }

    [Theory]
    [InlineData("tier", "alone")]
    [InlineData("reassign", "on")]
    [InlineData("snooze", "done")]
    public Task Two_writers_and_a_pass_heal(string first, string second) => AllGoWellAsync(Families.Two(first, second, null), 200);

    [Theory]
    [InlineData("snooze")]
    public Task A_writer_that_was_given_up_heals(string operation) => AllGoWellAsync(Families.Stalled(operation, null), 100);

    [Theory]
    [InlineData("snooze")]
    public Task An_operation_sent_again_after_it_was_given_up_heals(string operation) => AllGoWellAsync(Families.GivenUp(operation, null), 100);

    [Theory]
    [InlineData("done")]
    public Task A_third_process_in_between_heals(string operation) => AllGoWellAsync(Families.Napping(operation, null), 100);

    [Theory]
    [InlineData("done")]
    public Task A_pass_that_is_stopped_twice_heals(string operation) => AllGoWellAsync(Families.PassTwice(operation, null), 500);

    [Theory]
    [InlineData("reassign", "on")]
    public Task A_writer_that_slept_for_a_day_heals(string first, string second) => AllGoWellAsync(Families.Overslept(first, second, null), 5);

    private async Task AllGoWellAsync(IAsyncEnumerable<Played> family, int least)
    {
        var runs = 0;
        await foreach (var played in family)
        {
            runs++;
            Assert.True(played.Broken.Count == 0, $"schedule {runs}: {played}");
        }

        output.WriteLine($"{runs} schedules");
        Assert.True(runs >= least, $"{runs} schedules are too few to mean anything.");
    }
}
