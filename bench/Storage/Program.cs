// dotnet run -c Release --project bench/Storage -- scale [customers] [name]
//   the stores against prepared Microsoft.Data.Sqlite statements on the same rows with the same PRAGMAs, turn about, at 100,000
//   customers; the database is made once (some minutes, 5 GB) and kept in the temporary folder; a name runs one comparison
// dotnet run -c Release --project bench/Storage -- [seconds per line]
//   the SQLite engine alone, with one and many callers, against prepared statements
// dotnet run -c Release --project bench/Storage -- [seconds per line] azure
//   the Azure engine, on an Azurite that it starts, and what a filing asks of the service
using CrmBot.Storage;
using CrmBot.Storage.Bench;
using CrmBot.Storage.Bench.Scale;

if (args is ["scale", ..])
{
    await ScaleBench.RunAsync(
        args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : Company.Customers, args.Length > 2 ? args[2] : null);
    return;
}

var seconds = args.Length > 0 ? double.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 2;
if (args is [_, "azure"])
{
    await AzureBench.RunAsync(seconds);
    return;
}

const int Partitions = 1000, Rows = 50;
var data = new byte[600];
var folder = Directory.CreateTempSubdirectory("crmbot-bench-");
try
{
    using var raw = new Raw(Path.Combine(folder.FullName, "raw.db"));
    await using var tables = SqliteTables.Open(Path.Combine(folder.FullName, "engine.db"));
    for (var p = 0; p < Partitions; p++)
    {
        ChangeSet set = new("crm", Partition(p), [.. Enumerable.Range(0, Rows).Select(r => new Change.Insert(RowKey(r), data))]);
        await tables.ApplyAsync([set], CancellationToken.None);
        raw.Fill(Partition(p), Enumerable.Range(0, Rows).Select(r => RowKey(r)), data);
    }

    Console.WriteLine($"{Partitions * Rows:N0} rows of {data.Length} bytes; {seconds} s a line");
    var commits = await Load.RunAsync("raw: commit one row", 1, seconds, null, n => { raw.Insert("new", Key(n), data); return default; });
    foreach (var callers in (int[])[1, 8, 64])
    {
        await Load.RunAsync("engine: commit one row", callers, seconds, commits, async n =>
            await tables.ApplyAsync([new ChangeSet("crm", "new", [new Change.Insert(Key(n), data)])], CancellationToken.None));
    }

    var points = await Load.RunAsync("raw: point read", 1, seconds, null, n => { raw.Get(Partition(n * 7919), RowKey(n)); return default; });
    foreach (var callers in (int[])[1, 8])
    {
        await Load.RunAsync("engine: point read", callers, seconds, points, async n =>
            _ = await tables.GetAsync("crm", Partition(n * 7919), RowKey(n), CancellationToken.None)
                ?? throw new InvalidOperationException("A row is missing."));
    }

    var ranges = await Load.RunAsync($"raw: read {Rows} rows", 1, seconds, null, n => { raw.Query(Partition(n * 7919)); return default; });
    foreach (var callers in (int[])[1, 8])
    {
        await Load.RunAsync($"engine: read {Rows} rows", callers, seconds, ranges, async n =>
            await tables.QueryAsync(RowRange.Prefix("crm", Partition(n * 7919), "f|"), 100, null, CancellationToken.None));
    }
}
finally
{
    folder.Delete(recursive: true);
}

static string Partition(long n) => $"contoso|c|{n % Partitions:D8}";
static string RowKey(long n) => $"f|{n % Rows:D19}|ab12cd34";
static string Key(long n) => $"f|{n:D19}|ab12cd34";
