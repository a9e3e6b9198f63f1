namespace CrmBot.Storage.Tests.Contract;

public abstract partial class TablesContract
{
    [Fact]
    public async Task Every_combination_of_bounds_and_page_sizes_finds_exactly_its_rows_in_order()
    {
        string[] partitions = ["a", "b", "ba", "c"];
        string[] keys = ["1", "2", "2|5", "3"];
        foreach (var partition in partitions)
        {
            await Apply(Set(partition, [.. keys.Reverse().Select(key => new Change.Insert(key, Json(partition + key)))]));
        }

        await Apply(new ChangeSet("index", "b", [new Change.Insert("2", Json("other table"))]));
        var stored = partitions.SelectMany(p => keys.Select(r => (p, r))).ToList();
        var bounds =
            from @from in (string[])["a", "b", "bb"]
            from to in (string?[])[null, "b", "c", "d"]
            from fromRow in (string?[])[null, "", "2", "2|9"]
            from toRow in (string?[])[null, "", "2|5", "9"]
            select new RowRange(Table, @from, to, fromRow, toRow);
        foreach (var range in bounds)
        {
            var expected = stored.Where(k => Holds(range, k.p, k.r)).ToList();
            foreach (var take in (int[])[1, 2, 3, 1000])
            {
                var rows = await All(range, take);
                Assert.Equal(expected, rows.Select(row => (row.PartitionKey, row.RowKey)));
                Assert.All(rows, row => Assert.Equal($$"""{"t":"{{row.PartitionKey + row.RowKey}}"}""", Text(row)));
            }
        }
    }

    private static bool Holds(RowRange range, string partition, string row) =>
        (range.ToPartition is null
            ? partition == range.FromPartition
            : string.CompareOrdinal(partition, range.FromPartition) >= 0 && string.CompareOrdinal(partition, range.ToPartition) < 0)
        && string.CompareOrdinal(row, range.FromRow ?? "") >= 0
        && (range.ToRow is null || string.CompareOrdinal(row, range.ToRow) < 0);

    [Fact]
    public async Task Keys_are_ordered_by_utf16_unit()
    {
        // The pair U+1F600 begins with a unit below U+E000: by code point the order would differ.
        string[] keys = ["A", "a", "ab", "z", "é", "ß", "中", "가", "힣", "😀", "😀a", "\ue000", "ｱ", "\ufffd"];
        await Apply(Set("p", [.. keys.Order(StringComparer.Ordinal).Reverse().Select(key => new Change.Insert(key, Json("x")))]));
        foreach (var key in keys)
        {
            await Apply("p" + key, new Change.Insert("r", Json("x")));
            Assert.Equal("p" + key, (await Stored("p" + key, "r")).PartitionKey);
        }

        Assert.Equal(keys.Order(StringComparer.Ordinal), (await All(new RowRange(Table, "p"), 3)).Select(row => row.RowKey));
        Assert.Equal(keys.Order(StringComparer.Ordinal), (await All(new RowRange(Table, "pA", "q"), 3)).Select(row => row.PartitionKey[1..]));
    }

    [Fact]
    public async Task A_prefix_finds_all_that_begins_with_it_and_nothing_else()
    {
        string[] found = ["f|", "f|1", "f|\ud83d\ude00", "f|\uffdc", "f|～"];
        string[] passed = ["f", "e|1", "f{", "g|1", "F|1"];
        await Apply(Set("p", [.. found.Concat(passed).Select(key => new Change.Insert(key, Json("x")))]));

        Assert.Equal(found.Order(StringComparer.Ordinal), (await All(RowRange.Prefix(Table, "p", "f|"), 2)).Select(row => row.RowKey));
    }

    [Fact]
    public async Task The_last_page_says_that_it_is_the_last()
    {
        await Apply("p", new Change.Insert("1", Json("x")), new Change.Insert("2", Json("x")), new Change.Insert("3", Json("x")), new Change.Insert("4", Json("x")));

        var first = await Tables.QueryAsync(new RowRange(Table, "p"), 2, null, CancellationToken.None);
        var last = await Tables.QueryAsync(new RowRange(Table, "p"), 2, first.Next, CancellationToken.None);
        var none = await Tables.QueryAsync(new RowRange(Table, "q"), 2, null, CancellationToken.None);

        Assert.NotNull(first.Next);
        Assert.Equal((2, null), (last.Rows.Count, last.Next));
        Assert.Equal((0, null), (none.Rows.Count, none.Next));
    }

    [Fact]
    public async Task A_row_written_between_two_pages_is_met_only_if_it_lies_ahead()
    {
        await Apply("p", new Change.Insert("1", Json("x")), new Change.Insert("3", Json("x")), new Change.Insert("5", Json("x")));
        var first = await Tables.QueryAsync(new RowRange(Table, "p"), 2, null, CancellationToken.None);

        // Behind, right ahead, and the row at which the page ended is gone.
        await Apply("p", new Change.Insert("2", Json("x")), new Change.Insert("30", Json("x")), new Change.Delete("3", null));
        var second = await Tables.QueryAsync(new RowRange(Table, "p"), 2, first.Next, CancellationToken.None);

        Assert.Equal(["1", "3"], first.Rows.Select(row => row.RowKey));
        Assert.Equal(["30", "5"], second.Rows.Select(row => row.RowKey));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task Rows_of_the_same_key_in_many_partitions_are_paged_without_loss()
    {
        string[] partitions = [.. Enumerable.Range(0, 25).Select(i => $"p{i:D2}")];
        await Apply([.. partitions.Select(p => Set(p, new Change.Insert("same", Json("x")), new Change.Insert("skipped", Json("x"))))]);

        var rows = await All(new RowRange(Table, "p00", "q", "same", "same|"), 7);

        Assert.Equal(partitions, rows.Select(row => row.PartitionKey));
    }

    [Fact]
    public async Task Large_rows_are_paged_without_loss()
    {
        for (var i = 0; i < 8; i++)
        {
            await Apply("p", new Change.Insert($"{i}", Json(new string((char)('a' + i), 900_000))));
        }

        var rows = await All(new RowRange(Table, "p"));

        Assert.Equal(8, rows.Count);
        Assert.All(rows, row => Assert.Equal(900_008, row.Data.Length));
    }
}
