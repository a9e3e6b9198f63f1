// dotnet run -c Release --project bench/Scheduler -- [lanes] [rates]
//   passes with 200,000 and with 4,000,000 reminders waiting, reminders delivered and planned a second; the databases are made
//   once (minutes, 3 GB) and kept in the temporary folder; with "rates" the second half only
using System.Globalization;
using CrmBot.Scheduler.Bench;
using CrmBot.Storage;

// A Wednesday, half past nine in Shanghai.
var morning = new DateTimeOffset(2025, 9, 17, 1, 30, 0, TimeSpan.Zero);
var lanes = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : new CrmBot.Scheduler.SchedulerOptions().Lanes;
var run = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(4));
Console.WriteLine($"{lanes} lanes");
await using var fewer = SqliteTables.Open(await Pending.FileAsync(200_000, morning.AddDays(1)));
if (args is not [_, "rates"])
{
    await using var more = SqliteTables.Open(await Pending.FileAsync(4_000_000, morning.AddDays(1)));
    await Rounds.PassesAsync([(fewer, 200_000), (more, 4_000_000)], run + "a", morning, lanes);
}

await Rounds.RateAsync(fewer, run + "b", morning, lanes, people: 20_000, together: 1);
await Rounds.RateAsync(fewer, run + "c", morning, lanes, people: 5_000, together: 10);
