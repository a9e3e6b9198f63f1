using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>A second spelling is asked about before it is made: of a tag, and of a customer that is made on the way.</summary>
public sealed class LikeTests
{
    [Theory]
    [InlineData("wm", "zh-CN", "C001", "C009", "给华东精密加标签 重点关注", "给恒通加标签 重点关注客户", "已经有标签“重点关注”,和“重点关注客户”是一个意思吗?", "就用“重点关注”", "另建“重点关注客户”", "重点关注", "重点关注客户", true)]
    [InlineData("wm", "zh-CN", "C001", "C009", "给华东精密加标签 展会VIP", "给恒通加标签 展會ｖｉｐ", "已经有标签“展会VIP”", "就用“展会VIP”", "另建“展會ｖｉｐ”", "展会VIP", "展會ｖｉｐ", false)] // spelt as the one that is set by now
    [InlineData("tb", "en-GB", "C005", "C006", "tag Contoso as flagship", "tag Northwind as Flagship customers", "There is the tag \"flagship\" already.", "Use \"flagship\"", "Make \"Flagship", "flagship", "Flagship customers", true)]
    public async Task A_tag_that_is_nearly_one_of_the_tenant_is_asked_about_in_chat(
        string who, string language, string first, string second, string makes, string says, string asked, string use, string make, string existing, string fresh, bool asksAgain)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var rep = await bot.MeetAsync(who, language);
        rep.Reads(await rep.SaysAsync(makes), existing);
        Assert.Contains(existing, (await TagsAsync(bot, first)));

        var question = await rep.SaysAsync(says);
        rep.Reads(question, asked);
        Assert.DoesNotContain(fresh, await TagsAsync(bot, second));
        rep.Reads(await rep.PressesAsync(question.NewCard, use), existing);
        Assert.Contains(existing, await TagsAsync(bot, second));

        // The other answer makes the second spelling, and not on a card that is answered.
        await rep.PressesAsync(question.NewCard, make);
        Assert.DoesNotContain(fresh, await TagsAsync(bot, second)); // answered already
        var again = await rep.SaysAsync(says);
        Assert.Equal(asksAgain, again.Read.Contains(asked, StringComparison.Ordinal));
        if (asksAgain)
        {
            rep.Reads(await rep.PressesAsync(again.NewCard, make), fresh);
            Assert.Contains(fresh, await TagsAsync(bot, second));
        }
    }

    [Fact]
    public async Task A_form_warns_of_it_once_and_then_keeps_what_was_typed()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        await wm.SaysAsync("给华东精密加标签 重点关注");

        var edit = (await wm.SaysAsync("修改恒通的资料")).NewCard;
        var warned = await wm.PressesAsync(edit, "保存", ("tags", "重点关注客户"));
        wm.Reads(warned, "“重点关注客户”和已有的标签“重点关注”差不多");
        Assert.Equal("重点关注客户", warned.Card.Input("tags"));
        await wm.PressesAsync(warned.Card, "保存");
        Assert.Contains("重点关注客户", await TagsAsync(bot, "C009"));

        var form = (await wm.SaysAsync("新建客户 远山科技")).NewCard;
        var again = await wm.PressesAsync(form, "创建", ("tags", "重点关注户"));
        wm.Reads(again, "“重点关注户”和已有的标签", "差不多");
        wm.Reads(await wm.PressesAsync(again.Card, "创建", ("tags", "重点关注")), "远山科技", "重点关注");
    }

    [Fact]
    public async Task A_customer_that_is_made_on_the_way_is_looked_for_as_one_that_is_created()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var asked = await wm.SaysAsync("刚打完电话,他们想上两条自动化产线,嫌我们报价比对手高8%,我下周三前给一版分期方案");
        var unknown = await wm.PressesAsync(asked.NewCard, "找这家", ("name", "恒通汽车零部件苏州分公司"));
        var like = await wm.PressesAsync(unknown.Card, "新建客户“恒通汽车零部件苏州分公司”");
        wm.Reads(like, "“恒通汽车零部件苏州分公司”和下面的客户差不多", "恒通汽车零部件有限公司", "王敏");
        Assert.Equal(1, await CalledAsync(bot, "恒通汽车零部件"));

        var made = await wm.PressesAsync(like.Card, "新建客户“恒通汽车零部件苏州分公司”");
        wm.Reads(made, "恒通汽车零部件苏州分公司", "给一版分期方案");
        wm.Reads(await wm.PressesAsync(made.Card, "保存"), "已保存");
        Assert.Equal(2, await CalledAsync(bot, "恒通汽车零部件"));
    }

    [Fact]
    public async Task So_it_is_in_the_form_and_in_English()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");
        var form = (await tb.SaysAsync("write summary")).NewCard;
        var unknown = await tb.PressesAsync(form, "Submit", [("customerName", "Northwind Traders Leeds"), .. FilingTests.Good]);
        var like = await tb.PressesAsync(unknown.Card, "New customer");
        tb.Reads(like, "\"Northwind Traders Leeds\" is called much like these", "Northwind Traders");
        Assert.Equal(FilingTests.Good[2].Item2, like.Card.Input("summary"));
        Assert.Equal(1, await CalledAsync(bot, "Northwind"));

        var made = await tb.PressesAsync(like.Card, "New customer");
        tb.Reads(await tb.PressesAsync(made.Card, "Submit"), "Saved", "Northwind Traders Leeds");
        Assert.Equal(2, await CalledAsync(bot, "Northwind"));
    }

    private static async Task<IReadOnlyList<string>> TagsAsync(BotUnderTest bot, string id) =>
        (await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", id, CancellationToken.None))!.Head.Tags ?? [];

    private static async Task<int> CalledAsync(BotUnderTest bot, string beginning)
    {
        var index = bot.Services.GetRequiredService<IndexStore>();
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (var person in await bot.Services.GetRequiredService<PeopleStore>().AllAsync("demo", CancellationToken.None))
        {
            all.UnionWith((await index.OfPersonAsync("demo", person.Id, CancellationToken.None)).Where(s => s.CustomerName.StartsWith(beginning, StringComparison.Ordinal)).Select(s => s.CustomerId));
        }

        return all.Count;
    }
}
