namespace CrmBot.Conversations.Tests;

/// <summary>People call customers by whatever comes to hand: pinyin, another script, the contact's name, with a letter wrong.</summary>
public sealed class NameTests
{
    [Fact]
    public async Task Initials_and_pinyin_find_a_customer_and_alone_only_ones_own()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var ly = await bot.MeetAsync("ly");

        wm.Reads(await wm.SaysAsync("hdjm怎么样"), "华东精密机械有限公司", "A 类");
        wm.Reads(await wm.SaysAsync("跟进 huadongjingmi"), "华东精密机械有限公司");
        wm.Reads(await wm.SaysAsync("HDJM"), "华东精密机械有限公司"); // hers: the letters alone are enough
        ly.Reads(await ly.SaysAsync("hdjm怎么样"), "华东精密机械有限公司");
        ly.Reads(await ly.SaysAsync("hdjm"), "没听懂");
        wm.Reads(await wm.SaysAsync("跟进 華東精蜜機械"), "没有找到", "华东精密机械有限公司"); // one character wrong: offered, not acted upon
    }

    [Fact]
    public async Task A_contact_leads_those_to_the_customer_who_may_see_it()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("新建客户 远山科技")).NewCard;
        await wm.PressesAsync(form, "创建", ("contact", "林远航"));

        wm.Reads(await wm.SaysAsync("林远航怎么样"), "远山科技", "王敏");
        var ly = await bot.MeetAsync("ly"); // her manager
        ly.Reads(await ly.SaysAsync("林远航怎么样"), "远山科技");
        var zw = await bot.MeetAsync("zw");
        var refused = await zw.SaysAsync("林远航怎么样");
        zw.Reads(refused, "没有找到“林远航”");
        Assert.DoesNotContain("远山", refused.Read, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("华东精密机械股份有限公司")] // another legal form
    [InlineData("華東精密機械")]
    [InlineData("华东精密机械（苏州）有限公司")]
    public async Task A_new_customer_called_much_like_another_is_questioned_once(string name)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("新建客户")).NewCard;

        var questioned = await wm.PressesAsync(form, "创建", ("name", name));
        wm.Reads(questioned, "可能已经有这个客户了", "华东精密机械有限公司 · 王敏");
        Assert.Equal(name, questioned.Card.Input("name"));

        wm.Reads(await wm.PressesAsync(questioned.Card, "仍然创建"), name, "没有下一步");
    }

    [Fact]
    public async Task A_name_changed_after_the_question_is_questioned_again()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("新建客户")).NewCard;
        var questioned = await wm.PressesAsync(form, "创建", ("name", "華東精密機械"));

        wm.Reads(await wm.PressesAsync(questioned.Card, "创建", ("name", "蓝海科技")), "可能已经有这个客户了", "蓝海科技（深圳）有限公司 · 李强");
        wm.Reads(await wm.PressesAsync(questioned.Card, "创建", ("name", "华东精密机械有限公司")), "已有客户“华东精密机械有限公司”");
        wm.Reads(await wm.PressesAsync(questioned.Card, "创建", ("name", "华东精密机械有限公司")), "已有客户“华东精密机械有限公司”");
    }
}
