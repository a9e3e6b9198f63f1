using CrmBot.Domain;
using static CrmBot.Conversations.Tests.DueWorld;

namespace CrmBot.Conversations.Tests;

/// <summary>Why somebody was reminded, or was not.</summary>
public sealed class WhyTests
{
    [Fact]
    public async Task The_card_says_why_it_came_and_the_log_what_became_of_it()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T08:50:00+08:00");
        var (min, due) = await OnTheCardTests.DueAsync(bot);

        await FilingTests.DrainAsync(bot, min);
        min.Reads(await min.PressesAsync(due, "为什么提醒我"), "谁的事", "闵捷", "9月17日(周三) 09:00,随每日清单", "9月17日(周三) 09:00 已经发给你", "9月18日(周四) 09:00 再提醒", "发给了你");
        await min.PressesAsync(due, "完成");
        min.Reads(await min.SaysAsync("为什么没提醒我远山机械"), "已经完成,所以不再提醒");
    }

    [Fact]
    public async Task What_waits_says_until_when_and_why()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T10:00:00+08:00");
        var min = await bot.RepAsync("min", "闵捷");
        await min.SaysAsync("在吗");
        await bot.CustomerAsync("K1", "远山机械", "min", Step("n1", "寄样品", "min", "2025-09-18"), Step("n2", "约拜访", "min", "2025-09-30"));
        await bot.ChangeAsync("min", p => p with { Mutes = [new Mute("K1", new DateOnly(2025, 9, 25))] });
        await bot.UntilAsync("2025-09-18T09:00:00+08:00");
        await FilingTests.DrainAsync(bot, min);

        var which = await min.SaysAsync("远山机械怎么没提醒我");
        min.Reads(which, "你问的是哪一件", "寄样品", "约拜访");
        min.Reads(await min.PressesRowAsync(which.NewCard, "寄样品"), "这个客户或联系人设了先不提醒", "下一次:9月25日(周四) 09:00", "到 9月25日(周四)");
        min.Reads(await min.SaysAsync("为什么没提醒我约拜访"), "还没到时间,计划 9月30日(周二) 09:00 提醒");
        min.Reads(await min.SaysAsync("为什么没提醒我买菜"), "没有找到“买菜”的待办");
    }

    [Fact]
    public async Task What_the_customer_owes_comes_back_to_who_waits_for_it()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T10:00:00+08:00");
        var min = await bot.RepAsync("min", "闵捷");
        await min.SaysAsync("在吗");
        await bot.CustomerAsync("K1", "远山机械", "min", Step("n1", "寄图纸", "min", "2025-09-18") with { By = OwedBy.Customer });
        var why = await min.SaysAsync("为什么没提醒我远山机械");
        min.Reads(why, "寄图纸", "9月18日(周四)", "谁在等", "提醒时间", "计划 9月18日(周四) 09:00 提醒");
    }

    [Fact]
    public async Task A_report_s_log_is_for_the_manager_and_nobody_else()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T08:50:00+08:00");
        await OnTheCardTests.DueAsync(bot);
        var mia = await bot.RepAsync(Manager, "Mia", "en-US", role: Role.Manager);
        var zed = await bot.RepAsync("zed", "Zed", "en-US");
        await mia.SaysAsync("hi");
        await zed.SaysAsync("hi");

        mia.Reads(await mia.SaysAsync("why wasn't 闵捷 reminded of 远山机械"), "It was sent to 闵捷 on Wed 17 Sep 09:00");
        zed.Reads(await zed.SaysAsync("why wasn't 闵捷 reminded of 远山机械"), "Nobody in your team is called");
        var refused = await zed.ExecuteAsync("reminders/why", new() { ["customer"] = "K1", ["step"] = "n1" });
        zed.Reads(refused, "This one is 闵捷's");
        Assert.DoesNotContain("寄样品", refused.Read, StringComparison.Ordinal);
        zed.Reads(await zed.SaysAsync("why wasn't I reminded of 远山机械"), "There is nothing to do called");
    }
}
