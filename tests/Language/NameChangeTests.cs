namespace CrmBot.Language.Tests;

/// <summary>An index that was changed finds what one finds that was built of the same entries.</summary>
public sealed class NameChangeTests
{
    private static readonly string[] Pieces =
        ["蓝", "海", "科技", "物流", "华东", "精密", "新光", "電子", "有限公司", "集团", "（上海）", "Blue", "Sea", "Contoso", " Retail", " Ltd", "North", "wind", "8", "'", "乐", "行", "重庆"];

    [Fact]
    public void A_changed_index_answers_like_a_new_one()
    {
        var random = new Random(11);
        for (var round = 0; round < LongRun.Times(40); round++)
        {
            var entries = Enumerable.Range(0, random.Next(1, 60)).Select(i => Entry($"{i:D2}")).ToDictionary(e => e.Id, StringComparer.Ordinal);
            var index = NameIndex.Build(entries.Values);
            for (var change = 0; change < 60; change++)
            {
                var put = Enumerable.Range(0, random.Next(3)).Select(_ => Entry($"{random.Next(90):D2}")).ToList();
                var gone = Enumerable.Range(0, random.Next(3)).Select(_ => $"{random.Next(90):D2}").Except(put.Select(e => e.Id)).ToList();
                put.ForEach(e => entries[e.Id] = e);
                gone.ForEach(id => entries.Remove(id));
                index = index.With(put, gone);
                index = random.Next(20) == 0 ? index.Packed() : index;
            }

            var anew = NameIndex.Build(entries.Values);
            Assert.Equal(entries.Count, index.Count);
            for (var i = 0; i < 40; i++)
            {
                var (text, take, asker) = (Text(), random.Next(1, 9), random.Next(2) == 0 ? "a" : null);
                Assert.Equal(anew.Find(text, take, asker), index.Find(text, take, asker));
                Assert.Equal(anew.FindByContact(text, e => e.OwnerId == "a", take, asker), index.FindByContact(text, e => e.OwnerId == "a", take, asker));
            }

            foreach (var id in Enumerable.Range(0, 90).Select(i => $"{i:D2}"))
            {
                Assert.Same(entries.GetValueOrDefault(id), index[id]);
            }
        }

        NameEntry Entry(string id) =>
            new(id, [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Text())], random.Next(3) switch { 0 => "a", 1 => "b", _ => null }) { Contacts = [Text()] };

        string Text() => string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Pieces[random.Next(Pieces.Length)]));
    }

    [Fact]
    public void The_index_that_was_changed_stays_as_it_was()
    {
        var before = NameIndex.Build([new("1", ["蓝海"], null)]);

        var after = before.With([new("1", ["碧海"], null), new("2", ["蓝海物流"], null)], []);

        Assert.Equal(["1"], before.Find("蓝海").Select(h => h.Id));
        Assert.Equal(["2"], after.Find("蓝海").Select(h => h.Id));
        Assert.Empty(before.Find("碧海"));
    }

    [Fact]
    public void Of_several_entries_with_one_id_the_last_counts()
    {
        var index = NameIndex.Build([new("1", ["蓝海"], null), new("1", ["碧海"], null)]).With([new("2", ["甲乙"], null), new("2", ["丙丁"], null)], []);

        Assert.Empty(index.Find("蓝海"));
        Assert.Single(index.Find("碧海"));
        Assert.Empty(index.Find("甲乙"));
        Assert.Single(index.Find("丙丁"));
    }

    [Fact]
    public void So_many_changes_that_packing_helps_are_told()
    {
        var index = NameIndex.Build(Enumerable.Range(0, 1000).Select(i => new NameEntry($"{i}", [$"Pier {i}"], null)));
        Assert.False(index.IsScattered);

        for (var i = 0; i < 3000; i++)
        {
            index = index.With([new NameEntry($"n{i}", [$"Quay {i}"], null)], []);
        }

        Assert.True(index.IsScattered);
        Assert.False(index.Packed().IsScattered);
        Assert.Equal("n2999", index.Packed().Find("quay2999")[0].Id);
    }

    [Fact]
    public void Contacts_lead_to_their_customers_and_only_to_those_that_are_meant()
    {
        var index = NameIndex.Build(
        [
            new("1", ["蓝海"], "a") { Contacts = ["王建国", "王总"] }, new("2", ["碧海"], "b") { Contacts = ["王总"] }, new("3", ["王总餐饮"], "b"),
        ]);

        Assert.Equal(["2", "1"], index.FindByContact("王總", _ => true, asker: "b").Select(h => h.Id));
        Assert.Equal([new NameHit("1", "王建国", NameFit.Exact)], index.FindByContact("王建国", e => e.OwnerId == "a"));
        Assert.Empty(index.FindByContact("王建国", e => e.OwnerId == "b"));
        Assert.Equal(["3"], index.Find("王总").Select(h => h.Id)); // contacts are no names of the customer
        Assert.Equal(["2"], index.FindByContact("王总", e => e.OwnerId == "b", take: 1).Select(h => h.Id));
    }
}
