using System.Text;
using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Bot.Tests.Customers;

/// <summary>Two bots on one store: each finds what the other has written within 30 seconds, and its own at once.</summary>
public sealed class CustomerNamesTests
{
    private static readonly DateTimeOffset Start = new(2025, 9, 10, 9, 40, 0, TimeSpan.Zero);

    private readonly MemoryTables _tables = new();

    [Fact]
    public async Task What_a_bot_has_written_it_finds_at_once()
    {
        var bot = Bot("a");
        await bot.CallAsync("c1", "蓝海科技有限公司");
        Assert.Equal("c1", await bot.FindAsync("蓝海科技"));

        await bot.CallAsync("c2", "远山物流");
        await bot.CallAsync("c1", "碧海科技有限公司");

        Assert.Equal("c2", await bot.FindAsync("远山"));
        Assert.Equal("c1", await bot.FindAsync("碧海科技"));
        Assert.Null(await bot.FindAsync("蓝海"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)] // minutes by which the writer's clock is ahead of the reader's
    [InlineData(2)]
    public async Task What_another_bot_has_written_is_found_within_thirty_seconds(int ahead)
    {
        var (reader, writer) = (Bot("a"), Bot("b", TimeSpan.FromMinutes(ahead)));
        await writer.CallAsync("c1", "蓝海科技有限公司");
        Assert.Equal("c1", await reader.FindAsync("蓝海科技"));
        for (var i = 0; i < 20; i++)
        {
            await writer.CallAsync("c2", $"远山物流{i}");
            await writer.CallAsync("c3", $"东方食品{i}");

            Pass(TimeSpan.FromSeconds(30), reader, writer);

            Assert.Equal("c2", await reader.FindAsync($"远山物流{i}"));
            Assert.Equal("c3", await reader.FindAsync($"东方食品{i}"));
            Assert.NotEqual("c2", await reader.FindAsync($"远山物流{i - 1}x"));
        }
    }

    [Fact]
    public async Task Names_that_are_looked_up_often_are_read_seldom()
    {
        var gate = new GatedTables(_tables);
        var reader = new Replica(gate, new FakeClock(Start), "a");
        await reader.CallAsync("c1", "蓝海科技");
        await reader.FindAsync("蓝海");
        var reads = gate.Reads;

        for (var i = 0; i < 100; i++)
        {
            await reader.FindAsync("蓝海");
        }

        Assert.Equal(reads, gate.Reads);
    }

    [Fact]
    public async Task Names_that_are_written_after_the_log_are_waited_for()
    {
        var gate = new GatedTables(_tables);
        var (reader, writer) = (Bot("a"), new Replica(gate, new FakeClock(Start), "b"));
        Assert.Null(await reader.FindAsync("蓝海"));
        gate.Held = new TaskCompletionSource();
        var writing = writer.CallAsync("c1", "蓝海科技");
        await gate.Reached;
        for (var i = 0; i < 40; i++)
        {
            // Longer than the log is read again.
            Pass(TimeSpan.FromSeconds(10), reader, writer);
            Assert.Null(await reader.FindAsync("蓝海"));
        }

        gate.Held.SetResult();
        await writing;
        Pass(TimeSpan.FromSeconds(10), reader, writer);

        Assert.Equal("c1", await reader.FindAsync("蓝海"));
    }

    [Fact]
    public async Task Without_the_store_names_answer_for_thirty_seconds_and_then_nobody_says_that_there_is_none()
    {
        var gate = new GatedTables(_tables);
        var reader = new Replica(gate, new FakeClock(Start), "a");
        await reader.CallAsync("c1", "蓝海科技");
        await reader.FindAsync("蓝海");
        gate.IsAway = true;

        reader.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("c1", await reader.FindAsync("蓝海"));
        reader.Clock.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => reader.FindAsync("蓝海"));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => reader.FindAsync("没有的公司"));

        gate.IsAway = false;
        Assert.Equal("c1", await reader.FindAsync("蓝海"));
    }

    [Fact]
    public async Task Names_that_could_not_be_loaded_are_no_empty_list()
    {
        var gate = new GatedTables(_tables) { IsAway = true };
        var reader = new Replica(gate, new FakeClock(Start), "a");

        await Assert.ThrowsAsync<StorageUnavailableException>(() => reader.FindAsync("蓝海"));

        gate.IsAway = false;
        Assert.Null(await reader.FindAsync("蓝海"));
    }

    [Fact]
    public async Task After_a_day_without_a_question_all_names_are_read_again()
    {
        var (reader, writer) = (Bot("a"), Bot("b"));
        await reader.FindAsync("蓝海");
        await writer.CallAsync("c1", "蓝海科技");
        Pass(TimeSpan.FromHours(25), reader, writer);
        Assert.Equal(1, await new NameLog(_tables, writer.Clock).PruneAsync(Replica.Tenant, default));

        Assert.Equal("c1", await reader.FindAsync("蓝海"));
    }

    [Fact]
    public async Task The_log_is_pruned_by_whoever_reads_it()
    {
        var (reader, writer) = (Bot("a"), Bot("b"));
        await writer.CallAsync("c1", "蓝海科技");
        for (var hour = 0; hour < 26; hour++)
        {
            await reader.FindAsync("蓝海");
            Pass(TimeSpan.FromHours(1), reader, writer);
        }

        Assert.Empty(await new NameLog(_tables, reader.Clock).SinceAsync(Replica.Tenant, Start.AddDays(-1), default));
        Assert.Equal("c1", await reader.FindAsync("蓝海"));
    }

    [Fact]
    public async Task A_customer_that_is_gone_is_not_found_by_its_names()
    {
        var (reader, writer) = (Bot("a"), Bot("b"));
        await writer.CallAsync("c1", "蓝海科技");
        await writer.CallAsync("c2", "蓝海物流");
        Assert.Equal("c1", await reader.FindAsync("蓝海科技"));
        Assert.Equal("c1", await writer.FindAsync("蓝海科技"));

        // As a merge or an erase leaves it.
        await PutAsync("nlog", $"{Start.UtcTicks:D19}|c1|7", """{"v":1,"customerId":"c1","rev":7,"at":"2025-09-10T09:40:00+00:00"}""");
        var names = await _tables.QueryAsync(new RowRange("index", "t1|n|", "t1|n}"), 10, null, default);
        var row = names.Rows.Single(r => r.RowKey == "c1");
        await PutAsync(row.PartitionKey["t1|".Length..], "c1", """{"v":1,"rev":7,"goneAt":"2025-09-10T09:40:00+00:00"}""");
        Pass(TimeSpan.FromSeconds(30), reader, writer);

        Assert.NotEqual("c1", await reader.FindAsync("蓝海科技"));
        Assert.NotEqual("c1", await writer.FindAsync("蓝海科技"));
        Assert.Equal("c2", await reader.FindAsync("蓝海"));
        Assert.NotEqual("c1", await Bot("c").FindAsync("蓝海科技")); // loaded after it was gone
    }

    [Fact]
    public async Task An_older_name_heard_later_changes_nothing()
    {
        var bot = Bot("a");
        await bot.CallAsync("c1", "蓝海科技");
        await bot.CallAsync("c1", "碧海科技");
        await bot.FindAsync("碧海");

        bot.Names.Renamed(Replica.Tenant, new NameChange("k", Start, "c1", 1), new CustomerName("c1", "蓝海科技", [], [], "ann", null));

        Assert.Equal("c1", await bot.FindAsync("碧海"));
        Assert.Null(await bot.FindAsync("蓝海"));
    }

    [Fact]
    public async Task Thousands_of_changes_while_others_look_up_are_all_found_in_the_end()
    {
        var bot = Bot("a");
        await bot.CallAsync("c0", "蓝海科技");
        await bot.FindAsync("蓝海");
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            var misses = 0;
            while (!done.IsCancellationRequested)
            {
                misses += await bot.FindAsync("蓝海科技") == "c0" ? 0 : 1;
            }

            return misses;
        })).ToList();
        for (var i = 1; i <= 5000; i++)
        {
            bot.Names.Renamed(Replica.Tenant, new NameChange($"k{i}", Start, $"c{i}", 1), new CustomerName($"c{i}", $"Pier{i}", [], [], "ann", null));
        }

        await done.CancelAsync();

        Assert.All(await Task.WhenAll(readers), misses => Assert.Equal(0, misses));
        for (var i = 1; i <= 5000; i += 250)
        {
            Assert.Equal($"c{i}", await bot.FindAsync($"pier{i}"));
        }
    }

    private Replica Bot(string name, TimeSpan ahead = default) => new(_tables, new FakeClock(Start + ahead), name);

    private static void Pass(TimeSpan time, params Replica[] bots) => Array.ForEach(bots, b => b.Clock.Advance(time));

    private async Task PutAsync(string partition, string key, string json)
    {
        var applied = await _tables.ApplyAsync([new ChangeSet("index", $"t1|{partition}", [new Change.Put(key, Encoding.UTF8.GetBytes(json))])], default);
        Assert.True(applied.All);
    }
}
