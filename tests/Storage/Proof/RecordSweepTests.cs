using CrmBot.Domain;
using CrmBot.Storage.Tests.Contract;
using CrmBot.Storage.Tests.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmBot.Storage.Tests.Proof;

/// <summary>A record that is taken away after its customer was merged into another: not one of its words is left with either.</summary>
public sealed class RecordSweepTests
{
    private static readonly string[] Words = ["wants a quote", "mail the price list", "plays golf", "too dear"];

    public static TheoryData<string, bool> Ways => new() { { "memory", true }, { "memory", false }, { "SQLite", true }, { "SQLite", false }, { "Azurite", true }, { "Azurite", false } };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Killed_between_any_two_calls_nothing_of_it_is_left_in_the_end(string engine, bool deleted)
    {
        await using var on = await Engine.OpenAsync(engine);
        var cuts = await CutsAsync(engine, deleted);
        Assert.True(cuts.Count > 8, $"{cuts.Count} cut points are too few to mean anything.");
        foreach (var cut in cuts)
        {
            var scene = new Scene(on.Tables, $"t{cut}", new FakeClock(Sample.Start));
            using (var first = scene.Start())
            {
                await Operation.MergedAsync(scene, first);
                Assert.Equal(Words, await EraseWorld.FoundAsync(on.Tables, Words));
            }

            var cutting = new CutTables(on.Tables, cut);
            using (var dying = scene.Start(cutting))
            {
                await Assert.ThrowsAsync<CrashException>(() => GoneAsync(scene, dying, cutting, deleted));
            }

            using var next = scene.Start();
            await scene.RelayAsync(next, Relay.VoidAfter);
            await GoneAsync(scene, next, on.Tables, deleted);
            Assert.Empty(await EraseWorld.FoundAsync(on.Tables, Words));
            await scene.CheckAsync(next, $"cut after {cut} calls");
            Assert.Equal([], await CopyAsync(scene, next));
            Assert.Empty(await EraseWorld.FoundAsync(on.Tables, Words));
            Assert.NotEmpty((await next.Customers.LoadAsync(scene.Tenant, Scene.CustomerId, default))!.OpenSteps);
        }
    }

    [Fact]
    public async Task A_copy_that_is_made_between_any_two_calls_does_not_bring_it_back()
    {
        for (var cut = 0; ; cut++)
        {
            var tables = new MemoryTables();
            var scene = new Scene(tables, "t", new FakeClock(Sample.Start));
            using var process = scene.Start();
            await Operation.MergedAsync(scene, process);
            var copied = false;
            var between = new Between(tables, cut, async () => { copied = true; await CopyAsync(scene, process); });
            using var deleting = scene.Start(between);
            await GoneAsync(scene, deleting, between, deleted: true);
            await scene.RelayAsync(process, Relay.VoidAfter);
            Assert.True((await EraseWorld.FoundAsync(tables, Words)).Count == 0, $"copied after {cut} calls");
            if (!copied)
            {
                Assert.True(cut > 10);
                return;
            }
        }
    }

    [Fact]
    public async Task Taken_away_between_any_two_calls_of_a_copy_it_does_not_come_back()
    {
        for (var cut = 0; ; cut++)
        {
            var tables = new MemoryTables();
            var scene = new Scene(tables, "t", new FakeClock(Sample.Start));
            using var process = scene.Start();
            await Operation.MergedAsync(scene, process);
            var gone = false;

            // Nothing but the change: what it leaves is done after the copy.
            var between = new Between(tables, cut, async () => { gone = true; Assert.True(await Operation.DeleteAsync(scene, process)); });
            using var copying = scene.Start(between);
            await CopyAsync(scene, copying);
            await GoneAsync(scene, process, tables, deleted: true);
            Assert.True((await EraseWorld.FoundAsync(tables, Words)).Count == 0, $"deleted after {cut} calls");
            if (!gone)
            {
                Assert.True(cut > 3);
                return;
            }
        }
    }

    [Fact]
    public async Task A_customer_that_is_merged_on_before_the_sweep_does_not_bring_it_back()
    {
        var tables = new MemoryTables();
        var scene = new Scene(tables, "t", new FakeClock(Sample.Start));
        using var process = scene.Start();
        await Operation.MergedAsync(scene, process);
        Assert.True(await Operation.DeleteAsync(scene, process));
        await process.Customers.ChangeAsync<string>(Sample.Request("third", "w2") with { Tenant = "t" }, _ => new Decision<string>.Commit(new CustomerEdit("created", Sample.Head with { Id = "w2" })), default);
        Assert.IsType<MergeOutcome.Merged>(await process.Merging.MergeAsync(new ChangeRequest("t", MergeScene.WinnerId, "on", "ann", Sample.Start), "w2", (_, _) => null, default));
        foreach (var loser in new[] { Scene.CustomerId, MergeScene.WinnerId })
        {
            await CopyAsync(scene, process, loser);
        }

        await SweepAsync(scene, tables, "delete", deleted: true);
        Assert.Empty(await EraseWorld.FoundAsync(tables, Words));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_byte_of_it_is_left_in_the_database_file(bool deleted)
    {
        var file = new TemporaryFile();
        await using (var tables = SqliteTables.Open(file.Path))
        {
            var scene = new Scene(tables, "t", new FakeClock(Sample.Start));
            using var process = scene.Start();
            await Operation.MergedAsync(scene, process);
            Assert.True(await tables.EmptyLogAsync(default));
            Assert.Equal(Words, StoredBytes.InFile(Words, file.Path));
            await GoneAsync(scene, process, tables, deleted);
            if (!deleted)
            {
                // A filing that is taken back does not have the whole file written anew; the next time that is done it is gone.
                await tables.RewriteAsync(default);
            }

            Assert.Empty(StoredBytes.InFile(Words, file.Path));
        }

        Assert.Empty(StoredBytes.InFile(Words, file.Path));
        file.Remove();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_page_of_any_Azure_table_holds_anything_of_it(bool deleted)
    {
        var options = new AzureTablesOptions { ConnectionString = await Azurite.ConnectAsync(), TablePrefix = Azurite.NewPrefix() };
        var tables = new AzureTables(options, new CountedIds("w"), TimeProvider.System, NullLogger<AzureTables>.Instance);
        var scene = new Scene(tables, "t", new FakeClock(Sample.Start));
        using var process = scene.Start();
        await Operation.MergedAsync(scene, process);
        Assert.Equal(Words, await StoredBytes.InPagesAsync(options, Words));
        await GoneAsync(scene, process, tables, deleted);
        Assert.Empty(await StoredBytes.InPagesAsync(options, Words));
    }

    /// <summary>Where it is cut: at every call in memory; on the slower engines before a write, of which every second on Azurite.</summary>
    private static async Task<IReadOnlyList<int>> CutsAsync(string engine, bool deleted)
    {
        var memory = new MemoryTables();
        var whole = new CutTables(memory, int.MaxValue);
        var scene = new Scene(memory, "t", new FakeClock(Sample.Start));
        using var process = scene.Start(whole);
        await Operation.MergedAsync(scene, process);
        var (before, writes) = (whole.Calls, whole.Writes.Count);
        await GoneAsync(scene, process, whole, deleted);
        return engine == "memory" || LongRun.IsOn
            ? [.. Enumerable.Range(0, whole.Calls - before)]
            : [.. whole.Writes.Skip(writes).Select(w => w - before).Where((_, n) => engine == "SQLite" || n % 2 == 0)];
    }

    /// <summary>The change and all that is to be done in the store after it.</summary>
    private static async Task GoneAsync(Scene scene, Process process, ITables tables, bool deleted)
    {
        Assert.True(deleted ? await Operation.DeleteAsync(scene, process) : await Operation.TakeBackAsync(scene, process));
        await SweepAsync(scene, tables, deleted ? "delete" : "undo", deleted);
    }

    private static async Task SweepAsync(Scene scene, ITables tables, string opId, bool deleted)
    {
        var followUp = Ids.From("file", "follow-up");
        await new HistoryStore(tables).SweepAsync(scene.Tenant, MergeScene.WinnerId, followUp, default);
        var sweep = new RecordSweep(tables);
        string? cursor = null;
        do
        {
            cursor = (await sweep.MergedAsync(scene.Tenant, MergeScene.WinnerId, followUp, opId, cursor, default)).Next;
        }
        while (cursor is not null);
        await sweep.EndAsync(scene.Tenant, MergeScene.WinnerId, opId, deleted, default);
    }

    /// <summary>Keys that a copy from the beginning brings.</summary>
    private static async Task<IReadOnlyList<int>> CopyAsync(Scene scene, Process process, string loser = Scene.CustomerId)
    {
        var copied = new List<int>();
        string? cursor = null;
        do
        {
            var page = await process.Merging.CopyAsync(scene.Tenant, loser, cursor, default);
            copied.Add(page.Done);
            cursor = page.Cursor;
        }
        while (cursor is not null);
        return [.. copied.Where(n => n > 0)];
    }
}
