using CrmBot.Storage;
using Xunit.Abstractions;

namespace CrmBot.Scheduler.Tests.Simulation;

/// <summary>Leaves, nudges, managers, mutes and the number a day under everything that can go wrong; and without each of these rules.</summary>
public sealed class PeopleTests(ITestOutputHelper output)
{
    private const int SeedsOfBug = 12;

    private static int Seeds => Environment.GetEnvironmentVariable("CRMBOT_TESTS") == "all" ? 200 : 16;

    private static readonly Bug[] All =
    [
        new("Who is away gets it all the same") { Tables = t => Person(t, "leaves") },
        new("A muted customer is not") { Tables = t => Person(t, "mutes") },
        new("Nobody counts the messages of a day") { Tables = t => Writes.Each(t, (s, c) => s.Table == "prompts" && c.RowKey == "day" ? null : c) },
        new("Each nudge begins to count anew") { Tables = t => new Reads(t, (table, row) => table == "prompts" && row.RowKey.StartsWith("p|", StringComparison.Ordinal) ? Reads.With(row, Anew) : row) },
        new("There is no nudge") { Tables = t => Prompts(t, it => it is { State: PromptState.Pending, Nudge: > 0 } ? it with { State = PromptState.Sent } : it) },
        new("The manager is not told") { Tables = t => Writes.Each(t, (s, c) => s.Table == "prompts" && c is Change.Insert { Data: var data } && data.Span.IndexOf("\"Escalation\""u8) >= 0 ? null : c) },
        new("Nothing comes back from the delegate") { Tables = t => Prompts(t, it => it.State == PromptState.Moved ? it with { State = PromptState.Sent } : it) },
    ];

    public static TheoryData<string> Bugs => [.. All.Select(b => b.Name)];

    [Fact]
    public void Leaves_nudges_managers_mutes_and_the_number_a_day_hold_whatever_goes_wrong()
    {
        var runs = new Ran<PeoplePlot>[Seeds];
        Parallel.For(0, Seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => runs[i] = PeoplePlot.Run(i + 1));
        foreach (var kind in runs.SelectMany(r => r.Plot.Rules.Seen).GroupBy(s => s.Key, s => s.Value, StringComparer.Ordinal).OrderBy(k => k.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"{kind.Sum(),7:N0} {kind.Key}");
        }

        output.WriteLine($"{runs.Sum(r => r.Plot.Rules.Deliveries.Twice)} of {runs.Sum(r => r.Plot.Rules.Deliveries.Arrivals)} twice, each explained; {runs.Sum(r => r.Faults.Thrown(Fault.CrashBefore, Fault.CrashAfter))} crashes");
        var broken = runs.SelectMany(r => r.Broken, (r, what) => $"seed {r.Seed}: {what}").ToList();
        Assert.True(broken.Count == 0, $"{broken.Count} rules broken, such as {string.Join("; ", broken.Take(12))}");

        // What proves anything: each kind of message was there.
        foreach (var kind in new[] { "FollowUp 0", "FollowUp 1", "FollowUp 2", "FollowUp 0 of another", "Escalation 0 of another", "Reminder 0" })
        {
            Assert.True(runs.Sum(r => r.Plot.Rules.Seen.GetValueOrDefault(kind)) > Seeds, $"{kind} hardly happened.");
        }
    }

    [Theory]
    [MemberData(nameof(Bugs))]
    public void A_deliberate_bug_is_caught(string name)
    {
        for (var seed = 1; seed <= SeedsOfBug; seed++)
        {
            if (PeoplePlot.Run(seed, All.Single(b => b.Name == name)) is { Broken: [var first, ..] } ran)
            {
                output.WriteLine($"Seed {seed} broke {ran.Broken.Count} rules: {first}");
                return;
            }
        }

        Assert.Fail($"{name}: {SeedsOfBug} seeds went well with it.");
    }

    private static Reads Person(ITables tables, string without) =>
        new(tables, (table, row) => table == "crm" && row.RowKey == Keys.Person ? Reads.With(row, json => json["it"]!.AsObject().Remove(without)) : row);

    private static void Anew(System.Text.Json.Nodes.JsonObject row)
    {
        var it = row["it"]!.AsObject();
        it["dueAt"] = it["fireAt"]!.DeepClone();
        it.Remove("day");
    }

    private static Writes Prompts(ITables tables, Func<Prompt, Prompt> change) => Writes.Each(tables, (set, c) =>
        set.Table == "prompts" && c is Change.Replace replace && c.RowKey.StartsWith("p|", StringComparison.Ordinal)
            && System.Text.Json.JsonSerializer.Deserialize(replace.Data.Span, StoreJson.Default.KeptPrompt) is { } kept
            ? replace with { Data = Rows.Bytes(kept with { It = change(kept.It) }, StoreJson.Default.KeptPrompt) }
            : c);
}
