namespace CrmBot.Storage.Tests.Contract;

public abstract partial class TablesContract
{
    [Fact]
    public async Task Nothing_to_write_stands_at_once()
    {
        var applied = await Apply();
        Assert.Equal((0, true), (applied.Standing, applied.All));
    }

    [Fact]
    public async Task Hundred_changes_of_every_kind_stand_together()
    {
        await Apply("p", new Change.Insert("old", Json("1")), new Change.Insert("gone", Json("1")));
        Change[] changes =
        [
            new Change.Replace("old", (await Stored("p", "old")).ETag, Json("2")),
            new Change.Delete("gone", (await Stored("p", "gone")).ETag),
            new Change.Put("put", Json("2")),
            .. Enumerable.Range(0, 97).Select(i => new Change.Insert($"new|{i:D2}", Json("2"))),
        ];

        Assert.Equal(new Applied(1), await Apply(Set("p", changes)));

        var rows = await All(new RowRange(Table, "p"));
        Assert.Equal(99, rows.Count);
        Assert.All(rows, row => Assert.Equal("""{"t":"2"}""", Text(row)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_write_tells_the_versions_that_its_rows_have_now(int changes)
    {
        await Apply("p", new Change.Insert("old", Json("1")), new Change.Insert("gone", Json("1")));
        Change[] all =
        [
            new Change.Replace("old", (await Stored("p", "old")).ETag, Json("2")), new Change.Delete("gone", null),
            new Change.Put("put", Json("2")), new Change.Insert("new", Json("2")),
        ];
        var told = (await Apply(Set("p", all[..changes]))).Tags;
        Assert.Equal(changes, told!.Count);
        foreach (var (change, version) in all.Zip(told))
        {
            Assert.Equal((await Get("p", change.RowKey))?.ETag ?? default, version);
        }

        Assert.Equal(new Applied(1), await Apply("p", new Change.Replace("old", told[0], Json("3"))));
        Assert.Null((await Apply(Set("p", new Change.Put("put", Json("3"))), Set("q", new Change.Put("put", Json("3"))))).Tags);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_refused_change_undoes_its_whole_set_and_says_where(int at)
    {
        await Apply("p", new Change.Insert("taken", Json("1")), new Change.Insert("kept", Json("1")));
        var kept = await Stored("p", "kept");
        var changes = new List<Change>
        {
            new Change.Replace("kept", kept.ETag, Json("2")), new Change.Insert("a", Json("2")), new Change.Put("b", Json("2")), new Change.Put("c", Json("2")),
        };
        changes.Insert(at, new Change.Insert("taken", Json("2")));

        Assert.Equal(new Applied(0, Refusal.AlreadyExists, at), await Apply(Set("p", [.. changes])));

        Assert.Equal(["kept", "taken"], (await All(new RowRange(Table, "p"))).Select(row => row.RowKey));
        var after = await Stored("p", "kept");
        Assert.Equal((kept.ETag, Text(kept)), (after.ETag, Text(after)));
    }

    [Fact]
    public async Task A_refused_set_ends_the_call_and_the_sets_before_it_stand()
    {
        await Apply("c", new Change.Insert("head", Json("1")));

        var applied = await Apply(
            Set("a", new Change.Insert("1", Json("x"))),
            Set("b", new Change.Insert("1", Json("x")), new Change.Insert("2", Json("x"))),
            Set("c", new Change.Insert("before", Json("x")), new Change.Replace("head", new ETag("0"), Json("x"))),
            Set("d", new Change.Insert("1", Json("x"))));

        Assert.Equal(new Applied(2, Refusal.Changed, 1), applied);
        Assert.False(applied.All);
        Assert.NotNull(await Get("a", "1"));
        Assert.NotNull(await Get("b", "2"));
        Assert.Null(await Get("c", "before"));
        Assert.Equal("""{"t":"1"}""", Text(await Get("c", "head")));
        Assert.Null(await Get("d", "1"));
    }

    [Fact]
    public async Task A_later_set_of_a_call_sees_what_an_earlier_one_wrote()
    {
        Assert.Equal(new Applied(3), await Apply(
            Set("p", new Change.Insert("r", Json("1"))), Set("p", new Change.Delete("r", null)), Set("p", new Change.Insert("r", Json("2")))));
        Assert.Equal(new Applied(1, Refusal.AlreadyExists, 0), await Apply(
            Set("q", new Change.Insert("r", Json("1"))), Set("q", new Change.Insert("r", Json("2")))));
        Assert.Equal("""{"t":"2"}""", Text(await Get("p", "r")));
    }

    [Fact]
    public async Task A_version_of_another_kind_is_another_version()
    {
        await Apply("p", new Change.Insert("r", Json("1")));
        var etag = (await Stored("p", "r")).ETag.Value;
        foreach (var wrong in (string[])["", "x", "-1", "99999999999999999999", " " + etag, etag + "0"])
        {
            Assert.Equal(new Applied(0, Refusal.Changed, 0), await Apply("p", new Change.Replace("r", new ETag(wrong), Json("2"))));
        }
    }
}
