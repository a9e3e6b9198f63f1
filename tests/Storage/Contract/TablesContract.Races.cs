namespace CrmBot.Storage.Tests.Contract;

public abstract partial class TablesContract
{
    private const int Writers = 16;

    [Fact]
    public async Task Of_16_writers_that_replace_one_version_exactly_one_wins()
    {
        await Apply("p", new Change.Insert("r", Json("0")));
        for (var round = 0; round < 25; round++)
        {
            var etag = (await Stored("p", "r")).ETag;
            var answers = await Together(writer => Apply("p", new Change.Replace("r", etag, Json($"{round}-{writer}"))));

            var winner = Array.FindIndex(answers, applied => applied.All);
            Assert.Equal(1, answers.Count(applied => applied.All));
            Assert.Equal(Writers - 1, answers.Count(applied => applied.Because == Refusal.Changed));
            Assert.Equal($$"""{"t":"{{round}}-{{winner}}"}""", Text(await Get("p", "r")));
        }
    }

    [Fact]
    public async Task Of_16_writers_that_insert_one_row_exactly_one_wins_and_the_others_leave_nothing()
    {
        for (var round = 0; round < 10; round++)
        {
            var partition = $"p{round}";
            var answers = await Together(writer =>
                Apply(partition, new Change.Insert($"own|{writer:D2}", Json("x")), new Change.Insert("shared", Json("x"))));

            var winner = Array.FindIndex(answers, applied => applied.All);
            Assert.Equal(Writers - 1, answers.Count(applied => applied == new Applied(0, Refusal.AlreadyExists, 1)));
            Assert.Equal([$"own|{winner:D2}", "shared"], (await All(new RowRange(Table, partition))).Select(row => row.RowKey));
        }
    }

    [Fact]
    public async Task What_was_answered_is_read_by_everyone_at_once()
    {
        await Together(async writer =>
        {
            for (var i = 0; i < 10; i++)
            {
                Assert.True((await Apply($"p{writer}", new Change.Insert($"{i}", Json($"{i}")))).All);
                Assert.Equal($$"""{"t":"{{i}}"}""", Text(await Get($"p{writer}", $"{i}")));
                Assert.Equal(i + 1, (await All(new RowRange(Table, $"p{writer}"))).Count);
            }

            return true;
        });
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_begins_writes_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Tables.ApplyAsync([Set("p", new Change.Put("r", Json("x")))], cancelled.Token).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Tables.GetAsync(Table, "p", "r", cancelled.Token).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Tables.QueryAsync(new RowRange(Table, "p"), 1, null, cancelled.Token).AsTask());
        Assert.Null(await Get("p", "r"));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_on_its_way_is_kept_whole_or_not_at_all_and_others_go_on()
    {
        using var stopping = new CancellationTokenSource();
        var running = Enumerable.Range(0, 200).Select(i => Tables.ApplyAsync(
            [Set($"p{i}", new Change.Insert("a", Json("x")), new Change.Insert("b", Json("x")))], stopping.Token).AsTask()).ToArray();
        await running[0];
        await stopping.CancelAsync();
        await Task.WhenAll(running).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.True((await Apply("after", new Change.Insert("r", Json("x")))).All);

        for (var i = 0; i < running.Length; i++)
        {
            var rows = (await All(new RowRange(Table, $"p{i}"))).Count;
            Assert.True(running[i].IsCompletedSuccessfully ? rows == 2 : rows is 0 or 2);
        }
    }

    private static Task<T[]> Together<T>(Func<int, Task<T>> act) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => act(writer))));
}
