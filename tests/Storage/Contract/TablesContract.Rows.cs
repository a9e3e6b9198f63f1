namespace CrmBot.Storage.Tests.Contract;

public abstract partial class TablesContract
{
    [Fact]
    public async Task A_row_that_was_never_written_is_absent() => Assert.Null(await Get("p", "r"));

    [Fact]
    public async Task An_inserted_row_comes_back_byte_for_byte_with_its_keys_and_a_version()
    {
        var data = Json("华东精密 😀 \\u0000 \\\"");
        Assert.Equal(new Applied(1), await Apply("t1|c|7", new Change.Insert("f|1|a", data)));

        var row = await Stored("t1|c|7", "f|1|a");
        Assert.Equal(("t1|c|7", "f|1|a"), (row.PartitionKey, row.RowKey));
        Assert.Equal(data, row.Data.ToArray());
        Assert.NotEmpty(row.ETag.Value);
    }

    [Fact]
    public async Task Content_that_is_part_of_a_larger_buffer_is_kept_as_that_part()
    {
        var buffer = Json("abcdef");
        await Apply("p", new Change.Insert("r", buffer.AsMemory(1, 3)));
        Assert.Equal(buffer[1..4], (await Stored("p", "r")).Data.ToArray());
    }

    [Fact]
    public async Task The_same_keys_in_another_table_or_partition_are_another_row()
    {
        await Apply("p", new Change.Insert("r", Json("1")));
        await Apply("q", new Change.Insert("r", Json("2")));
        await Apply(new ChangeSet("index", "p", [new Change.Insert("r", Json("3"))]));

        Assert.Equal("""{"t":"1"}""", Text(await Get("p", "r")));
        Assert.Equal("""{"t":"2"}""", Text(await Get("q", "r")));
        Assert.Equal("""{"t":"3"}""", Text(await Tables.GetAsync("index", "p", "r", CancellationToken.None)));
    }

    [Fact]
    public async Task An_insert_of_a_row_that_stands_is_refused_and_changes_nothing()
    {
        await Apply("p", new Change.Insert("r", Json("1")));
        var before = await Stored("p", "r");

        Assert.Equal(new Applied(0, Refusal.AlreadyExists, 0), await Apply("p", new Change.Insert("r", Json("2"))));

        var after = await Stored("p", "r");
        Assert.Equal((before.ETag, Text(before)), (after.ETag, Text(after)));
    }

    [Fact]
    public async Task A_replace_needs_the_version_that_stands()
    {
        await Apply("p", new Change.Insert("r", Json("1")));
        var first = (await Stored("p", "r")).ETag;

        Assert.True((await Apply("p", new Change.Replace("r", first, Json("2")))).All);
        Assert.Equal(new Applied(0, Refusal.Changed, 0), await Apply("p", new Change.Replace("r", first, Json("3"))));
        Assert.Equal("""{"t":"2"}""", Text(await Get("p", "r")));
    }

    [Fact]
    public async Task A_replace_of_a_row_that_is_gone_is_refused_and_does_not_bring_it_back()
    {
        await Apply("p", new Change.Insert("r", Json("1")));
        var etag = (await Stored("p", "r")).ETag;
        await Apply("p", new Change.Delete("r", null));

        Assert.Equal(new Applied(0, Refusal.NotFound, 0), await Apply("p", new Change.Replace("r", etag, Json("2"))));
        Assert.Null(await Get("p", "r"));
    }

    [Fact]
    public async Task A_put_writes_whether_or_not_the_row_stands()
    {
        Assert.True((await Apply("p", new Change.Put("r", Json("1")))).All);
        var first = (await Stored("p", "r")).ETag;
        Assert.True((await Apply("p", new Change.Put("r", Json("2")))).All);

        var row = await Stored("p", "r");
        Assert.Equal("""{"t":"2"}""", Text(row));
        Assert.NotEqual(first, row.ETag);
    }

    [Fact]
    public async Task A_delete_with_a_version_needs_that_version()
    {
        await Apply("p", new Change.Insert("r", Json("1")));
        var old = (await Stored("p", "r")).ETag;
        await Apply("p", new Change.Put("r", Json("2")));

        Assert.Equal(new Applied(0, Refusal.Changed, 0), await Apply("p", new Change.Delete("r", old)));
        Assert.True((await Apply("p", new Change.Delete("r", (await Stored("p", "r")).ETag))).All);
        Assert.Null(await Get("p", "r"));
        Assert.Equal(new Applied(0, Refusal.NotFound, 0), await Apply("p", new Change.Delete("r", old)));
    }

    [Fact]
    public async Task A_delete_without_a_version_takes_any_but_not_an_absent_row()
    {
        await Apply("p", new Change.Insert("r", Json("1")));
        Assert.True((await Apply("p", new Change.Delete("r", null))).All);
        Assert.Equal(new Applied(0, Refusal.NotFound, 0), await Apply("p", new Change.Delete("r", null)));
    }

    [Fact]
    public async Task A_version_is_never_used_twice()
    {
        var seen = new HashSet<ETag>();
        for (var i = 0; i < 20; i++)
        {
            await Apply("p", new Change.Insert("r", Json("same")));
            Assert.True(seen.Add((await Stored("p", "r")).ETag));
            await Apply("p", new Change.Put("r", Json("same")));
            var etag = (await Stored("p", "r")).ETag;
            Assert.True(seen.Add(etag));
            await Apply("p", new Change.Delete("r", etag));
        }
    }

    [Fact]
    public async Task A_large_row_comes_back_whole()
    {
        var data = Json(new string('客', 300_000));
        await Apply("p", new Change.Insert("r", data));
        Assert.Equal(data, (await Stored("p", "r")).Data.ToArray());
    }

    // The table service keeps content in properties of 64 KiB.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64 * 1024 - 1)]
    [InlineData(64 * 1024)]
    [InlineData(64 * 1024 + 1)]
    [InlineData(2 * 64 * 1024)]
    [InlineData(15 * 64 * 1024 - 1)]
    [InlineData(15 * 64 * 1024)]
    public async Task Content_of_any_length_comes_back_byte_for_byte(int length)
    {
        var data = Enumerable.Range(0, length).Select(i => (byte)(i * 31 + i / 251)).ToArray();
        await Apply("p", new Change.Insert("r", data), new Change.Insert("s", Json("other")));
        Assert.Equal(data, (await Stored("p", "r")).Data.ToArray());
        Assert.Equal(data, (await All(new RowRange(Table, "p")))[0].Data.ToArray());
    }
}
