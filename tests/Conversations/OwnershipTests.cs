namespace CrmBot.Conversations.Tests;

/// <summary>A customer changes hands: asked for in a sentence, confirmed on a card, told to both.</summary>
public sealed class OwnershipTests
{
    [Fact]
    public async Task A_manager_gives_a_customer_to_a_colleague_and_both_are_told_once()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var lq = await bot.MeetAsync("lq");
        var cj = await bot.MeetAsync("cj");
        var ly = await bot.MeetAsync("ly");
        var (lqFrom, cjFrom) = (bot.Teams.Count, bot.Teams.Count);

        var asked = await ly.SaysAsync("把蓝海科技转给陈佳");
        ly.Reads(asked, "把蓝海科技（深圳）有限公司转给陈佳?", "李强", "未完成事项");
        var given = await ly.PressesAsync(asked.NewCard, "转交");
        ly.Reads(given, "蓝海科技（深圳）有限公司已从李强转给陈佳", "刘洋");

        cj.SkipTo(cjFrom);
        Assert.Contains("刘洋把蓝海科技（深圳）有限公司转给了你(原负责人:李强)", await FirstAsync(cj, "转给了你"), StringComparison.Ordinal);
        lq.SkipTo(lqFrom);
        Assert.Contains("刘洋把蓝海科技（深圳）有限公司转给了陈佳", await FirstAsync(lq, "转给了陈佳"), StringComparison.Ordinal);

        ly.Reads(await ly.SaysAsync("蓝海科技是谁在跟"), "陈佳");
        lq.Reads(await lq.SaysAsync("蓝海科技怎么样了"), "由 陈佳 负责");
        cj.Reads(await cj.SaysAsync("蓝海科技怎么样了"), "蓝海科技（深圳）有限公司", "下一步");

        // The same card again, and on another device, changes nothing and says what is.
        var count = bot.Teams.Count;
        ly.Reads(await ly.PressesAsync(asked.NewCard, "转交"), "已经由陈佳负责");
        cj.SkipTo(count);
        await cj.HearsNothingAsync();
    }

    [Fact]
    public async Task A_rep_hands_over_their_own_customer_in_English()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");
        var gh = await bot.MeetAsync("gh");
        var asked = await tb.SaysAsync("reassign Contoso to Grace");
        tb.Reads(asked, "Reassign Contoso Retail Ltd to 何嘉欣?", "Open steps");
        var from = bot.Teams.Count;
        tb.Reads(await tb.PressesAsync(asked.NewCard, "Reassign"), "Contoso Retail Ltd went from Tom Baker to 何嘉欣");
        gh.SkipTo(from);
        await FirstAsync(gh, "转给了你");
    }

    [Fact]
    public async Task Who_is_neither_owner_nor_manager_cannot_and_learns_no_more_than_everyone_knows()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        wm.Reads(await wm.SaysAsync("把蓝海科技转给陈佳"), "蓝海科技（深圳）有限公司由李强负责。只有负责人、其上级或管理员可以转交。");

        // A forged press is refused as well.
        var forged = await wm.ExecuteAsync("ownership/give", new() { ["customer"] = "C002", ["from"] = "lq", ["to"] = "wm", ["order"] = "x" });
        wm.Reads(forged, "由李强负责");
        Assert.DoesNotContain("逾期", forged.Read, StringComparison.Ordinal);
        wm.Reads(await wm.SaysAsync("蓝海科技是谁在跟"), "李强");
    }

    [Fact]
    public async Task An_administrator_reassigns_without_seeing_the_content()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var admin = await bot.MeetAsync("admin");
        var asked = await admin.SaysAsync("把蓝海科技转给陈佳");
        admin.Reads(asked, "看不到客户内容");
        Assert.DoesNotContain("未完成事项\n", asked.Read, StringComparison.Ordinal);
        admin.Reads(await admin.PressesAsync(asked.NewCard, "转交"), "已从李强转给陈佳");
        admin.Reads(await admin.SaysAsync("蓝海科技怎么样了"), "由 陈佳 负责");
    }

    [Fact]
    public async Task Who_is_named_in_the_settings_is_an_administrator_and_nobody_else()
    {
        await using var bot = await BotUnderTest.StartAsync(settings: ("People:Admins", "someone@example.test, wm"));
        var wm = await bot.MeetAsync("wm");
        wm.Reads(await wm.SaysAsync("把蓝海科技转给陈佳"), "看不到客户内容");
        var cj = await bot.MeetAsync("cj");
        cj.Reads(await cj.SaysAsync("把蓝海科技转给陈佳"), "只有负责人、其上级或管理员可以转交");
    }

    [Fact]
    public async Task An_old_card_says_who_has_it_now_and_leaving_it_leaves_it()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ly = await bot.MeetAsync("ly");
        var old = (await ly.SaysAsync("把蓝海科技转给陈佳")).NewCard;
        var other = (await ly.SaysAsync("把蓝海科技转给王敏")).NewCard;
        await ly.PressesAsync(other, "转交");
        ly.Reads(await ly.PressesAsync(old, "转交"), "这张卡片旧了:蓝海科技（深圳）有限公司现在由王敏负责。");

        var third = (await ly.SaysAsync("把蓝海科技转给陈佳")).NewCard;
        ly.Reads(await ly.PressesAsync(third, "先不转"), "没有改动", "蓝海科技（深圳）有限公司仍由王敏负责");
    }

    [Fact]
    public async Task What_the_sentence_leaves_open_is_asked()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var hw = await bot.MeetAsync("hw");
        var twoCalledSo = await hw.SaysAsync("reassign 蓝海科技 to 张伟");
        hw.Reads(twoCalledSo, "Several colleagues are called \"张伟\"", "张伟 (David Zhang)", "张伟 (Zhang Wei)");
        hw.Reads(await hw.PressesRowAsync(twoCalledSo.NewCard, "David Zhang"), "Reassign 蓝海科技（深圳）有限公司 to 张伟?");

        var whom = await hw.SaysAsync("reassign Contoso");
        hw.Reads(whom, "Who takes over Contoso Retail Ltd?");
        hw.Reads(await hw.PressesAsync(whom.NewCard, "Next", ("to", "gh")), "Reassign Contoso Retail Ltd to 何嘉欣?");

        hw.Reads(await hw.SaysAsync("reassign Contoso to Nobody"), "No colleague is called \"Nobody\"");
        hw.Reads(await hw.SaysAsync("reassign Nonsense Corp to Grace"), "no customer \"Nonsense Corp\"");
    }

    /// <summary>The first thing the bot says that holds this.</summary>
    internal static async Task<string> FirstAsync(Speaker speaker, string part)
    {
        while (true)
        {
            if ((await speaker.HearsAsync()).Read is var read && read.Contains(part, StringComparison.Ordinal))
            {
                return read;
            }
        }
    }
}
