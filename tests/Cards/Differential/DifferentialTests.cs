using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace CrmBot.Cards.Tests.Differential;

/// <summary>Our engine, tolerant, against npm <c>adaptivecards-templating</c> on seeded random templates and data.</summary>
public sealed class DifferentialTests(ITestOutputHelper log)
{
    private const int Seed = 20250910;

    private static readonly int Count = LongRun.Times(2000);

    [Fact]
    public async Task Random_templates_expand_as_the_public_engine_expands_them()
    {
        var cases = Enumerable.Range(Seed, Count).Select(Case.Make).ToList();
        await using var peer = TemplatingPeer.Start();
        var answers = await peer.ExpandAsync(cases.Select(c => c.Question));
        var (equal, lost, members) = (0, 0, 0);
        var different = new List<string>();
        foreach (var (one, answer) in cases.Zip(answers))
        {
            var ours = JsonNode.Parse(one.Expand())!.AsObject();
            members += ours.Count;
            lost += answer["agreed"]!["failed"]!.AsArray().Count;
            if (Difference(ours, answer["as"]!, node => node) is null)
            {
                equal++;
            }
            else if (Difference(ours, answer["agreed"]!, one.Forgive) is { } difference)
            {
                different.Add($"seed {one.Seed}: {difference}\n   {Json.Text(one.Question["template"])}");
            }
        }

        log.WriteLine($"{Count} templates: {equal} equal, {Count - equal - different.Count} deviate on purpose, {different.Count} for no listed reason");
        log.WriteLine($"{lost} of {members} members fail in the public engine and are not compared");
        different.ForEach(log.WriteLine);
        Assert.Empty(different);
        Assert.True(equal > Count * 0.8, "Too many templates hold what the engines differ in.");
        Assert.True(lost < members * 0.1, "Too much is lost in the public engine.");
    }

    /// <summary>A member that fails there costs the whole card; ours keeps the rest, and of that member the text.</summary>
    private static string? Difference(JsonObject ours, JsonNode theirs, Func<JsonNode?, JsonNode?> forgive)
    {
        var failed = theirs["failed"]!.AsArray().Select(f => (string)f!).ToHashSet(StringComparer.Ordinal);
        var kept = new JsonObject(ours.Where(p => !failed.Contains(p.Key)).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
        return Json.Difference(forgive(kept), forgive(theirs["card"]), "");
    }
}
