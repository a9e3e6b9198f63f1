namespace CrmBot.Language.Tests;

/// <summary>Customers whose names are words of every day, and names that say too little.</summary>
public sealed class CommonWordNameTests
{
    private static readonly NameIndex Customers = NameIndex.Build(
    [
        new("apple", ["Apple"], "a"),
        new("target", ["Target Corp"], "a"),
        new("will", ["Will"], "b") { Contacts = ["Mark", "Will Hope"] },
        new("go", ["Go"], "b"),
        new("nova", ["Nova"], "a") { Contacts = ["Grace", "王", "May Lin"] },
        new("ge", ["GE"], "b"),
        new("mi", ["小米"], "a"),
        new("guo", ["苹果"], "b") { Contacts = ["张总", "经理"] },
        new("jihui", ["机会科技有限公司", "机会"], "a"),
        new("shanghai", ["上海恒远机械有限公司"], "a"),
        new("shanghai2", ["上海明德物流有限公司"], "b"),
        new("golden", ["Golden Bridge"], "a"),
        new("zhongxin", ["中信"], "a"),
        new("bank", ["中国银行"], "b"),
        new("long", ["成都天府软件园运营管理有限公司"], "b"),
        new("ge1", ["一"], "a"),
        new("x", ["X"], "a"),
        new("rui", ["睿恩"], "a"),
    ]);

    [Theory]
    [InlineData("I will call them, target date is Friday", "")]
    [InlineData("Will send the quote", "")]
    [InlineData("Target wants 3 more stores", "target")]
    [InlineData("spoke to Target about labels", "target")]
    [InlineData("Target date is Friday", "")]
    [InlineData("on target for this quarter", "")]
    [InlineData("ate an apple with the client", "")]
    [InlineData("met the Apple team", "apple")]
    [InlineData("Apple: they want a discount", "apple")]
    [InlineData("Apple's legal is slow", "apple")]
    [InlineData("@apple signed", "apple")]
    [InlineData("let's go", "")]
    [InlineData("Go ahead", "")]
    [InlineData("GE wants a demo", "ge")]
    [InlineData("nova signed", "nova")]
    [InlineData("NOVA SIGNED TODAY", "nova")]
    [InlineData("golden bridge called", "golden")]
    [InlineData("小米粥很好喝", "")]
    [InlineData("拜访小米,聊了两小时", "mi")]
    [InlineData("小米那边要报价", "mi")]
    [InlineData("给了我们一次机会", "")]
    [InlineData("客户机会科技要续约", "jihui")]
    [InlineData("苹果张总来电", "guo")]
    [InlineData("中午吃了个苹果", "")]
    [InlineData("上海下雨,没去成", "")]
    [InlineData("恒远机械催货", "shanghai")]
    [InlineData("上海恒远的报价发了", "shanghai")]
    [InlineData("上海明德说要加车", "shanghai2")]
    [InlineData("天府软件园要续约", "long")]
    [InlineData("其中信息部的人不在", "")]
    [InlineData("一家客户都没去", "")]
    [InlineData("中国的银行很多", "")]
    [InlineData("x", "")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    public void A_word_is_a_customer_only_where_it_is_written_or_stands_like_one(string text, string id)
    {
        var read = Read(text);

        Assert.Equal(id, string.Join(',', read.Customer.Ids));
    }

    [Theory]
    [InlineData("Grace period is over at Nova", "")]
    [InlineData("Grace at Nova called", "Grace")]
    [InlineData("may be late, Nova knows", "")]
    [InlineData("mark it as done for Nova", "")]
    [InlineData("苹果的经理换了", "经理")]
    [InlineData("小米的经理换了", "")]
    [InlineData("施工、员工、手工都停了,小于十天", "")]
    [InlineData("对方总监没来,甲方经理也没来", "")]
    [InlineData("提高总产量,汇总单价", "")]
    [InlineData("London Marathon and Retail Expo were nice", "")]
    [InlineData("Site Visit in York, Follow Up on Monday", "")]
    [InlineData("Kickoff with Nova on Sept 18", "")]
    [InlineData("Contract from Nova arrived", "")]
    [InlineData("Teams call with Nova", "")]
    public void A_word_is_a_person_only_where_it_stands_like_one(string text, string people)
    {
        var read = Read(text);

        Assert.Equal(people, string.Join(',', read.Mentions.Where(m => m.Kind != NameKind.Customer).Select(m => text[m.Start..m.End])));
    }

    private static NamesRead Read(string text) => NameSpotter.Read(text, NameWorld.Of("a", Customers) with { MayKnowContacts = _ => true });
}
