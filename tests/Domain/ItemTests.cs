using System.Globalization;

namespace CrmBot.Domain.Tests;

public sealed class ItemTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2025-09-10T17:40:00+08:00", CultureInfo.InvariantCulture);
    private static readonly Person Rep = Sample.Who("wm");

    [Fact]
    public void Filing_opens_each_need_and_the_objection_with_the_sentence_it_was_told_in()
    {
        var file = After(Sample.File(), "a", 0, Gist("两条自动化产线; 现场培训", "报价比对手高8%", ObjectionCategory.Price), "打完电话。他们想上两条自动化产线,还要现场培训。嫌报价比对手高8%!");

        Assert.Equal(["两条自动化产线", "现场培训", "报价比对手高8%"], file.Items.OrderBy(i => i.Kind).ThenBy(i => i.Text.Length == 4).Select(i => i.Text));
        Assert.All(file.Items, i => Assert.Equal(ItemState.Open, i.State));
        Assert.Equal("他们想上两条自动化产线,还要现场培训", Of(file, "两条自动化产线").Marks[0].Sentence);
        Assert.Equal("嫌报价比对手高8%", Of(file, "报价比对手高8%").Marks[0].Sentence);
        Assert.Equal(ObjectionCategory.Price, Of(file, "报价比对手高8%").Category);
        Assert.All(file.Items, i => Assert.Equal(RecordOf("a"), i.Marks[0].SourceId));
    }

    [Theory]
    [InlineData("两条自动化产线", "改成三条自动化产线", "想先看一下培训")]
    [InlineData("pricing for 3 more stores", "pricing for 5 stores", "a case study")]
    public void Another_wording_changes_an_item_and_another_thing_is_another_item(string first, string changed, string other)
    {
        var file = After(Sample.File(), "a", 0, Gist(first, null, null), first);
        file = After(file, "b", 1, Gist(changed, null, null), changed);

        var item = Assert.Single(file.Items);
        Assert.Equal((ItemState.Changed, changed), (item.State, item.Text));
        Assert.Equal([first, changed], item.Wordings.Select(w => w.Text));

        Assert.Equal(2, After(file, "c", 2, Gist(other, null, null), other).Items.Count);
    }

    [Fact]
    public void The_same_said_twice_is_one_open_item()
    {
        var file = After(After(Sample.File(), "a", 0, Gist("data residency", null, null), "x"), "b", 1, Gist("Data residency", null, null), "x");

        Assert.Equal(ItemState.Open, Assert.Single(file.Items).State);
        Assert.Equal(2, file.Items[0].Marks.Count);
    }

    [Fact]
    public void One_worry_about_the_price_stays_one_however_it_is_put()
    {
        var file = After(Sample.File(), "a", 0, Gist(null, "嫌报价高8%", ObjectionCategory.Price), "嫌报价高8%");
        file = After(file, "b", 1, Gist(null, "首付比例压力大", ObjectionCategory.Price), "首付比例压力大");

        Assert.Equal(ItemState.Changed, Assert.Single(file.Items).State);
        Assert.Equal(2, After(file, "c", 2, Gist(null, "担心售后响应", ObjectionCategory.Trust), "担心售后响应").Items.Count);
    }

    [Theory]
    [InlineData("担心数据合规", "数据合规的顾虑解决了")]
    [InlineData("legal worried about data residency", "Sarah's data residency worry is sorted")]
    [InlineData("嫌报价高8%", "不嫌贵了")]
    public void A_sentence_that_says_so_resolves_an_objection(string objection, string gone)
    {
        var file = After(Sample.File(), "a", 0, Gist("会员系统", objection, ObjectionCategory.Other), objection);
        file = After(file, "b", 1, Gist(null, null, null) with { Resolved = [gone] }, gone + "。下周见");

        var item = file.Items.Single(i => i.Kind == ItemKind.Objection);
        Assert.Equal(ItemState.Resolved, item.State);
        Assert.Equal(gone, item.Marks[^1].Sentence);
        Assert.True(file.Items.Single(i => i.Kind == ItemKind.Need).IsOpen);
    }

    [Fact]
    public void A_worry_that_is_gone_without_being_named_is_the_only_one_there_is()
    {
        var resolved = Gist(null, null, null) with { Resolved = ["顾虑解决了"] };
        var one = After(Sample.File(), "a", 0, Gist(null, "担心数据合规", ObjectionCategory.Trust), "x");
        var two = After(one, "b", 1, Gist(null, "工期太长", ObjectionCategory.Timing), "x");

        Assert.Equal(ItemState.Resolved, Assert.Single(After(one, "c", 2, resolved, "顾虑解决了").Items).State);
        Assert.All(After(two, "c", 2, resolved, "顾虑解决了").Items, i => Assert.True(i.IsOpen));
    }

    [Fact]
    public void What_was_resolved_and_is_said_again_is_open_again()
    {
        var file = After(Sample.File(), "a", 0, Gist(null, "担心数据合规", ObjectionCategory.Trust), "x");
        file = After(file, "b", 1, Gist(null, null, null) with { Resolved = ["数据合规的顾虑解决了"] }, "x");
        file = After(file, "c", 2, Gist(null, "又担心数据合规", ObjectionCategory.Trust), "x");

        Assert.True(Assert.Single(file.Items).IsOpen);
    }

    [Fact]
    public void An_edit_takes_its_earlier_words_back_and_leaves_what_others_said()
    {
        var file = After(Sample.File(), "a", 0, Gist("两条自动化产线", null, null), "x");
        file = After(file, "b", 1, Gist("三条自动化产线; 现场培训", "工期太长", ObjectionCategory.Timing), "x");
        var edited = Edited(file, "b", Gist("现场的操作培训", null, null), "x");

        Assert.Equal(["两条自动化产线", "现场的操作培训"], edited.Items.Select(i => i.Text).Order(StringComparer.Ordinal));
        Assert.Equal(Of(file, "现场培训").Id, Of(edited, "现场的操作培训").Id); // the same one in other words
        Assert.Equal(ItemState.Open, Of(edited, "两条自动化产线").State);
    }

    [Fact]
    public void An_edit_of_the_words_leaves_what_others_settled()
    {
        var file = After(Sample.File(), "a", 0, Gist(null, "担心数据合规", ObjectionCategory.Trust), "x");
        file = After(file, "b", 1, Gist(null, null, null) with { Resolved = ["数据合规的顾虑解决了"] }, "x");

        Assert.Equal(ItemState.Resolved, Assert.Single(Edited(file, "a", Gist(null, "法务担心数据合规", ObjectionCategory.Trust), "x").Items).State);
    }

    [Fact]
    public void What_is_taken_back_leaves_nothing_behind()
    {
        var before = After(Sample.File(), "a", 0, Gist("两条自动化产线", "担心数据合规", ObjectionCategory.Trust), "x");
        var file = After(before, "b", 1, Gist("四条自动化产线; 现场培训", null, null) with { Resolved = ["数据合规的顾虑解决了"] }, "x");

        var back = Kept(file, Items.TakenBack(file.Items, new CustomerEdit("deleted", file.Head), RecordOf("b")));

        Assert.DoesNotContain(back.Items.SelectMany(i => i.Marks), m => m.SourceId == RecordOf("b"));
        Assert.Equal(before.Items.Select(i => (i.Id, i.State, i.Text)).Order(), back.Items.Select(i => (i.Id, i.State, i.Text)).Order());
        Assert.Empty(Kept(back, Items.TakenBack(back.Items, new CustomerEdit("deleted", file.Head), RecordOf("a"))).Items);
    }

    [Fact]
    public void A_button_settles_and_opens_again()
    {
        var file = After(Sample.File(), "a", 0, Gist("会员系统", null, null), "x");
        file = Kept(file, Items.Resolve(file, file.Items[0], Rep, Now.AddDays(1)));
        Assert.Equal(ItemState.Resolved, file.Items[0].State);

        file = Kept(file, Items.Reopen(file, file.Items[0], Rep, Now.AddDays(2)));
        Assert.True(file.Items[0].IsOpen);

        // What a person settled stays so when the words are edited.
        file = Kept(file, Items.Resolve(file, file.Items[0], Rep, Now.AddDays(3)));
        Assert.Equal(ItemState.Resolved, Edited(file, "a", Gist("会员系统二期", null, null), "x").Items.Single().State);
    }

    [Fact]
    public void Nothing_said_makes_nothing()
    {
        Assert.Empty(Kept(Sample.File(), Filing.File(Sample.File(), Report("x", Now, null), "op", Rep, Now)).Items);
        Assert.Empty(After(Sample.File(), "a", 0, Gist(null, null, null) with { Resolved = ["数据合规的顾虑解决了"] }, "x").Items);
    }

    [Fact]
    public void Too_many_open_ones_fade_and_come_back_when_they_are_said_again_or_the_crowd_is_taken_back()
    {
        var file = Sample.File();
        for (var n = 0; n <= Items.MostOpen; n++)
        {
            file = After(file, $"r{n}", n, Gist($"{(char)('a' + n)}{(char)('a' + n)}{(char)('a' + n)}", null, null), "x");
        }

        var oldest = Of(file, "aaa");
        Assert.Equal((ItemState.Faded, Items.MostOpen), (oldest.State, file.Items.Count(i => i.IsOpen)));
        Assert.True(Of(After(file, "again", 30, Gist("aaa", null, null), "x"), "aaa").IsOpen);
        Assert.True(Of(Kept(file, Items.TakenBack(file.Items, new CustomerEdit("deleted", file.Head), RecordOf($"r{Items.MostOpen}"))), "aaa").IsOpen);
    }

    [Fact]
    public void What_is_kept_is_bounded_and_the_oldest_settled_go_first()
    {
        var file = Sample.File();
        for (var n = 0; n < Items.MostKept + 5; n++)
        {
            var word = $"{(char)('a' + n / 26)}x{(char)('a' + n % 26)}q";
            file = After(file, $"r{n}", n, Gist(word, null, null), "x");
        }

        Assert.Equal(Items.MostKept, file.Items.Count);
        Assert.Equal(Items.MostOpen, file.Items.Count(i => i.IsOpen));
        Assert.DoesNotContain(file.Items, i => i.Text == "axaq");
    }

    [Fact]
    public void The_profile_holds_what_is_open_and_nothing_else()
    {
        var file = After(Sample.File(), "a", 0, Gist("会员系统", "嫌贵", ObjectionCategory.Price) with { Competitors = ["易流"] }, "x");
        file = After(file, "b", 1, Gist(null, null, null) with { Resolved = ["不嫌贵了"] }, "x");

        var profile = Profile.Of(file, Rep.Zone);

        Assert.Equal(["会员系统"], profile.Needs.Select(n => n.Text));
        Assert.Empty(profile.Objections);
        Assert.Equal(["嫌贵"], profile.Settled.Select(n => n.Text));
        Assert.Equal(["易流"], profile.Competitors);
        Assert.Equal(new DateOnly(2025, 9, 11), profile.Moods[0].On);
        Assert.Equal(file.Recent[0], profile.Last);
    }

    private static Gist Gist(string? needs, string? objection, ObjectionCategory? category) => new(null, needs, objection, category);

    private static Report Report(string summary, DateTimeOffset at, Gist? gist) =>
        new(Channel.Call, at, "张总", summary, Sentiment.Positive, null, [], "等", false) { Gist = gist };

    private static string RecordOf(string op) => Ids.From(op, "follow-up");

    private static Item Of(CustomerFile file, string text) => file.Items.Single(i => i.Text == text);

    private static CustomerFile After(CustomerFile file, string op, int day, Gist gist, string summary) =>
        Kept(file, Filing.File(file, Report(summary, Now.AddDays(day), gist), op, Rep, Now.AddDays(day)));

    private static CustomerFile Edited(CustomerFile file, string op, Gist gist, string summary)
    {
        var stored = file.Recent.Single(r => r.Id == RecordOf(op));
        return Kept(file, Filing.Edit(file, stored, Report(summary, stored.ContactedAt, gist), op + "-edit", Rep, Now.AddDays(5)));
    }

    private static CustomerFile Kept(CustomerFile file, CustomerEdit told) => Items.Following(file.Items, told) is var edit ? file with
    {
        Head = edit.Head,
        Items = [.. file.Items.Where(i => !edit.GoneItems.Contains(i.Id) && edit.Items.All(e => e.Id != i.Id)), .. edit.Items],
        Recent = [.. file.Recent.Where(r => edit.FollowUps.All(f => f.Id != r.Id)).Concat(edit.FollowUps).OrderByDescending(f => f.ContactedAt)],
    } : file;
}
