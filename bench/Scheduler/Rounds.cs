using System.Diagnostics;
using System.Globalization;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Scheduler.Bench;

internal static class Rounds
{
    private const string Zone = "Asia/Shanghai";
    private const int Due = 500;
    private const int Times = 9;
    private const int Callers = 64;

    /// <summary>An empty pass, and one with 500 reminders of as many people, beside all that waits; the databases turn about.</summary>
    public static async Task PassesAsync(IReadOnlyList<(ITables Tables, int Waiting)> all, string tenant, DateTimeOffset morning, int lanes)
    {
        var clock = new Hands(morning);
        List<(Bot Bot, int Waiting, List<double> Empty, List<double> Full)> bots = [.. all.Select(a => (new Bot(a.Tables, clock, lanes), a.Waiting, new List<double>(), new List<double>()))];
        foreach (var (bot, _, _, _) in bots)
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, Times * Due), Wide, async (n, _) => await PlanAsync(bot, tenant, n, $"p{n}", 1, morning.AddMinutes(1 + (n / Due)), true));
        }

        for (var i = 0; i < 300; i++)
        {
            foreach (var (bot, _, empty, _) in bots)
            {
                empty.Add(await TimeAsync(bot, 0));
            }
        }

        for (var i = 0; i < Times; i++)
        {
            clock.At = morning.AddMinutes(1 + i);
            foreach (var (bot, _, _, full) in bots)
            {
                full.Add(await TimeAsync(bot, Due));
            }
        }

        foreach (var (bot, waiting, empty, full) in bots)
        {
            bot.Dispose();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{waiting,9:N0} waiting: empty pass {Median(empty),5:F2} ms (at best {empty.Min():F2}), pass with {Due} due {Median(full),5:F0} ms (at best {full.Min():F0})"));
        }
    }

    /// <summary>Reminders planned a second, each by a change of a customer of its own, and delivered a second in one pass.</summary>
    public static async Task RateAsync(ITables tables, string tenant, DateTimeOffset morning, int lanes, int people, int together)
    {
        var clock = new Hands(morning);
        using var bot = new Bot(tables, clock, lanes);
        await Parallel.ForEachAsync(Enumerable.Range(0, people), Wide, async (n, _) => await KnowAsync(bot, tenant, $"p{n}"));
        var (started, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, people * together), Wide, async (n, _) => await PlanAsync(bot, tenant, n, $"p{n / together}", 1, morning.AddMinutes(1), false));
        var plannedEach = (Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / (people * together);
        var planned = people * together / Stopwatch.GetElapsedTime(started).TotalSeconds;

        var steps = Math.Min(people, 2_000);
        (started, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, steps), Wide, async (n, _) => await PlanAsync(bot, tenant, 1_000_000 + n, $"p{n}", 10, morning.AddDays(20), false));
        var tensEach = (Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / (steps * 10);
        var plannedTens = steps * 10 / Stopwatch.GetElapsedTime(started).TotalSeconds;

        clock.At = morning.AddMinutes(2);
        processor = Environment.CpuUsage.TotalTime;
        var took = await TimeAsync(bot, people * together);
        var each = (Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / (people * together);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{together,2} together: {people * together / took * 1000,7:N0} reminders a second delivered ({bot.Channel.Messages:N0} messages, {each:F0} µs of processor each), {planned:N0} planned one a change ({plannedEach:F0} µs), {plannedTens:N0} ten a change ({tensEach:F0} µs)"));
    }

    private static ParallelOptions Wide => new() { MaxDegreeOfParallelism = Callers };

    private static async Task<double> TimeAsync(Bot bot, int expected)
    {
        var started = Stopwatch.GetTimestamp();
        var report = await bot.Pass.RunAsync(CancellationToken.None);
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return report.Arrived == expected ? took : throw new InvalidOperationException($"{report} instead of {expected} that arrived.");
    }

    private static double Median(List<double> of) => of.Order().ElementAt(of.Count / 2);

    private static async Task KnowAsync(Bot bot, string tenant, string person)
    {
        await bot.People.PutAsync(tenant, person, _ => new Person(person, "Name", null, [], Role.Rep, null, "boss", Zone, "zh-CN"), CancellationToken.None);
        await bot.Reach.PutAsync(tenant, person, new Reach(ReachState.Active, "msteams", "https://example.test/", "conversation-" + person, "personal", "user-" + person, null, "bot", null, "zh-CN"), CancellationToken.None);
    }

    private static async Task PlanAsync(Bot bot, string tenant, int n, string person, int steps, DateTimeOffset due, bool know)
    {
        if (know)
        {
            await KnowAsync(bot, tenant, person);
        }

        var local = Zones.LocalOf(due, Zone);
        var customer = new Customer($"c{n}", "East Precision", ["EP"], person, [], Tier.A, Stage.Intent, Status.New, null);
        var outcome = await bot.Customers.ChangeAsync<string>(
            new ChangeRequest(tenant, customer.Id, $"op{n}", person, due),
            _ => new Decision<string>.Commit(new CustomerEdit("created", customer)
            {
                Steps =
                [
                    .. Enumerable.Range(0, steps).Select(i => new Step(
                        $"s{n}-{i}", "send the offer", person, OwedBy.Us, DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), Zone, due, StepState.Open, 1, null, null)),
                ],
            }),
            CancellationToken.None);
        if (outcome is not ChangeOutcome<string>.Committed)
        {
            throw new InvalidOperationException($"{outcome}");
        }
    }
}
