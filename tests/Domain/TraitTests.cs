namespace CrmBot.Domain.Tests;

/// <summary>What is true of a customer as a whole, and its people.</summary>
public sealed class TraitTests
{
    private static readonly Customer Head = new("C1", "恒通", ["Hengtong"], "wm", ["wq"], Tier.B, Stage.Mature, Status.Active, null) { Tags = ["老客户"], Industry = "汽车" };

    [Fact]
    public void A_change_is_named_by_what_it_changes_and_nothing_is_no_change()
    {
        Assert.Null(Traits.Change(File(), new Said { Status = Status.Active, Tags = ["老客户"], Aliases = ["Hengtong"] }));
        Assert.Equal("status-set", Traits.Change(File(), new Said { Status = Status.Won })!.What);
        Assert.Equal("tier-set", Traits.Change(File(), new Said { Tier = Tier.A, Vip = true })!.What);
        Assert.Equal("tags-set", Traits.Change(File(), new Said { Tags = [] })!.What);
        var both = Traits.Change(File(), new Said { Status = Status.Won, Industry = "" })!;
        Assert.Equal(("details-edited", null), (both.What, both.Head.Industry));
    }

    [Fact]
    public void A_tag_that_is_there_in_other_letters_stays_as_it_is()
    {
        Assert.Equal(["VIP"], Traits.With(["VIP"], ["vip", " "], t => t.ToUpperInvariant()));
        Assert.Equal(Traits.MostTags, Traits.With(null, Enumerable.Range(0, 50).Select(n => $"t{n}"), t => t).Count);
        Assert.Empty(Traits.With(null, [new string('x', Traits.LongestTag + 1)], t => t));
        Assert.Empty(Traits.Without(["VIP"], ["vip"], t => t.ToUpperInvariant()));
    }

    [Fact]
    public void A_helper_is_added_and_removed_once_and_the_owner_is_none()
    {
        var zl = new Person("zl", "赵磊", null, [], Role.Presales, null, "hw", "Asia/Shanghai", "zh-CN");
        var added = Traits.AddHelper(File(), zl)!;
        Assert.Equal(["wq", "zl"], added.Head.Helpers);
        Assert.Null(Traits.AddHelper(File() with { Head = added.Head }, zl));
        Assert.Null(Traits.AddHelper(File(), zl with { Id = "wm" }));
        Assert.Equal(["wq"], Traits.RemoveHelper(File() with { Head = added.Head }, "zl")!.Head.Helpers);
        Assert.Null(Traits.RemoveHelper(File(), "zl"));
    }

    [Fact]
    public void There_is_one_main_contact_and_who_left_is_none()
    {
        var (zhou, li) = (new Contact("k1", "周涛", "周经理", null, null) { Main = true }, new Contact("k2", "李慧", null, null, null));
        var file = File() with { Contacts = [zhou, li] };
        var edit = ContactList.Keep(file, li with { Main = true }, DateTimeOffset.UnixEpoch);
        Assert.Equal(("contact-edited", "k2", null), (edit.What, edit.Contacts.Single(c => c.Main is true).Id, edit.Contacts.Single(c => c.Id == "k1").Main));
        var left = ContactList.Keep(file, zhou with { LeftOn = new DateOnly(2025, 9, 10) }, DateTimeOffset.UnixEpoch);
        Assert.Equal(("contact-left", null), (left.What, left.Contacts.Single().Main));
        Assert.Equal("k2", ContactList.MainOf(file with { Contacts = [.. left.Contacts, li] })!.Id);
        Assert.Equal("contact-added", ContactList.Keep(file, new Contact("k3", "新", null, null, null), DateTimeOffset.UnixEpoch).What);
    }

    [Fact]
    public void Two_customers_that_become_one_keep_the_tags_of_both()
    {
        var merged = Merge.Heads(Head with { Industry = null }, Head with { Id = "C2", Name = "恒通汽配", Tags = ["老客户", "双十一"], Industry = "零部件" });
        Assert.Equal(("零部件", 2), (merged.Industry, merged.Tags!.Count));
        Assert.Equal(merged.Tags, Merge.Heads(merged, Head with { Tags = ["双十一"] }).Tags);
    }

    private static CustomerFile File() => new(Head, 1, [], [], [], [], []);
}
