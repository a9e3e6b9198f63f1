namespace CrmBot.Storage.Tests.Contract;

public abstract partial class TablesContract
{
    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a%b")]
    [InlineData("a\nb")]
    [InlineData("a\u007fb")]
    [InlineData("a\u009fb")]
    [InlineData("a\uffff")]
    public async Task A_key_that_one_engine_could_not_keep_is_a_bug_of_the_caller(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Apply(key, new Change.Put("r", Json("x"))));
        await Assert.ThrowsAsync<ArgumentException>(() => Apply("p", new Change.Put(key, Json("x"))));
        await Assert.ThrowsAsync<ArgumentException>(() => Get("p", key));
        await Assert.ThrowsAsync<ArgumentException>(() => Get(key, "r"));
        Assert.Empty(await All(new RowRange(Table, "p")));
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_no_key()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Apply("p", new Change.Put("a\ud83d", Json("x"))));
        await Assert.ThrowsAsync<ArgumentException>(() => Apply("p", new Change.Put("\ude00a", Json("x"))));
        await Assert.ThrowsAsync<ArgumentException>(() => All(new RowRange(Table, "p", null, "\ud83d")));
    }

    [Fact]
    public async Task Keys_of_512_characters_are_kept_and_longer_ones_are_not()
    {
        var longest = new string('键', 512);
        Assert.True((await Apply(longest, new Change.Insert(longest, Json("x")))).All);
        Assert.Equal(longest, Assert.Single(await All(new RowRange(Table, longest))).RowKey);
        await Assert.ThrowsAsync<ArgumentException>(() => Apply(longest + "x", new Change.Put("r", Json("x"))));
        await Assert.ThrowsAsync<ArgumentException>(() => Apply("p", new Change.Put(longest + "x", Json("x"))));
    }

    [Fact]
    public async Task Every_character_that_the_key_shapes_use_is_kept()
    {
        const string key = "19:meeting_a@thread.v2;messageid=1|f|0000|x-y_z~(1)*!$&'+,.:<>[]^`{} é";
        await Apply(key, new Change.Insert(key, Json("x")));
        Assert.Equal(key, Assert.Single(await All(new RowRange(Table, key, null, key, key + "\uffff"))).RowKey);
    }

    [Fact]
    public async Task A_row_of_960_KiB_is_kept_and_a_larger_one_is_not()
    {
        Assert.True((await Apply("p", new Change.Insert("r", new byte[960 * 1024]))).All);
        Assert.Equal(960 * 1024, (await Stored("p", "r")).Data.Length);
        await Assert.ThrowsAsync<ArgumentException>(() => Apply("p", new Change.Put("r", new byte[960 * 1024 + 1])));
    }

    [Fact]
    public async Task A_set_has_1_to_100_changes()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Apply("p"));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            Apply(Set("p", [.. Enumerable.Range(0, 101).Select(i => new Change.Put($"{i}", Json("x")))])));
    }

    [Fact]
    public async Task A_set_of_3_MB_is_kept_and_one_beyond_4_MiB_on_the_wire_is_not()
    {
        // Inserted: Azurite counts the base64 of an update, and takes 1 MiB of it; Azure counts the bytes that are kept.
        Change[] three = [.. Enumerable.Range(0, 3).Select(i => new Change.Insert($"{i}", new byte[960 * 1024]))];
        Assert.True((await Apply(Set("p", three))).All);
        await Assert.ThrowsAsync<ArgumentException>(() => Apply(Set("p", [.. three, new Change.Put("3", new byte[300 * 1024])])));
    }

    [Fact]
    public async Task A_set_changes_a_row_once()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Apply("p", new Change.Put("r", Json("1")), new Change.Delete("r", null)));
        Assert.Null(await Get("p", "r"));
    }

    [Fact]
    public async Task One_set_beyond_a_limit_keeps_all_sets_of_the_call_from_being_tried()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Apply(Set("p", new Change.Put("r", Json("1"))), Set("p")));
        Assert.Null(await Get("p", "r"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("Crm")]
    [InlineData("1crm")]
    [InlineData("crm-x")]
    [InlineData("tables")]
    public async Task A_table_name_that_Azure_would_not_take_is_a_bug_of_the_caller(string table)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Apply(new ChangeSet(table, "p", [new Change.Put("r", Json("x"))])));
        await Assert.ThrowsAsync<ArgumentException>(() => Tables.GetAsync(table, "p", "r", CancellationToken.None).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => All(new RowRange(table, "p")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public Task A_page_has_1_to_1000_rows(int take) =>
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => All(new RowRange(Table, "p"), take));
}
