using System.Text;
using CrmBot.Storage.Tests.Contract;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmBot.Storage.Tests.Stores;

/// <summary>A whole store is copied to another engine and back.</summary>
public sealed class StoreCopyTests : IDisposable
{
    private readonly TemporaryFile _first = new();
    private readonly TemporaryFile _second = new();

    public void Dispose()
    {
        _first.Remove();
        _second.Remove();
    }

    [Fact]
    public void Every_table_that_has_a_key_shape_is_copied()
    {
        var tables = typeof(Keys).GetFields().Where(f => f.IsLiteral && f.FieldType == typeof(string))
            .Where(f => f.Name is nameof(Keys.Crm) or nameof(Keys.Prompts) or nameof(Keys.Due) or nameof(Keys.Work) or nameof(Keys.Index) or nameof(Keys.Sys) or nameof(Keys.Inbox) or nameof(Keys.Files))
            .Select(f => (string)f.GetValue(null)!);
        Assert.Equal([.. tables.Append("web").Order(StringComparer.Ordinal)], StoreCopy.Tables.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task From_SQLite_to_Azure_and_back_nothing_is_lost_and_no_byte_is_changed()
    {
        await using var first = SqliteTables.Open(_first.Path);
        await FillAsync(first);
        var azure = new AzureTables(
            new AzureTablesOptions { ConnectionString = await Azurite.ConnectAsync(), TablePrefix = Azurite.NewPrefix() },
            new CountedIds("w"), TimeProvider.System, NullLogger<AzureTables>.Instance);
        await using var second = SqliteTables.Open(_second.Path);

        var there = await Equal(first, azure);
        var back = await Equal(azure, second);

        Assert.Equal(there, back);
        Assert.Equal([1003, 2, 1, 2, 1, 1, 1, 0, 1], there.Select(t => t.Rows));
        Assert.Equal(await AllAsync(first), await AllAsync(second));
        Assert.False(await new CopyMark(second).StandsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Stopped_at_any_call_and_continued_it_copies_all()
    {
        var source = new MemoryTables();
        await FillAsync(source);
        var calls = 0;
        for (var lives = 0; ; lives++)
        {
            var target = new MemoryTables();
            var cut = new CutTables(target, lives);
            try
            {
                await Equal(source, cut);
                calls = lives;
            }
            catch (CrashException)
            {
                await Equal(source, target);
            }

            Assert.Equal(await AllAsync(source), await AllAsync(target));
            Assert.False(await new CopyMark(target).StandsAsync(CancellationToken.None));
            if (calls > 0)
            {
                break;
            }
        }

        Assert.InRange(calls, 40, 90);
    }

    [Theory]
    [InlineData("changed", "0 0 1")]
    [InlineData("added", "1 0 0")]
    [InlineData("removed", "0 1 0")]
    public async Task A_source_that_changed_between_stop_and_continue_is_found(string how, string missingExtraDifferent)
    {
        var source = new MemoryTables();
        await FillAsync(source);
        var target = await StoppedBehindAsync(source, "crm");
        await Apply(source, "crm", "t1|c|a", how switch
        {
            "changed" => new Change.Put("head", Json("another")),
            "added" => new Change.Insert("aaaa", Json("new")),
            _ => new Change.Delete("head", null),
        });

        for (var i = 0; i < 2; i++)
        {
            var compared = Assert.IsType<CopyOutcome.Compared>(await RunAsync(source, target));
            Assert.False(compared.IsEqual);
            var table = Assert.Single(compared.Tables, t => !t.IsEqual);
            Assert.Equal(("crm", missingExtraDifferent), (table.Table, $"{table.Missing} {table.Extra} {table.Different}"));
            Assert.True(await new CopyMark(target).StandsAsync(CancellationToken.None));
        }
    }

    [Fact]
    public async Task A_target_that_holds_rows_is_left_alone()
    {
        var (source, target) = (new MemoryTables(), new MemoryTables());
        await FillAsync(source);
        await Apply(target, "inbox", "00|x", new Change.Insert("x", Json("x")));
        Assert.Equal(new CopyOutcome.NotEmpty("inbox"), await RunAsync(source, target));
        Assert.Equal((1, 0), (target.Count("inbox"), target.Count("sys")));
    }

    [Fact]
    public async Task A_copy_of_another_source_is_not_gone_on_with()
    {
        var (source, target) = (new MemoryTables(), new MemoryTables());
        await FillAsync(source);
        await Assert.ThrowsAsync<CrashException>(() => RunAsync(source, new CutTables(target, 30)));
        Assert.Equal(new CopyOutcome.OtherCopy(), await new StoreCopy(source, target, "another").RunAsync(_ => { }, CancellationToken.None));
    }

    [Fact]
    public async Task Rows_too_large_for_one_set_go_in_several()
    {
        var (source, target) = (new MemoryTables(), new MemoryTables());
        var large = new byte[Limits.RowBytes];
        for (var i = 0; i < 7; i++)
        {
            await Apply(source, "crm", "large", new Change.Insert($"{i}", large));
        }

        var counted = new CheckedTables(target);
        await Equal(source, counted);
        Assert.Equal(7, target.Count("crm"));
    }

    private static Task<CopyOutcome> RunAsync(ITables source, ITables target) => new StoreCopy(source, target, "source").RunAsync(_ => { }, CancellationToken.None);

    private static async Task<MemoryTables> StoppedBehindAsync(ITables source, string table)
    {
        for (var lives = 1; ; lives++)
        {
            var target = new MemoryTables();
            await Assert.ThrowsAsync<CrashException>(() => RunAsync(source, new CutTables(target, lives)));
            if (await new CopyMark(target).ReadAsync(CancellationToken.None) is { } mark && mark.Table != table)
            {
                return target;
            }
        }
    }

    private static async Task<List<(string Table, long Rows, string Hash)>> Equal(ITables source, ITables target)
    {
        var compared = Assert.IsType<CopyOutcome.Compared>(await RunAsync(source, target));
        Assert.All(compared.Tables, t => Assert.Equal((t.SourceRows, t.SourceHash, 0L, 0L, 0L), (t.TargetRows, t.TargetHash, t.Missing, t.Extra, t.Different)));
        return [.. compared.Tables.Select(t => (t.Table, t.SourceRows, t.SourceHash))];
    }

    private static async Task<List<string>> AllAsync(ITables tables)
    {
        var all = new List<string>();
        foreach (var table in StoreCopy.Tables)
        {
            all.AddRange((await tables.AllAsync(StoreCopy.Whole(table), CancellationToken.None))
                .Select(r => $"{table} {r.PartitionKey} {r.RowKey} {Convert.ToHexString(r.Data.Span)}"));
        }

        return all;
    }

    // Partitions of many rows and of one, keys that sort differently in other orders, contents that are no text.
    private static async Task FillAsync(ITables tables)
    {
        foreach (var hundred in Enumerable.Range(0, 1000).Chunk(100))
        {
            await Apply(tables, "crm", "t1|c|many", [.. hundred.Select(i => new Change.Insert($"f|{i:D4}", Json(new string('文', i % 7))))]);
        }

        await Apply(tables, "crm", "t1|c|a", new Change.Insert("head", Json("华东精密")), new Change.Insert("Head", Json("")));
        await Apply(tables, "crm", "T1|c|\U0001F600\uffec", new Change.Insert("\uffeca", new byte[] { 0, 255, 10, 13 }));
        await Apply(tables, "index", "t1|o|ann", new Change.Insert("c1", Json("x")), new Change.Insert("c2", Json("y")));
        await Apply(tables, "prompts", "t1|r|ann", new Change.Insert("reach", Json("r")));
        await Apply(tables, "due", "003|2025091701", new Change.Insert("1|t1|ann|p|1|1", Json("d")), new Change.Insert("2|t1|ann|p|1|1", Json("e")));
        await Apply(tables, "work", "003", new Change.Insert("1|t1|c1|op", Json("h")));
        await Apply(tables, "sys", "clock", new Change.Insert("offset", Json("0")));
        await Apply(tables, "inbox", "00|2025091701", new Change.Insert("a|b|c", Json("i")));
        await Apply(tables, "web", "web-ann", new Change.Insert("head", Json("w")));
    }

    private static async Task Apply(ITables tables, string table, string partition, params Change[] changes) =>
        Assert.True((await tables.ApplyAsync([new ChangeSet(table, partition, changes)], CancellationToken.None)).All);

    private static byte[] Json(string text) => Encoding.UTF8.GetBytes($$"""{"v":1,"t":"{{text}}"}""");

    /// <summary>Refuses what the engines refuse.</summary>
    private sealed class CheckedTables(ITables inner) : ITables
    {
        public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct) => inner.GetAsync(table, partitionKey, rowKey, ct);

        public ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct) => inner.QueryAsync(range, take, next, ct);

        public ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
        {
            Limits.Check(sets);
            return inner.ApplyAsync(sets, ct);
        }
    }
}
