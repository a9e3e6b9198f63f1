namespace CrmBot.Conversations.Tests;

/// <summary>Half a minute before a meeting. Source: moonshot M15.</summary>
public sealed class BriefTests
{
    [Fact]
    public async Task A_brief_before_a_call_holds_what_is_stored_and_comes_again_before_it()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-10T09:40:00+01:00");
        var tb = await bot.MeetAsync("tb", "en-GB");
        var asked = await tb.SaysAsync("prep me for my call with Sarah at 3");
        tb.Reads(asked, "Sarah · Contoso Retail Ltd", "Last talk", "We owe", "Don't mention", "contact details");
        tb.Reads(await tb.PressesAsync(asked.NewCard, "Remind me Wed 10 Sep 14:45"), "I will remind you Wed 10 Sep 14:45.");
        tb.Reads(await tb.PressesAsync(asked.NewCard, "Remind me Wed 10 Sep 14:45"), "I will remind you Wed 10 Sep 14:45.");
        var from = bot.Teams.Count;
        await bot.UntilAsync("2025-09-10T14:45:30+01:00");
        tb.SkipTo(from);
        await OwnershipTests.FirstAsync(tb, "See Sarah soon: look at the brief");
    }

    [Fact]
    public async Task In_Chinese_and_of_a_customer_of_whom_nothing_is_stored()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-10T09:40:00+08:00");
        var wm = await bot.MeetAsync("wm");
        var asked = await wm.SaysAsync("3点见张总,帮我过一下");
        wm.Reads(asked, "张总 · 华东精密机械有限公司", "总经理", "上次聊到", "对方欠的", "别提", "去年那次停机的赔款", "9月10日(周三) 14:45 再发我");

        await wm.PressesAsync((await wm.SaysAsync("新建客户 北辰仪器")).NewCard, "创建");
        var nothing = await wm.SaysAsync("给我来个北辰仪器的简报");
        wm.Reads(nothing, "北辰仪器:会前简报", "还没有记下什么。");
        Assert.DoesNotContain("上次聊到", nothing.Read, StringComparison.Ordinal);

        var refused = await wm.SaysAsync("给我来个安泰的简报");
        wm.Reads(refused, "由 张伟 负责");
    }
}
