using System.Diagnostics;

namespace CrmBot.Storage.Bench;

/// <summary>So many callers that each begin anew as soon as they are answered.</summary>
internal static class Load
{
    /// <param name="baseline">Operations a second to compare with, from an earlier line.</param>
    /// <returns>Operations a second.</returns>
    public static async Task<double> RunAsync(string name, int callers, double seconds, double? baseline, Func<long, ValueTask> act)
    {
        for (var warm = -500; warm < 0; warm++)
        {
            await act((long)callers * 1_000_000_000_000 - warm);
        }

        var count = 0L;
        var took = new List<long>[callers];
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(seconds * Stopwatch.Frequency);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var mine = took[caller] = [];
            for (var now = Stopwatch.GetTimestamp(); now < end;)
            {
                await act(callers * 10_000_000_000 + Interlocked.Increment(ref count));
                var then = Stopwatch.GetTimestamp();
                mine.Add(then - now);
                now = then;
            }
        })));
        var rate = count / Stopwatch.GetElapsedTime(start).TotalSeconds;
        var sorted = took.SelectMany(mine => mine).Order().ToList();
        Console.WriteLine($"{name,-26} {callers,3} callers {rate,10:N0}/s  p50 {Micros(sorted, 0.5),7:N0} us  p99 {Micros(sorted, 0.99),7:N0} us"
            + (baseline is null ? "" : $"  {rate / baseline,6:N2} x raw"));
        return rate;
    }

    private static double Micros(List<long> sorted, double share) => sorted[(int)((sorted.Count - 1) * share)] * 1e6 / Stopwatch.Frequency;
}
