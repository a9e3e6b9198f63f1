using System.Diagnostics;
using System.Globalization;

namespace CrmBot.Bot.Bench;

/// <summary>The numbers, and how each is taken.</summary>
internal static class Measures
{
    /// <summary>Milliseconds from making the process to the first answer at the channel's end.</summary>
    public static async Task<double> FirstAnswerAsync(PublishedBot bot, FarSide far, Rep rep)
    {
        var before = far.Taken;
        await bot.ListensAsync();
        await rep.SaysAsync("help");
        var took = Stopwatch.GetElapsedTime(bot.Started);
        return far.Taken > before ? took.TotalMilliseconds : throw new InvalidOperationException("The first message was not answered.");
    }

    /// <summary>So many at once, each in a chat and about a customer of its own, beginning anew as soon as it has its receipt.</summary>
    public static async Task FileAsync(PublishedBot bot, IReadOnlyList<Rep> reps, int atOnce, int filings, string? heading)
    {
        var next = -1;
        var took = new List<(long Opened, long Filed)>[atOnce];
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var nextOn = today.AddDays(15 - (int)today.DayOfWeek); // a Monday
        var processor = bot.Processor;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(one => Task.Run(async () =>
        {
            var mine = took[one] = [];
            for (var i = Interlocked.Increment(ref next); i < filings; i = Interlocked.Increment(ref next))
            {
                // One at a time goes round all customers; many keep to their own.
                mine.Add(await reps[atOnce == 1 ? i % reps.Count : one].FilesAsync(nextOn));
            }
        })));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (heading is null)
        {
            return;
        }

        var all = took.SelectMany(mine => mine).ToList();
        var spent = (bot.Processor - processor).TotalMilliseconds / filings;
        Console.WriteLine(
            $"{heading,-24} file {Share(all.Select(t => t.Filed))}   open {Share(all.Select(t => t.Opened))}"
            + Invariant($"   {2 * filings / seconds,5:F0} turns/s   {spent,5:F1} ms of processor for both"));
    }

    /// <summary>The upper one of an even number.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Share(IEnumerable<long> ticks)
    {
        var sorted = ticks.Order().ToList();
        return Invariant($"p50 {At(0.5),5:F1} ms  p99 {At(0.99),5:F1} ms");

        double At(double share) => sorted[(int)((sorted.Count - 1) * share)] * 1000.0 / Stopwatch.Frequency;
    }
}
