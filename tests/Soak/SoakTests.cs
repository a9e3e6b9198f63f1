using System.Diagnostics;
using System.Globalization;
using System.Text;
using CrmBot.Storage;
using CrmBot.Storage.Tests.Contract;
using Xunit.Abstractions;

namespace CrmBot.Soak.Tests;

/// <summary>
/// Two bots on one table account are killed and started again while people plan reminders and the channel throws every fault.
/// In the end nothing is lost, and no reminder came twice without a send of which its sender could not know.
/// <c>./test.sh --soak</c> runs ten minutes.
/// </summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    public const string Tenant = "soak";
    private const int People = 120;
    private const int Seed = 6;

    // Both bots share this machine's clock, so their leases need no allowance for clocks that differ: 5 s + 30 s.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(35);
    private static readonly TimeSpan SettleLimit = TimeSpan.FromMinutes(5);

    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = 8 };

    private static TimeSpan Length => TimeSpan.FromSeconds(
        Environment.GetEnvironmentVariable("CRMBOT_SOAK") is { Length: > 0 } seconds ? int.Parse(seconds, CultureInfo.InvariantCulture) : 60);

    [Fact]
    public async Task Killed_bots_and_a_failing_channel_lose_nothing_and_repeat_nothing_unexplained()
    {
        var connection = await Azurite.ConnectAsync();
        var prefix = Azurite.NewPrefix();
        await using var channel = await FaultyChannel.StartAsync(Seed);
        var ledger = new Ledger(connection, prefix);
        string[] people = [.. Enumerable.Range(1, People).Select(i => $"person{i}")];
        await ledger.HireAsync(people);
        string[] settings =
        [
            "--Storage:Engine=AzureTables", $"--Storage:AzureTables:ConnectionString={connection}", $"--Storage:AzureTables:TablePrefix={prefix}",
            "--Demo:Enabled=false", $"--Bot:DefaultTenant={Tenant}", "--Logging:LogLevel:Default=Warning", "--hostBuilder:reloadConfigOnChange=false",
            $"--Scheduler:Lease={Lease}", "--Scheduler:Fence=00:00:05", "--Scheduler:ClockTolerance=00:00:00", "--Scheduler:ShardLease=00:00:03",
            "--Scheduler:Poll=00:00:01", "--Protocol:SendLimit=00:00:04",
        ];
        await using var one = new Replica(settings);
        await using var two = new Replica(settings);
        Replica[] bots = [one, two];
        await Task.WhenAll(bots.Select(b => b.StartAsync()));
        var greetings = 0;
        await Parallel.ForEachAsync(people, AtOnce, async (person, _) =>
            Assert.True(await one.HearAsync(person, channel.ServiceUrl, Interlocked.Increment(ref greetings))));

        channel.FaultsOfHundred = 20;
        using var end = new CancellationTokenSource(Length);
        var kills = new List<Kill>();
        await Task.WhenAll(
            UntilAsync(TimeSpan.FromMilliseconds(100), 1, random => ledger.PlanAsync(people[random.Next(People)], TimeSpan.FromSeconds(random.Next(1, 6))), end.Token),
            UntilAsync(TimeSpan.FromMilliseconds(100), 2, random => ledger.PlanAsync(people[random.Next(People)], TimeSpan.FromSeconds(random.Next(1, 6))), end.Token),
            UntilAsync(TimeSpan.FromMilliseconds(100), 3, random => ledger.PlanAsync(people[random.Next(People)], TimeSpan.FromSeconds(random.Next(1, 6))), end.Token),
            UntilAsync(TimeSpan.FromMilliseconds(700), 4, random => bots[random.Next(2)].HearAsync(people[random.Next(People)], channel.ServiceUrl, Interlocked.Increment(ref greetings)), end.Token),
            KillAsync(bots, ledger, kills, end.Token));
        channel.FaultsOfHundred = 0;

        // Whoever was found to be away is back.
        await Parallel.ForEachAsync(people, AtOnce, async (person, _) => await HearSurelyAsync(bots, person, channel.ServiceUrl, Interlocked.Increment(ref greetings)));

        // What was given up without a copy, which only this channel knows, is told to operators, and they start it again.
        var stand = await SettledAsync(ledger);
        var taken = channel.All.Where(c => c.Taken).SelectMany(c => c.Reminders).ToHashSet(StringComparer.Ordinal);
        var givenUp = stand.Where(p => IsGivenUp(p.Value) && !taken.Contains(p.Key)).Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        await ledger.RedriveAsync(givenUp);
        stand = await SettledAsync(ledger);
        output.WriteLine($"given up without a copy, told to operators and started again: {givenUp.Count}");
        Judge(ledger, channel.All, kills, stand, bots);
        Assert.All(await Task.WhenAll(bots.Select(b => b.ReadyAsync())), ready => Assert.Contains("\"reminders\":\"on time\"", ready, StringComparison.Ordinal));
    }

    /// <summary>What was being sent when a bot died.</summary>
    private sealed record Kill(long At, IReadOnlySet<string> Sending);

    private static async Task UntilAsync(TimeSpan pause, int seed, Func<Random, Task> act, CancellationToken end)
    {
        var random = new Random(Seed + seed);
        while (!end.IsCancellationRequested)
        {
            await act(random);
            await Task.Delay(pause, TimeProvider.System, CancellationToken.None);
        }
    }

    private static async Task KillAsync(Replica[] bots, Ledger ledger, List<Kill> kills, CancellationToken end)
    {
        var random = new Random(Seed);
        while (true)
        {
            await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(random.Next(5, 21)), TimeProvider.System, end));
            if (end.IsCancellationRequested)
            {
                return;
            }

            // Now and then both at once.
            Replica[] victims = random.Next(5) == 0 ? bots : [bots[random.Next(2)]];
            await Task.WhenAll(victims.Select(v => v.KillAsync()));
            var at = TimeProvider.System.GetTimestamp();
            var stand = await ledger.StandAsync();
            kills.Add(new Kill(at, stand.Where(p => p.Value.State == PromptState.Sending).Select(p => p.Key).ToHashSet(StringComparer.Ordinal)));
            await Task.WhenAll(victims.Select(v => v.StartAsync()));
        }
    }

    private static async Task HearSurelyAsync(Replica[] bots, string person, string serviceUrl, int nth)
    {
        while (!await bots[nth % 2].HearAsync(person, serviceUrl, nth))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    /// <summary>Waits until every reminder has ended: sent, or told to operators.</summary>
    private static async Task<IReadOnlyDictionary<string, Prompt>> SettledAsync(Ledger ledger)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var stand = await ledger.StandAsync();
            var open = ledger.Made.Keys.Where(m => !stand.TryGetValue(m, out var p) || !HasEnded(p)).ToList();
            if (open.Count == 0)
            {
                return stand;
            }

            Assert.True(
                waited.Elapsed < SettleLimit,
                $"{open.Count} reminders have not ended, such as {string.Join(", ", open.Take(5).Select(m => $"{m}: {stand.GetValueOrDefault(m)}"))}");
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }
    }

    // One that was sent waits for its nudge of the next day.
    private static bool HasEnded(Prompt prompt) =>
        prompt.State == PromptState.Sent || IsGivenUp(prompt) || prompt is { State: PromptState.Pending, Nudge: > 0 };

    private static bool IsGivenUp(Prompt prompt) => prompt.State is PromptState.Unknown or PromptState.Poison;

    private void Judge(Ledger ledger, IReadOnlyList<Came> came, List<Kill> kills, IReadOnlyDictionary<string, Prompt> stand, Replica[] bots)
    {
        var copies = came.Where(c => c.Taken).SelectMany(c => c.Reminders.Select(r => (Reminder: r, c))).ToLookup(c => c.Reminder, c => c.c, StringComparer.Ordinal);

        // A long list does not show all of its lines; then the message that the prompt was settled by must have been taken.
        var messages = came.Where(c => c.Taken).Select(c => (c.ActivityId, c.Conversation)).ToHashSet();
        var missing = ledger.Made.Where(m => !copies[m.Key].Any() && !(stand[m.Key].ActivityId is { } id && messages.Contains((id, $"a:{m.Value}")))).Select(m => m.Key).ToList();

        // What the channel kept silent about twice is not repeated by itself, but known as such, and comes with the next day's nudge.
        var lost = missing.Where(m => stand[m] is not { State: PromptState.Pending, Why: PromptMark.Silence }).ToList();
        var twice = copies.Where(c => c.Count() > 1).ToList();
        var unexplained = twice.Where(c => !IsExplained(c.OrderBy(m => m.Order).ToList(), kills)).Select(c => c.Key).ToList();
        var unclear = came.Where(c => c.Unclear).Sum(c => c.Reminders.Count) + CutOff(came, kills);
        var duplicates = twice.Sum(c => c.Count() - 1);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"soak: {Length.TotalSeconds:F0} s, {kills.Count} kills, {bots.Sum(b => b.Starts)} starts");
        text.AppendLine(CultureInfo.InvariantCulture, $"reminders {ledger.Made.Count}, messages about them {came.Count(c => c.Reminders.Count > 0)}, taken {came.Count(c => c.Reminders.Count > 0 && c.Taken)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"faults: {string.Join(", ", came.Where(c => c.Fault != Fault.None).GroupBy(c => c.Fault).OrderBy(g => g.Key).Select(g => $"{g.Key} {g.Count()}"))}");
        text.AppendLine(CultureInfo.InvariantCulture, $"lost {lost.Count}; silent twice, to come with the next day's nudge: {stand.Values.Count(p => p.Why == PromptMark.Silence)}, of which without a copy: {missing.Count - lost.Count}");
        text.AppendLine(CultureInfo.InvariantCulture, $"duplicates {duplicates}, ambiguous sends {unclear}, unexplained {unexplained.Count}");
        output.WriteLine(text.ToString());
        Console.WriteLine(text.ToString());
        Assert.Equal([], lost);
        Assert.Equal([], unexplained);
        Assert.InRange(duplicates, 0, unclear);
        Assert.NotEmpty(kills);
        Assert.All(copies, c => Assert.InRange(c.Count(), 1, 2));
    }

    /// <summary>Sends of a bot that died before it had settled them, though the channel had answered well or had not been asked yet.</summary>
    private static int CutOff(IReadOnlyList<Came> came, List<Kill> kills)
    {
        var about = came.SelectMany(c => c.Reminders.Select(r => (Reminder: r, c))).ToLookup(c => c.Reminder, c => c.c, StringComparer.Ordinal);
        return kills.SelectMany(k => k.Sending.Select(m => (Reminder: m, Last: about[m].LastOrDefault(c => c.At < k.At))))
            .Where(s => s.Last is not { Unclear: true }).Distinct().Count();
    }

    /// <summary>Every copy but the last was one whose sender could not know that it was taken: a fault after it, or its death in the middle of it.</summary>
    private static bool IsExplained(List<Came> copies, List<Kill> kills) => copies.Zip(copies.Skip(1)).All(pair =>
        pair.First.Unclear || kills.Any(k => k.At > pair.First.At && k.At < pair.Second.At && pair.First.Reminders.Any(k.Sending.Contains)));
}
