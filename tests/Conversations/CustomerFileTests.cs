namespace CrmBot.Conversations.Tests;

/// <summary>The customer's file: what is true of a customer as a whole, in words and on cards.</summary>
public sealed class CustomerFileTests
{
    [Fact]
    public async Task Status_tier_and_tags_are_set_in_words_told_before_and_after_and_taken_back_with_one_tap()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");

        var tier = await wm.SaysAsync("把恒通调成A类");
        wm.Reads(tier, "恒通汽车零部件有限公司:分类 B → A", "王敏");
        wm.Reads(await wm.SaysAsync("恒通怎么样了"), "A 类");
        wm.Reads(await wm.PressesAsync(tier.Card, "改回来"), "恒通汽车零部件有限公司:分类 A → B");
        wm.Reads(await wm.PressesAsync(tier.Card, "改回来"), "分类 A → B");
        wm.Reads(await wm.SaysAsync("恒通怎么样了"), "B 类");

        wm.Reads(await wm.SaysAsync("给恒通加标签 老客户,双十一"), "恒通汽车零部件有限公司:标签 (空) → 老客户、双十一");
        wm.Reads(await wm.SaysAsync("给恒通加标签 老客戶"), "恒通汽车零部件有限公司 的标签已经是“老客户、双十一”了,没有改动。");
        wm.Reads(await wm.SaysAsync("给恒通去掉标签 双十一"), "标签 老客户、双十一 → 老客户");
        wm.Reads(await wm.SaysAsync("恒通的标签有哪些"), "恒通汽车零部件有限公司 的标签:老客户");

        var first = await wm.SaysAsync("把恒通标为谈判中");
        wm.Reads(first, "恒通汽车零部件有限公司:状态 ", " → 谈判中");
        wm.Reads(await wm.SaysAsync("把恒通标为暂停"), "状态 谈判中 → 暂停");
        wm.Reads(await wm.PressesAsync(first.Card, "改回来"), "这之后又改过,没有改回去。");
        wm.Reads(await wm.SaysAsync("谁改过恒通"), "改状态", "改标签", "改分类");
    }

    [Fact]
    public async Task The_same_in_English_by_a_director_and_not_by_a_stranger()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var hw = await bot.MeetAsync("hw", "en-GB");
        hw.Reads(await hw.SaysAsync("bump Northwind to A"), "Northwind Traders: Tier B → A");
        hw.Reads(await hw.SaysAsync("bump Northwind to A"), "The Tier of Northwind Traders is A already; nothing was changed.");
        hw.Reads(await hw.SaysAsync("mark Northwind as VIP"), "Northwind Traders: VIP no → yes");

        var gh = await bot.MeetAsync("gh", "en-GB");
        gh.Reads(await gh.SaysAsync("mark Fabrikam as negotiating"), "Fabrikam Medical:", " → 谈判中");
        var refused = await gh.SaysAsync("mark Contoso as lost");
        gh.Reads(refused, "Contoso Retail Ltd 由 Tom Baker 负责");
        Assert.DoesNotContain("→", refused.Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Which_of_two_is_asked_once_and_the_sentence_is_then_done()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ly = await bot.MeetAsync("ly");
        var asked = await ly.SaysAsync("把蓝海标为谈判中");
        ly.Reads(asked, "“蓝海”有几家,是哪一家?", "蓝海物流集团");
        ly.Reads(await ly.PressesRowAsync(asked.NewCard, "蓝海物流集团"), "蓝海物流集团:状态", "→ 谈判中");
    }

    [Fact]
    public async Task A_customer_is_edited_on_a_card_and_another_person_s_change_is_not_lost()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var ly = await bot.MeetAsync("ly");
        var form = (await wm.SaysAsync("修改恒通的资料")).NewCard;
        Assert.Equal("恒通汽车零部件有限公司", form.Input("name"));
        var other = (await ly.SaysAsync("修改恒通的资料")).NewCard;
        ly.Reads(await ly.PressesAsync(other, "保存", ("tier", "A"), ("industry", "汽车")), "已保存", "A 类", "汽车");

        // Both touched the industry: the form comes back with what was typed, and says what changed.
        var again = await wm.PressesAsync(form, "保存", ("industry", "汽车零部件"), ("tags", "老客户,双十一"));
        wm.Reads(again, "你打开之后别人改过", "分类 B → A", "行业 (空) → 汽车");
        Assert.Equal(("汽车零部件", "老客户,双十一", "A"), (again.Card.Input("industry"), again.Card.Input("tags"), again.Card.Input("tier")));
        var saved = await wm.PressesAsync(again.Card, "保存");
        wm.Reads(saved, "已保存", "A 类", "汽车零部件", "老客户、双十一");

        // Two clicks are one change.
        wm.Reads(await wm.PressesAsync(again.Card, "保存"), "恒通汽车零部件有限公司", "A 类");
        var history = (await wm.SaysAsync("谁改过恒通")).Read;
        Assert.Equal(2, history.Split("修改资料").Length - 1);
    }

    [Fact]
    public async Task An_edit_with_a_fault_keeps_every_value()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");
        var form = (await tb.SaysAsync("edit Contoso")).NewCard;
        var back = await tb.PressesAsync(form, "Save", ("name", " "), ("tags", "pilot"), ("status", "Negotiating"));
        tb.Reads(back, "Please give the name");
        Assert.Equal(("pilot", "Negotiating"), (back.Card.Input("tags"), back.Card.Input("status")));
        tb.Reads(await tb.PressesAsync(back.Card, "Save", ("name", "Contoso Retail Group")), "Contoso Retail Group", "pilot");
        tb.Reads(await tb.SaysAsync("how is Contoso"), "Contoso Retail Group");
    }

    [Fact]
    public async Task A_new_customer_that_may_be_there_already_is_warned_about_and_can_be_made_anyway()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var warned = await wm.SaysAsync("新建客户 藍海科技");
        wm.Reads(warned, "可能已经有这个客户了", "蓝海科技（深圳）有限公司", " · 李强");
        wm.Reads(await wm.PressesAsync(warned.NewCard, "蓝海科技（深圳）有限公司"), "由 李强 负责");
        wm.Reads(await wm.PressesAsync(warned.NewCard, "仍然创建", ("industry", "软件"), ("tags", "展会")), "已创建", "藍海科技", "软件", "展会");

        foreach (var (said, there) in new[] { ("lanhaiwuliu", "蓝海物流集团"), ("华东精密仪器", "华东精密机械有限公司"), ("Contosso", "Contoso Retail Ltd") })
        {
            wm.Reads(await wm.SaysAsync($"新建客户 {said}"), "可能已经有这个客户了", there);
        }

        var fresh = await wm.SaysAsync("新建客户 北辰仪器");
        Assert.DoesNotContain("可能已经有", fresh.Read, StringComparison.Ordinal);

        // A name that is typed later is looked at when it is submitted, once.
        var late = await wm.PressesAsync(fresh.NewCard, "创建", ("name", "金桥食品"));
        wm.Reads(late, "可能已经有这个客户了", "金桥食品有限公司");
        wm.Reads(await wm.PressesAsync(late.Card, "仍然创建"), "已创建", "金桥食品");
    }
}
