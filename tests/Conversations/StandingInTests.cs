using CrmBot.Domain;
using static CrmBot.Conversations.Tests.DueWorld;

namespace CrmBot.Conversations.Tests;

/// <summary>What somebody gets of other people's: as their delegate, and as their manager.</summary>
public sealed class StandingInTests
{
    [Fact]
    public async Task A_delegate_gets_it_with_a_hand_over_line_and_can_do_it()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-19T10:00:00+01:00");
        var tom = await bot.RepAsync("tom", "Tom Reed", "en-US", "Europe/London");
        var eve = await bot.RepAsync("eve", "Eve Lin", "en-US", "Europe/London");
        await tom.SaysAsync("hi");
        await eve.SaysAsync("hi");
        await bot.ChangeAsync("tom", p => p with { Leaves = [new Leave(new DateOnly(2025, 9, 22), new DateOnly(2025, 9, 26), "eve")] });
        await bot.CustomerAsync("K1", "Reed & Sons", "tom", Step("t1", "send the offer", "tom", "2025-09-23", zone: "Europe/London"));
        await bot.UntilAsync("2025-09-23T08:59:30+01:00");
        await FilingTests.DrainAsync(bot, eve);
        await bot.UntilAsync("2025-09-23T09:00:00+01:00");

        var due = await eve.HearsAsync();
        eve.Expect(due.Read.Contains("For Tom Reed, away until 26 Sep", StringComparison.Ordinal), "the hand-over line");
        var today = await eve.SaysAsync("today");
        eve.Reads(today, "For Tom Reed, away until 26 Sep", "send the offer");
        eve.Reads(await eve.PressesAsync(due.Card!, "Done"), "✓ Done: send the offer");
        Assert.Equal(StepState.Done, (await bot.StepAsync("K1", "t1")).State);
        tom.Reads(await tom.SaysAsync("why wasn't I reminded of Reed & Sons"), "It was done on");
    }

    [Fact]
    public async Task Own_things_and_those_of_a_colleague_are_one_message_in_parts()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-22T10:00:00+08:00");
        var min = await bot.RepAsync("min", "闵捷");
        await bot.RepAsync("tom", "汤姆");
        await min.SaysAsync("在吗");
        await bot.ChangeAsync("tom", p => p with { Leaves = [new Leave(new DateOnly(2025, 9, 22), new DateOnly(2025, 9, 26), "min")] });
        await bot.CustomerAsync("K1", "远山机械", "min", Step("n1", "寄样品", "min", "2025-09-23"));
        await bot.CustomerAsync("K2", "近水机械", "tom", Step("t1", "报个价", "tom", "2025-09-23"));
        await bot.UntilAsync("2025-09-23T09:00:00+08:00");

        // The colleague's comes as soon as it was moved, which is after its own due instant.
        var heard = (await min.HearsAsync()).Read;
        heard += heard.Contains("报个价", StringComparison.Ordinal) && heard.Contains("寄样品", StringComparison.Ordinal) ? "" : (await min.HearsAsync()).Read;
        min.Expect(heard.Contains("寄样品", StringComparison.Ordinal) && heard.Contains("报个价", StringComparison.Ordinal), "both are told");
        min.Expect(heard.Contains("汤姆 休假到 9月26日,由你代办", StringComparison.Ordinal), "the hand-over line");
        min.Reads(await min.SaysAsync("今天"), "2 件要做", "寄样品", "汤姆 休假到 9月26日,由你代办", "报个价");
    }

    [Fact]
    public async Task A_manager_sees_in_one_message_what_reports_have_not_done_or_could_not_be_told()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-12T08:50:00+08:00");
        var min = await bot.RepAsync("min", "闵捷", manager: Manager);
        await bot.RepAsync("lee", "李未见", manager: Manager);
        var mia = await bot.RepAsync(Manager, "米亚", role: Role.Manager);
        await min.SaysAsync("在吗");
        await mia.SaysAsync("在吗");
        await bot.CustomerAsync("K1", "远山机械", "min", Step("n1", "寄样品", "min", "2025-09-12"));
        await bot.CustomerAsync("K2", "近水机械", "lee", Step("l1", "报个价", "lee", "2025-09-16"));
        foreach (var day in new[] { "12", "15", "16" })
        {
            await bot.UntilAsync($"2025-09-{day}T09:00:00+08:00");
            await FilingTests.DrainAsync(bot, mia);
        }

        await bot.UntilAsync("2025-09-17T09:00:00+08:00");

        var told = await mia.HearsAsync();
        mia.Expect(told.Read.Contains("团队里 2 件没跟上", StringComparison.Ordinal), "one message of both");
        mia.Expect(told.Read.Contains("闵捷 · 远山机械", StringComparison.Ordinal) && told.Read.Contains("逾期 5 天", StringComparison.Ordinal), "who, which customer, how late");
        mia.Expect(told.Read.Contains("李未见 · 近水机械", StringComparison.Ordinal) && told.Read.Contains("还没联系上本人", StringComparison.Ordinal), "and why");
        mia.Reads(await mia.SaysAsync("今天"), "团队里没跟上的", "闵捷 · 远山机械", "还没联系上本人");
        mia.Reads(await mia.PressesRowAsync(told.Card!, "寄样品"), "这件事是 闵捷 的");
        mia.Reads(await mia.SaysAsync("李未见的近水机械为什么没提醒"), "还联系不上李未见");
    }
}
