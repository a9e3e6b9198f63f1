// The published bot on the seeded demo database: how soon it answers, what memory it holds, how fast a follow-up is filed.
using System.Diagnostics;
using CrmBot.Bot.Bench;
using static CrmBot.Bot.Bench.Measures;

if (Settings.Read(args) is not { } settings)
{
    Console.Error.WriteLine(Settings.Usage);
    return 2;
}

if (settings.Publish)
{
    using var publish = Process.Start("dotnet", ["publish", Path.Combine(Settings.Repository, "src", "Bot"), "-c", "Release", "-o", settings.Published, "-v", "q"]);
    await publish.WaitForExitAsync();
    if (publish.ExitCode != 0)
    {
        return publish.ExitCode;
    }
}

var folder = Directory.CreateTempSubdirectory("crmbot-bench-");
try
{
    await using var far = await FarSide.StartAsync();
    var database = Path.Combine(folder.FullName, "crmbot.db");
    await using (var bot = PublishedBot.Start(settings.Published, database))
    {
        using var http = new HttpClient { BaseAddress = bot.Address };
        var seeded = await FirstAnswerAsync(bot, far, Rep.Everyone(http, far)[0]);
        Console.WriteLine(Invariant($"start with seeding         {seeded,7:F0} ms"));
    }

    var starts = new List<(double Took, double Processor)>();
    for (var i = 1; i < settings.Starts; i++)
    {
        await using var bot = PublishedBot.Start(settings.Published, database);
        using var http = new HttpClient { BaseAddress = bot.Address };
        starts.Add((await FirstAnswerAsync(bot, far, Rep.Everyone(http, far)[0]), bot.Processor.TotalMilliseconds));
    }

    await using (var bot = PublishedBot.Start(settings.Published, database))
    {
        using var http = new HttpClient { BaseAddress = bot.Address };
        var reps = Rep.Everyone(http, far);
        starts.Add((await FirstAnswerAsync(bot, far, reps[0]), bot.Processor.TotalMilliseconds));
        var times = starts.ConvertAll(s => s.Took);
        Console.WriteLine(Invariant($"start to first answer      {Median(times),7:F0} ms   median of {times.Count} ({times.Min():F0} to {times.Max():F0}), {Median(starts.ConvertAll(s => s.Processor)):F0} ms of processor"));
        await Task.Delay(settings.Idle, TimeProvider.System);
        Console.WriteLine(Invariant($"memory after {settings.Idle.TotalSeconds,3:F0} s         {bot.Mebibytes("VmRSS"),7:F1} MB   peak until then {bot.Mebibytes("VmHWM"):F1} MB"));
        if (settings.Filings > 0)
        {
            foreach (var rep in reps)
            {
                await rep.SaysAsync("hi");
            }

            await far.QuietAsync();
            await FileAsync(bot, reps, 1, 60, null);
            await FileAsync(bot, reps, 1, settings.Filings, "filing turn,  1 at a time");
            await FileAsync(bot, reps, 16, settings.Filings, "filing turn, 16 at once");
            await far.QuietAsync();
            Console.WriteLine(Invariant($"memory after filing        {bot.Mebibytes("VmRSS"),7:F1} MB   peak {bot.Mebibytes("VmHWM"):F1} MB"));
        }
    }

    return 0;
}
finally
{
    folder.Delete(recursive: true);
}
