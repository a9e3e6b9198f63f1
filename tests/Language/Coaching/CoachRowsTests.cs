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

    [Theory]
    [InlineData("2025-09-12T12:00:00Z", "Asia/Shanghai", "CN")]
    [InlineData("2026-11-22T04:30:00Z", "Asia/Shanghai", "CN")]
    [InlineData("2027-02-28T15:00:00Z", "Europe/London", "GB")]
    [InlineData("2025-12-31T02:00:00Z", "America/New_York", "US")]
    [InlineData("2025-10-01T02:00:00Z", "Asia/Hong_Kong", "HK")]
    public void The_day_on_which_it_is_read_does_not_matter(string now, string zone, string region)
    {
        var dates = new DateContext(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), zone, region);
        Measure(Path.Combine(Repository.Root, "tests", "Language", "Captures", "summaries.json"), dates);
        Measure(Path.Combine(Repository.Root, "tests", "Language", "Coaching", "paraphrases.json"), dates);
    }

    private void Measure(string path, DateContext? dates = null)
    {
        var rows = SummaryRows.Read(path);
        var faults = rows.Select(r => (Row: r, Fault: SummaryRows.Fault(r, dates))).Where(r => r.Fault is not null).ToList();
        var missed = faults.Count(f => f.Row.Label == "shallow");
        var stopped = faults.Count - missed;
        var (shallow, good) = (rows.Count(r => r.Label == "shallow"), rows.Count(r => r.Label == "good"));
        var figures = $"{missed} of {shallow} shallow missed, {stopped} of {good} good stopped\n{string.Join('\n', faults.Select(f => f.Fault))}";
        output.WriteLine(figures);
        Assert.True(missed <= 0.05 * shallow && stopped <= 0.03 * good, figures);
    }
}
