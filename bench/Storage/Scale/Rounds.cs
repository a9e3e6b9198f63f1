using System.Diagnostics;
using System.Globalization;

namespace CrmBot.Storage.Bench.Scale;

/// <summary>
/// Two ways to do one thing, turn about: so many rounds, in each the same items by both, the order of the two changing. What
/// else runs on the machine meets both alike.
/// </summary>
internal sealed class Rounds(int rounds, int items)
{
    // Rounds before those that count, so that the compiler is done and the caches are filled.
    private const int Warm = 10;

    /// <param name="prepare">Chooses what the item of a number is; not measured.</param>
    public async Task CompareAsync<T>(string name, Func<int, Task<T>> prepare, Func<T, ValueTask> ours, Func<T, ValueTask> plain)
    {
        var (mine, theirs) = (new Side(), new Side());
        for (var round = -Warm; round < rounds; round++)
        {
            var todo = new List<T>(items);
            for (var i = 0; i < items; i++)
            {
                todo.Add(await prepare((round + Warm) * items + i));
            }

            if (round < 0)
            {
                await new Side().RunAsync(todo, ours);
                await new Side().RunAsync(todo, plain);
            }
            else if (round % 2 == 0)
            {
                await mine.RunAsync(todo, ours);
                await theirs.RunAsync(todo, plain);
            }
            else
            {
                await theirs.RunAsync(todo, plain);
                await mine.RunAsync(todo, ours);
            }
        }

        Say(name, mine, theirs);
    }

    /// <summary>Where the plain way does what ours did just before: item by item, ours first.</summary>
    public async Task FollowAsync<T>(string name, Func<int, T> prepare, Func<T, ValueTask> ours, Func<T, ValueTask> plain, params (string Name, Func<T, ValueTask> Act)[] others)
    {
        var (mine, theirs) = (new Side(), new Side());
        var more = others.Select(_ => new Side()).ToArray();
        for (var round = -Warm; round < rounds; round++)
        {
            foreach (var item in Enumerable.Range((round + Warm) * items, items).Select(prepare))
            {
                T[] one = [item];
                await (round < 0 ? new Side() : mine).RunAsync(one, ours);
                await (round < 0 ? new Side() : theirs).RunAsync(one, plain);
                for (var i = 0; i < others.Length; i++)
                {
                    await (round < 0 ? new Side() : more[i]).RunAsync(one, others[i].Act);
                }
            }
        }

        Say(name, mine, theirs);
        foreach (var (side, other) in more.Zip(others))
        {
            Console.WriteLine($"{"  " + other.Name,-30}       {side}");
        }
    }

    private static void Say(string name, Side mine, Side theirs)
    {
        // Of each round the two sums; the middle one of the quotients is what other work on the machine moves least.
        var quotients = mine.Sums.Zip(theirs.Sums, (a, b) => (double)a / b).Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-30} x{quotients[quotients.Count / 2],5:F2} {mine}"));
        Console.WriteLine($"{"  plain statements",-30}       {theirs}");
    }

    private sealed class Side
    {
        private readonly List<long> took = [];
        private TimeSpan processor;
        private long allocated;

        public List<long> Sums { get; } = [];

        public async Task RunAsync<T>(IReadOnlyList<T> items, Func<T, ValueTask> act)
        {
            var (before, spent) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime);
            var sum = 0L;
            foreach (var item in items)
            {
                var start = Stopwatch.GetTimestamp();
                await act(item);
                var one = Stopwatch.GetTimestamp() - start;
                sum += one;
                took.Add(one);
            }

            Sums.Add(sum);
            processor += Environment.CpuUsage.TotalTime - spent;
            allocated += GC.GetTotalAllocatedBytes() - before;
        }

        public override string ToString()
        {
            var sorted = took.Order().ToList();
            return string.Create(CultureInfo.InvariantCulture,
                $"p50 {Micros(0.5),8:N0} us  p99 {Micros(0.99),8:N0} us  processor {processor.TotalMicroseconds / took.Count,7:N0} us  {allocated / 1024.0 / took.Count,8:F1} KiB");

            double Micros(double share) => sorted[(int)((sorted.Count - 1) * share)] * 1e6 / Stopwatch.Frequency;
        }
    }
}
