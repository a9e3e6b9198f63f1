using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace CrmBot.Storage.Tests.Contract;

/// <summary>Another process writes and is killed without warning, as by <c>kill -9</c>.</summary>
public sealed class SqliteKillTests : IAsyncLifetime
{
    private readonly TemporaryFile file = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        file.Remove();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task After_a_kill_every_acknowledged_set_stands_no_set_is_torn_and_the_lock_is_free()
    {
        var acknowledged = new List<string>();
        var versions = new HashSet<ETag>();
        for (var run = 0; run < 3; run++)
        {
            using var process = Start();
            Assert.Equal(KillHost.Ready, await process.StandardOutput.ReadLineAsync());
            Assert.Throws<StoreInUseException>(() => SqliteTables.Open(file.Path));

            acknowledged.Clear();
            while (acknowledged.Count < 500 && await process.StandardOutput.ReadLineAsync() is { } line)
            {
                acknowledged.Add(line);
            }

            process.Kill();
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                acknowledged.Add(line);
            }

            await process.WaitForExitAsync();
            Assert.True(acknowledged.Count >= 500, await process.StandardError.ReadToEndAsync());

            await using var tables = SqliteTables.Open(file.Path);
            Assert.Equal("ok", Integrity());
            var rows = await All(tables);
            var keys = rows.Select(row => (row.PartitionKey, row.RowKey)).ToHashSet();
            foreach (var words in acknowledged.Select(line => line.Split(' ')).Where(words => words.Length == 2))
            {
                Assert.Contains(($"w{words[0]}", $"a|{words[1]}"), keys);
            }

            Assert.All(keys, key => Assert.Contains((key.PartitionKey, (key.RowKey[0] == 'a' ? "b" : "a") + key.RowKey[1..]), keys));
            Assert.All(rows, row => Assert.True(versions.Add(row.ETag)));
            await RemoveAll(tables, rows);
        }
    }

    private static async Task<List<Row>> All(SqliteTables tables)
    {
        var rows = new List<Row>();
        string? next = null;
        do
        {
            var page = await tables.QueryAsync(new RowRange("crm", "w", "x"), 1000, next, CancellationToken.None);
            rows.AddRange(page.Rows);
            next = page.Next;
        }
        while (next is not null);

        return rows;
    }

    // So that the next process can insert the same keys, which must get versions never seen before.
    private static async Task RemoveAll(SqliteTables tables, List<Row> rows)
    {
        var sets = rows.GroupBy(row => row.PartitionKey).SelectMany(partition => partition.Chunk(100)
            .Select(chunk => new ChangeSet("crm", partition.Key, [.. chunk.Select(row => new Change.Delete(row.RowKey, row.ETag))])));
        Assert.True((await tables.ApplyAsync([.. sets], CancellationToken.None)).All);
    }

    private Process Start() => Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(KillHost).Assembly.Location, file.Path])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private string Integrity()
    {
        using var connection = new SqliteConnection($"Data Source={file.Path};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand("PRAGMA integrity_check", connection);
        return (string)command.ExecuteScalar()!;
    }
}
