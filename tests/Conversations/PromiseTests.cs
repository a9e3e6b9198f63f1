using CrmBot.Domain;
using static CrmBot.Conversations.Tests.DueWorld;

namespace CrmBot.Conversations.Tests;

/// <summary>Promises both ways: what the customer owes comes back on its day too. Source: moonshot M7.</summary>
public sealed class PromiseTests
{
    [Fact]
    public async Task What_a_customer_promised_is_asked_about_on_its_day_and_is_settled_by_a_tap()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T10:00:00+08:00");
        var min = await bot.RepAsync("min", "闵捷");
        await min.SaysAsync("在吗");
        await bot.CustomerAsync("K1", "远山机械", "min", Step("n1", "寄图纸", "min", "2025-09-18") with { By = OwedBy.Customer });

        var asked = await ComesAsync(bot, min, "2025-09-18T09:00:00+08:00", "寄图纸");
        Assert.Contains("客户答应今天的,到了吗?", asked.Read, StringComparison.Ordinal);
        Assert.Contains("9月18日(周四) · 今天", asked.Read, StringComparison.Ordinal);
        Assert.DoesNotContain("该跟进了", asked.Read, StringComparison.Ordinal);

        var came = await min.PressesAsync(asked.Card!, "已收到");
        min.Reads(came, "✓ 已收到:寄图纸 – 远山机械");
        Assert.Equal(StepState.Done, (await bot.StepAsync("K1", "n1")).State);
        Assert.DoesNotContain("记录跟进", came.Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_not_come_is_asked_for_by_a_step_of_ours_and_looked_at_again()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T10:00:00+08:00");
        var min = await bot.RepAsync("min", "Min", "en-US");
        await min.SaysAsync("hi");
        await bot.CustomerAsync("K1", "Far Hills", "min", Step("n1", "signed order form", "min", "2025-09-18") with { By = OwedBy.Customer });
        var asked = await ComesAsync(bot, min, "2025-09-18T09:00:00+08:00", "signed order form");
        Assert.Contains("They promised this for today. Has it come?", asked.Read, StringComparison.Ordinal);

        var planned = await min.PressesAsync(asked.Card!, "Ask them · Fri 19 Sep");
        min.Reads(planned, "ask for \"signed order form\" on Fri 19 Sep", "on Mon 22 Sep we look whether it has come");
        await min.PressesAsync(asked.Card!, "Ask them"); // pressed twice: one step of ours
        Assert.Equal(2, (await bot.FileOfAsync("K1")).OpenSteps.Count());

        var ours = await ComesAsync(bot, min, "2025-09-19T09:00:00+08:00", "Ask for: signed order form");
        Assert.DoesNotContain("Has it come", ours.Read, StringComparison.Ordinal);
        await min.PressesAsync(ours.Card!, "Done");
        var again = await ComesAsync(bot, min, "2025-09-22T09:00:00+08:00", "They promised this for today. Has it come?");
        min.Reads(await min.PressesAsync(again.Card!, "Next Monday"), "29 Sep");
        Assert.Equal(new DateOnly(2025, 9, 29), (await bot.StepAsync("K1", "n1")).DueDay);
    }

    [Fact]
    public async Task In_the_morning_s_list_it_stands_apart_and_is_no_arrear()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T10:00:00+08:00");
        var min = await bot.RepAsync("min", "闵捷");
        await min.SaysAsync("在吗");
        await bot.CustomerAsync(
            "K1", "远山机械", "min", Step("n1", "寄图纸", "min", "2025-09-18") with { By = OwedBy.Customer }, Step("n2", "寄样品", "min", "2025-09-18"));

        var list = await ComesAsync(bot, min, "2025-09-18T09:00:00+08:00", "寄图纸");
        Assert.Contains("1 件事到期", list.Read, StringComparison.Ordinal);
        Assert.True(list.Read.IndexOf("寄样品", StringComparison.Ordinal) < list.Read.IndexOf("客户答应的", StringComparison.Ordinal));
        Assert.True(list.Read.IndexOf("客户答应的", StringComparison.Ordinal) < list.Read.IndexOf("寄图纸", StringComparison.Ordinal));

        await bot.UntilAsync("2025-09-19T12:00:00+08:00");
        await FilingTests.DrainAsync(bot, min);
        Assert.DoesNotContain("寄图纸", (await min.SaysAsync("我的逾期")).Read, StringComparison.Ordinal);
    }

    private static async Task<Sent> ComesAsync(BotUnderTest bot, Speaker who, string at, string text)
    {
        await FilingTests.DrainAsync(bot, who);
        var before = bot.Teams.Count;
        await bot.UntilAsync(at);
        who.SkipTo(before);
        for (; ; )
        {
            if (await who.HearsAsync() is var heard && heard.Read.Contains(text, StringComparison.Ordinal))
            {
                return heard;
            }
        }
    }

    [Fact]
    public async Task A_manager_asks_what_a_rep_owes_and_a_colleague_is_told_nothing()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T10:00:00+08:00");
        var mia = await bot.RepAsync("mia", "Mia Vogel", "en-US", role: Role.Manager);
        var min = await bot.RepAsync("min", "闵捷", manager: "mia");
        var zed = await bot.RepAsync("zed", "Zed", manager: "mia");
        await bot.CustomerAsync("K1", "远山机械", "min", Step("n1", "寄样品", "min", "2025-09-16"), Step("n2", "寄图纸", "min", "2025-09-19") with { By = OwedBy.Customer });

        mia.Reads(await mia.SaysAsync("what does 闵捷 owe his customers"), "What 闵捷 owes customers", "We owe 1, 1 of it overdue", "远山机械", "寄样品");
        min.Reads(await min.SaysAsync("我还欠客户什么"), "我们欠客户的", "我们欠 1 件,1 件逾期", "寄样品");
        var refused = await zed.SaysAsync("闵捷答应客户什么了");
        zed.Reads(refused, "团队里没有叫");
        Assert.DoesNotContain("寄样品", refused.Read, StringComparison.Ordinal);
    }
}
