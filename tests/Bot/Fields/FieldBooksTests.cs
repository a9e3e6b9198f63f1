using CrmBot.Bot.Fields;
using CrmBot.Domain;
using CrmBot.Storage;
using CrmBot.Storage.Tests.Stores;

namespace CrmBot.Bot.Tests.Fields;

/// <summary>The fields that turns show: read once in a while, and at once after a change.</summary>
public sealed class FieldBooksTests
{
    private readonly CountedTables _tables = new(new MemoryTables());
    private readonly FakeClock _machine = new(new DateTimeOffset(2025, 9, 10, 1, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task They_are_read_once_while_they_are_fresh_and_anew_after_that()
    {
        var (store, books) = Replica();
        for (var turn = 0; turn < 20; turn++)
        {
            Assert.Equal(0, (await books.OfAsync("t", default)).Rev);
        }

        Assert.Equal(1, _tables.Reads);
        await SaveAsync(store, 1);
        var reads = _tables.Reads;
        Assert.Equal(0, (await books.OfAsync("t", default)).Rev);
        Assert.Equal(reads, _tables.Reads);

        // What decides by them does not wait, and what it has read is shown from then on.
        Assert.Equal(1, (await books.NowAsync("t", default)).Rev);
        Assert.Equal((1, reads + 1), ((await books.OfAsync("t", default)).Rev, _tables.Reads));
        await SaveAsync(store, 2);
        reads = _tables.Reads;
        Assert.Equal(1, (await books.OfAsync("t", default)).Rev);
        _machine.Advance(FieldBooks.Fresh);
        Assert.Equal(2, (await books.OfAsync("t", default)).Rev);
        Assert.Equal(reads + 1, _tables.Reads);

        await books.OfAsync("another", default);
        Assert.Equal(reads + 2, _tables.Reads);
    }

    [Fact]
    public async Task A_change_is_seen_here_at_once_and_elsewhere_after_a_while()
    {
        var (store, here) = Replica();
        var (_, there) = Replica();
        await here.OfAsync("t", default);
        await there.OfAsync("t", default);
        here.Changed("t", await SaveAsync(store, 1));
        Assert.Equal((1, 0), ((await here.OfAsync("t", default)).Rev, (await there.OfAsync("t", default)).Rev));

        // What was read before it does not come back.
        here.Changed("t", FieldBook.None);
        Assert.Equal(1, (await here.OfAsync("t", default)).Rev);
        _machine.Advance(FieldBooks.Fresh);
        Assert.Equal(1, (await there.OfAsync("t", default)).Rev);
    }

    private (FieldStore Store, FieldBooks Books) Replica()
    {
        var store = new FieldStore(_tables);
        return (store, new FieldBooks(store, _machine));
    }

    private static async Task<FieldBook> SaveAsync(FieldStore store, int rev)
    {
        var book = new FieldBook(rev, []);
        Assert.True(await store.SaveAsync(new FieldsChange("t", $"op{rev}", "admin", DateTimeOffset.UnixEpoch), book, "field-added", "f1", default));
        return book;
    }
}

/// <summary>Counts the reads of single rows.</summary>
internal sealed class CountedTables(ITables inner) : ITables
{
    public int Reads { get; private set; }

    public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct)
    {
        Reads++;
        return inner.GetAsync(table, partitionKey, rowKey, ct);
    }

    public ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct) => inner.QueryAsync(range, take, next, ct);

    public ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct) => inner.ApplyAsync(sets, ct);
}
