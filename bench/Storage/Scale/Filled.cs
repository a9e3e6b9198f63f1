using System.Diagnostics;
using System.Globalization;
using CrmBot.Domain;
using Microsoft.Data.Sqlite;

namespace CrmBot.Storage.Bench.Scale;

/// <summary>
/// A database that holds the <see cref="Company"/>, made once and kept in the temporary folder. The stores themselves write
/// each customer, into memory; the rows they left go into the file in one go.
/// </summary>
internal static class Filled
{
    /// <summary>One that is there is used, unless the stores write other rows by now.</summary>
    /// <returns>The file, closed.</returns>
    public static async Task<string> FileAsync(int customers)
    {
        var path = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"crmbot-bench-{customers}.db"));
        var sample = Enumerable.Range(0, 10).Select(i => i * customers / 10).ToList();
        if (!File.Exists(path) || await DifferenceAsync(path, sample) is not null)
        {
            File.Delete(path);
            var started = Stopwatch.GetTimestamp();
            var making = path + ".making";
            File.Delete(making);
            await SqliteTables.Open(making).DisposeAsync();
            File.Delete(making + ".lock");
            var rows = await FillAsync(making, customers);
            File.Move(making, path);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"made {path}: {rows:N0} rows in {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s"));
        }

        return await DifferenceAsync(path, sample) is { } differs
            ? throw new InvalidOperationException($"Row {differs} differs from what the stores write.")
            : path;
    }

    /// <summary>Lives a few customers through the stores on a real database and compares every row with what the file holds.</summary>
    private static async Task<string?> DifferenceAsync(string path, IEnumerable<int> sample)
    {
        using var file = Open(path);
        using var get = new SqliteCommand("SELECT data FROM rows WHERE tbl = ?1 AND pk = ?2 AND rk = ?3", file);
        var compared = 0;
        foreach (var number in sample)
        {
            var folder = Directory.CreateTempSubdirectory("crmbot-bench-");
            try
            {
                await using var tables = SqliteTables.Open(Path.Combine(folder.FullName, "one.db"));
                var seen = new Seen(tables);
                await Company.LiveAsync(number, seen);
                // All but the hints, which go a moment later.
                foreach (var (table, partition, row) in seen.Written.Where(written => written.Table != Keys.Work))
                {
                    Bind(get, KeyBytes.Of(table), KeyBytes.Of(partition), KeyBytes.Of(row));
                    var stored = (byte[]?)get.ExecuteScalar() ?? [];
                    var lived = (await tables.GetAsync(table, partition, row, CancellationToken.None))?.Data ?? default;
                    if (!lived.Span.SequenceEqual(stored))
                    {
                        return $"{table} {partition} {row}";
                    }

                    compared++;
                }
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{compared:N0} rows of a sample are byte for byte what the stores write into a database"));
        return null;
    }

    private static async Task<long> FillAsync(string path, int customers)
    {
        var lived = System.Threading.Channels.Channel.CreateBounded<List<(string Table, Row Row)>>(256);
        var living = Parallel.ForEachAsync(Enumerable.Range(0, customers).OrderBy(Company.CustomerId, StringComparer.Ordinal), async (number, ct) =>
        {
            var rows = new Recorder();
            await Company.LiveAsync(number, rows);
            await lived.Writer.WriteAsync([.. rows.Rows], ct);
        }).ContinueWith(done => lived.Writer.Complete(done.Exception), TaskScheduler.Default);

        using var file = Open(path);
        foreach (var pragma in (string[])["PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", "PRAGMA cache_size=-3000000", "BEGIN"])
        {
            Run(file, pragma);
        }

        using var insert = new SqliteCommand("INSERT INTO rows(tbl, pk, rk, etag, data) VALUES(?1, ?2, ?3, ?4, ?5)", file);
        var count = await PeopleAsync(insert);
        await foreach (var rows in lived.Reader.ReadAllAsync())
        {
            foreach (var (table, row) in rows)
            {
                Insert(insert, table, row, ++count);
            }
        }

        await living;
        Run(file, string.Create(CultureInfo.InvariantCulture, $"UPDATE etags SET reserved = {count}"));
        Run(file, "COMMIT");
        Run(file, "PRAGMA journal_mode=WAL");
        return count;
    }

    private static async Task<long> PeopleAsync(SqliteCommand insert)
    {
        var rows = new Recorder();
        var store = new PeopleStore(rows, TimeProvider.System, new OneId());
        await store.ImportAsync(
            Company.Tenant, [.. Enumerable.Range(0, Company.People).Select(n => (Company.Person(n), (IReadOnlyList<string>)[$"p{n}@example.org"]))], CancellationToken.None);
        var count = 0L;
        foreach (var (table, row) in rows.Rows)
        {
            Insert(insert, table, row, ++count);
        }

        return count;
    }

    private static void Insert(SqliteCommand insert, string table, Row row, long etag)
    {
        Bind(insert, KeyBytes.Of(table), KeyBytes.Of(row.PartitionKey), KeyBytes.Of(row.RowKey), etag, row.Data.ToArray());
        insert.ExecuteNonQuery();
    }

    private static void Bind(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (command.Parameters.Count == i)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"?{i + 1}" });
            }

            command.Parameters[i].Value = values[i];
        }
    }

    private static SqliteConnection Open(string path)
    {
        var file = new SqliteConnection($"Data Source={path};Pooling=False");
        file.Open();
        return file;
    }

    private static void Run(SqliteConnection file, string statement)
    {
        using var command = new SqliteCommand(statement, file);
        command.ExecuteNonQuery();
    }

    private sealed class OneId : IIds
    {
        private int count;

        public string New() => Ids.Hash("people", (++count).ToString(CultureInfo.InvariantCulture));
    }
}
