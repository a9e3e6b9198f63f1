using System.Text;
using Microsoft.Data.Sqlite;

namespace CrmBot.Storage.Tests.Contract;

/// <summary>What only the file engine has: a file that is opened again, locked, refused, emptied.</summary>
public sealed class SqliteFileTests : IAsyncLifetime
{
    private readonly TemporaryFile file = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        file.Remove();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Reopening_keeps_everything_and_gives_out_no_version_again()
    {
        var seen = new HashSet<ETag>();
        for (var run = 0; run < 3; run++)
        {
            await using var tables = SqliteTables.Open(file.Path);
            if (run > 0)
            {
                Assert.Contains((await Get(tables, "kept"))!.ETag, seen);
                Assert.True((await Write(tables, new Change.Delete("gone", null))).All);
            }

            await Write(tables, new Change.Put("kept", "{}"u8.ToArray()), new Change.Insert("gone", "{}"u8.ToArray()));
            Assert.True(seen.Add((await Get(tables, "kept"))!.ETag));
            Assert.True(seen.Add((await Get(tables, "gone"))!.ETag));
        }
    }

    [Fact]
    public async Task A_refused_write_uses_up_its_version()
    {
        await using var tables = SqliteTables.Open(file.Path);
        await Write(tables, new Change.Insert("a", "{}"u8.ToArray()));
        var refused = await Write(tables, new Change.Put("b", "{}"u8.ToArray()), new Change.Insert("a", "{}"u8.ToArray()));
        await Write(tables, new Change.Insert("c", "{}"u8.ToArray()));

        Assert.False(refused.All);
        Assert.Equal("1", (await Get(tables, "a"))!.ETag.Value);
        Assert.Equal("4", (await Get(tables, "c"))!.ETag.Value);
    }

    [Fact]
    public async Task A_second_opening_is_refused_with_a_sentence_for_the_operator_until_the_first_is_closed()
    {
        await using (SqliteTables.Open(file.Path))
        {
            var refusal = Assert.Throws<StoreInUseException>(() => SqliteTables.Open(file.Path));
            Assert.Contains(file.Path, refusal.Message, StringComparison.Ordinal);
            Assert.Contains("Another bot already uses the database", refusal.Message, StringComparison.Ordinal);
            Assert.Contains("set Storage:Engine to AzureTables", refusal.Message, StringComparison.Ordinal);
        }

        await using var again = SqliteTables.Open(file.Path);
        Assert.Null(await Get(again, "r"));
    }

    [Fact]
    public async Task A_link_to_an_open_database_is_refused_too()
    {
        await using var open = SqliteTables.Open(file.Path);
        File.CreateSymbolicLink(file.Path + ".link", file.Path);
        Assert.Throws<StoreInUseException>(() => SqliteTables.Open(file.Path + ".link"));
    }

    [Fact]
    public async Task Closing_finishes_what_waits_and_leaves_no_log_behind()
    {
        var tables = SqliteTables.Open(file.Path);
        var waiting = Enumerable.Range(0, 500).Select(i => Write(tables, new Change.Insert($"{i}", "{}"u8.ToArray()))).ToArray();
        await tables.DisposeAsync();

        Assert.All(await Task.WhenAll(waiting), applied => Assert.True(applied.All));
        Assert.False(File.Exists(file.Path + "-wal") && new FileInfo(file.Path + "-wal").Length > 0);
        await using var again = SqliteTables.Open(file.Path);
        Assert.Equal(500, (await again.QueryAsync(new RowRange("crm", "p"), 1000, null, CancellationToken.None)).Rows.Count);
    }

    [Fact]
    public async Task A_closed_store_says_that_it_cannot_be_reached()
    {
        var tables = SqliteTables.Open(file.Path);
        await tables.DisposeAsync();
        await tables.DisposeAsync();

        await Assert.ThrowsAsync<StorageUnavailableException>(() => Get(tables, "r"));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Write(tables, new Change.Put("r", "{}"u8.ToArray())));
        await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            tables.QueryAsync(new RowRange("crm", "p"), 1, null, CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task What_was_deleted_or_replaced_is_in_no_byte_of_the_closed_files()
    {
        var secret = Encoding.UTF8.GetBytes("""{"name":"Meridian Sutherland"}""");
        await using (var tables = SqliteTables.Open(file.Path))
        {
            await Write(tables, new Change.Insert("a", secret), new Change.Insert("b", secret));
            await Write(tables, [.. Enumerable.Range(0, 50).Select(i => new Change.Insert($"other|{i}", new byte[700]))]);
            await Write(tables, new Change.Delete("a", null), new Change.Put("b", "{}"u8.ToArray()));
        }

        foreach (var path in Directory.EnumerateFiles(Path.GetDirectoryName(file.Path)!))
        {
            Assert.False((await File.ReadAllBytesAsync(path)).AsSpan().IndexOf("Sutherland"u8) >= 0, path);
        }
    }

    [Fact]
    public async Task A_set_is_read_whole_or_not_at_all()
    {
        await using var tables = SqliteTables.Open(file.Path);
        await Write(tables, new Change.Put("a", "0"u8.ToArray()), new Change.Put("b", "0"u8.ToArray()));
        var writing = Task.Run(async () =>
        {
            for (var i = 1; i < 400; i++)
            {
                await Write(tables, new Change.Put("a", Encoding.UTF8.GetBytes($"{i}")), new Change.Put("b", Encoding.UTF8.GetBytes($"{i}")));
            }
        });

        do
        {
            var rows = (await tables.QueryAsync(new RowRange("crm", "p"), 2, null, CancellationToken.None)).Rows;
            Assert.Equal(rows[0].Data.ToArray(), rows[1].Data.ToArray());
        }
        while (!writing.IsCompleted);

        await writing;
    }

    [Fact]
    public async Task A_continuation_of_another_query_is_a_bug_of_the_caller()
    {
        await using var tables = SqliteTables.Open(file.Path);
        await Write(tables, new Change.Put("a", "{}"u8.ToArray()), new Change.Put("b", "{}"u8.ToArray()));
        var next = (await tables.QueryAsync(new RowRange("crm", "p"), 1, null, CancellationToken.None)).Next;

        foreach (var (partition, token) in (IEnumerable<(string, string?)>)[("q", next), ("p", "x!"), ("p", ""), ("p", "YWJj")])
        {
            await Assert.ThrowsAsync<ArgumentException>(() =>
                tables.QueryAsync(new RowRange("crm", partition), 1, token, CancellationToken.None).AsTask());
        }
    }

    [Theory]
    [InlineData("CREATE TABLE theirs(x)")]
    [InlineData("PRAGMA user_version=2")]
    public void A_database_of_someone_else_or_of_a_newer_bot_is_refused_and_left_alone(string made)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        using (var connection = new SqliteConnection($"Data Source={file.Path};Pooling=False"))
        {
            connection.Open();
            SqliteFile.Run(connection, made);
        }

        Assert.Throws<StorageUnavailableException>(() => SqliteTables.Open(file.Path));
        // The refusal holds no lock: the second try gives the same answer.
        Assert.Throws<StorageUnavailableException>(() => SqliteTables.Open(file.Path));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        await File.WriteAllTextAsync(file.Path, new string('x', 5000));
        Assert.Throws<StorageUnavailableException>(() => SqliteTables.Open(file.Path));
        Assert.Throws<StorageUnavailableException>(() => SqliteTables.Open(Path.Combine(file.Path, "below-a-file.db")));
    }

    private static Task<Row?> Get(SqliteTables tables, string row) => tables.GetAsync("crm", "p", row, CancellationToken.None).AsTask();

    private static Task<Applied> Write(SqliteTables tables, params Change[] changes) =>
        tables.ApplyAsync([new ChangeSet("crm", "p", changes)], CancellationToken.None).AsTask();
}
