// dotnet run -c Release --project bench/Scheduler -- [lanes]
//   passes with 200,000 and with 4,000,000 reminders waiting, reminders delivered and planned a second; the databases are made
//   once (minutes, 4 GB) and kept in the temporary folder
using System.Diagnostics;
using System.Globalization;
using CrmBot.Domain;
using CrmBot.Scheduler.Bench;
using CrmBot.Storage;

// A Wednesday, half past nine in Shanghai.
var morning = new DateTimeOffset(2025, 9, 17, 1, 30, 0, TimeSpan.Zero);
var lanes = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : new CrmBot.Scheduler.SchedulerOptions().Lanes;
var run = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(4));
Console.WriteLine($"{lanes} lanes");
foreach (var waiting in (int[])[200_000, 4_000_000])
{
    var file = await Pending.FileAsync(waiting, morning.AddDays(1));
    await using var tables = SqliteTables.Open(file);
    await Rounds.PassesAsync(tables, waiting, $"{run}a{waiting}", morning, lanes);
    if (waiting == 200_000)
    {
        await Rounds.RateAsync(tables, $"{run}b", morning, lanes, people: 20_000, together: 1);
        await Rounds.RateAsync(tables, $"{run}c", morning, lanes, people: 5_000, together: 10);
    }
}
