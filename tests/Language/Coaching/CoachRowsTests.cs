using Xunit.Abstractions;

namespace CrmBot.Language.Tests;

/// <summary>The shares that are asked for: of the shallow ones at least 95 % caught, of the good ones at most 3 % stopped.</summary>
public sealed class CoachRowsTests(ITestOutputHelper output)
{
    [Fact]
    public void Our_given_summaries_are_judged_right() => Measure(Path.Combine(Repository.Root, "tests", "Language", "Captures", "summaries.json"));

    [Fact]
    public void Other_ways_of_saying_it_are_judged_right() => Measure(Path.Combine(Repository.Root, "tests", "Language", "Coaching", "paraphrases.json"));

    [Fact]
    public void The_shared_examples_are_judged_right()
    {
        var path = Path.Combine(Directory.GetParent(Repository.Root)!.FullName, "shared", "examples", "quality.json");
        if (File.Exists(path))
        {
            Measure(path);
        }
    }

    private void Measure(string path)
    {
        var rows = SummaryRows.Read(path);
        var faults = rows.Select(r => (Row: r, Fault: SummaryRows.Fault(r))).Where(r => r.Fault is not null).ToList();
        var missed = faults.Count(f => f.Row.Label == "shallow");
        var stopped = faults.Count - missed;
        var (shallow, good) = (rows.Count(r => r.Label == "shallow"), rows.Count(r => r.Label == "good"));
        var figures = $"{missed} of {shallow} shallow missed, {stopped} of {good} good stopped\n{string.Join('\n', faults.Select(f => f.Fault))}";
        output.WriteLine(figures);
        Assert.True(missed <= 0.05 * shallow && stopped <= 0.03 * good, figures);
    }
}
