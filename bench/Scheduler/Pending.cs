using System.Diagnostics;
using System.Globalization;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Scheduler.Bench;

/// <summary>A database in which many reminders wait for the next 90 days; made once and kept in the temporary folder.</summary>
internal static class Pending
{
    private const string Tenant = "pending";
    private const int OfPerson = 100;
    private const int Hours = 90 * 24;

    /// <returns>The file, closed.</returns>
    public static async Task<string> FileAsync(int rows, DateTimeOffset from)
    {
        var path = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"crmbot-bench-pending-{rows}.db"));
        if (!File.Exists(path))
        {
            var started = Stopwatch.GetTimestamp();
            var making = path + ".making";
            File.Delete(making);
            await using (var tables = SqliteTables.Open(making))
            {
                await FillAsync(tables, rows, from);
            }

            File.Delete(making + ".lock");
            File.Move(making, path);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"made {path} in {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s, {new FileInfo(path).Length >> 20} MiB"));
        }

        return path;
    }

    private static async Task FillAsync(SqliteTables tables, int rows, DateTimeOffset from)
    {
        // Prompts by recipient and due rows by hour: each in an order in which the file grows well.
        await WriteAsync(tables, Enumerable.Range(0, rows / OfPerson).Select(person => new ChangeSet(
            Keys.Prompts, Keys.Recipient(Tenant, Person(person)),
            [
                .. Enumerable.Range(0, OfPerson).Select(n => Of((person * OfPerson) + n, from))
                    .Select(p => new Change.Insert(Keys.Prompt(p.Id), Rows.Bytes(new Kept<Prompt>(Rows.V, 1, p), StoreJson.Default.KeptPrompt))),
            ])));
        await WriteAsync(tables, Enumerable.Range(0, Hours).SelectMany(hour => DueRow.Sets(
            Enumerable.Range(0, rows / Hours + 1).Select(k => (k * Hours) + hour).Where(n => n < rows).Select(n => DueRow.Of(Tenant, Person(n / OfPerson), Of(n, from))))));
    }

    private static async Task WriteAsync(SqliteTables tables, IEnumerable<ChangeSet> sets)
    {
        foreach (var some in sets.Chunk(200))
        {
            if (!(await tables.ApplyAsync(some, CancellationToken.None)).All)
            {
                throw new InvalidOperationException("The rows could not be written.");
            }
        }
    }

    private static string Person(int n) => string.Create(CultureInfo.InvariantCulture, $"person{n:D6}");

    private static Prompt Of(int n, DateTimeOffset from)
    {
        var at = from.AddHours(1 + (n % Hours)).AddSeconds(n * 7919L % 3600);
        var step = string.Create(CultureInfo.InvariantCulture, $"step{n:D8}");
        return new Prompt(Prompt.IdOf(step), PromptKind.FollowUp, string.Create(CultureInfo.InvariantCulture, $"customer{n / 4:D8}"), step, 1, 0, at, at, 1, PromptState.Pending);
    }
}
