using CrmBot.Domain;
using CrmBot.Scheduler;
using Microsoft.Extensions.DependencyInjection;
using static CrmBot.Conversations.Tests.DueWorld;

namespace CrmBot.Conversations.Tests;

/// <summary>Scenario S5: the server was down from Monday 8 o'clock to Wednesday 14 o'clock.</summary>
public sealed class CatchUpTests
{
    private const string Monday = "2025-09-15T08:00:00+08:00";
    private const string Wednesday = "2025-09-17T14:00:00+08:00";

    [Fact]
    public async Task After_a_downtime_each_rep_gets_one_message_that_counts_it()
    {
        await using var bot = await BotUnderTest.StartAsync(Monday);
        var min = await bot.RepAsync("min", "闵捷");
        var ben = await bot.RepAsync("ben", "Ben Hill", "en-US");
        await min.SaysAsync("在吗");
        await ben.SaysAsync("hi");
        await bot.CustomerAsync("K1", "远山机械", "min", Seven("min", "一"));
        await bot.CustomerAsync("K2", "Hillside Ltd", "ben", Seven("ben", "b"));
        var before = bot.Teams.Count;

        await bot.SleepsUntilAsync(Wednesday);

        var zh = await min.HearsAsync();
        min.Expect(zh.Read.Contains("停机期间有 7 件到期:3 跟进 / 2 生日(昨天) / 2 关怀", StringComparison.Ordinal), "the title counts by kind");
        var en = await ben.HearsAsync();
        ben.Expect(
            en.Read.Contains("7 things came due while I was down: 3 follow-ups / 2 birthdays (yesterday) / 2 acts of care", StringComparison.Ordinal), "the title counts by kind");
        var at = zh.Read.IndexOf("跟进一1", StringComparison.Ordinal);
        min.Expect(at >= 0 && at < zh.Read.IndexOf("生日一1", StringComparison.Ordinal), "the oldest is first");

        var birthday = await min.PressesRowAsync(zh.Card!, "生日一1");
        min.Reads(birthday, "迟到的祝福", "生日", "逾期 1 天");
        var english = await ben.PressesRowAsync(en.Card!, "birthday b1");
        ben.Reads(english, "Belated wishes", "1 day overdue");

        // Twice, and two at once, sends nothing twice.
        var pass = bot.Services.GetRequiredService<SchedulerPass>();
        await Task.WhenAll(pass.RunAsync(default).AsTask(), pass.RunAsync(default).AsTask());
        await bot.UntilAsync("2025-09-17T20:30:00+08:00");
        await pass.RunAsync(default);
        await FilingTests.DrainAsync(bot, min);
        Assert.Equal(2, bot.New(min, before).Count); // the digest and the card that was opened
        Assert.Equal(2, bot.New(ben, before).Count);
    }

    [Fact]
    public async Task Two_bots_that_start_at_once_send_nothing_twice()
    {
        var settings = await BotUnderTest.OnAzuriteAsync();
        await using var one = await BotUnderTest.StartAsync(Monday, settings: settings);
        var min = await one.RepAsync("min", "闵捷");
        await min.SaysAsync("在吗");
        await one.CustomerAsync("K1", "远山机械", "min", Seven("min", "一"));
        await using var two = await BotUnderTest.StartAsync(Monday, settings: settings);
        var before = one.Teams.Count;

        // Both are reached by their own people's clock; the reach of the person leads to the first's channel.
        await Task.WhenAll(one.SleepsUntilAsync(Wednesday), two.SleepsUntilAsync(Wednesday));
        Assert.Contains("停机期间有 7 件到期", (await min.HearsAsync()).Read, StringComparison.Ordinal);
        await Task.WhenAll(new[] { one, two, one, two }.Select(b => b.Services.GetRequiredService<SchedulerPass>().RunAsync(default).AsTask()));
        await FilingTests.DrainAsync(one, min);
        Assert.Single(one.New(min, before));
    }

    [Fact]
    public async Task A_bot_that_comes_back_at_night_waits_for_the_morning_and_says_why_then()
    {
        await using var bot = await BotUnderTest.StartAsync(Monday);
        var min = await bot.RepAsync("min", "闵捷");
        var ann = await bot.RepAsync("ann", "Ann Frost", "en-US", "Europe/London");
        await min.SaysAsync("在吗");
        await ann.SaysAsync("hi");
        await bot.CustomerAsync("K1", "远山机械", "min", Step("n1", "寄样品", "min", "2025-09-15"), Step("n2", "约拜访", "min", "2025-09-16"));
        await bot.CustomerAsync("K2", "Frost & Co", "ann", Step("m1", "send samples", "ann", "2025-09-15", zone: "Europe/London"));
        await bot.SleepsUntilAsync("2025-09-16T22:00:00+08:00");
        await FilingTests.DrainAsync(bot, min);
        var before = bot.Teams.Count;

        await bot.UntilAsync("2025-09-17T08:59:00+08:00");
        await FilingTests.DrainAsync(bot, min);
        Assert.Empty(bot.New(min, before));
        await bot.UntilAsync("2025-09-17T09:00:00+08:00");

        Assert.Contains("停机期间有 2 件到期:2 跟进", (await min.HearsAsync()).Read, StringComparison.Ordinal);
        await FilingTests.DrainAsync(bot, min);
        Assert.Single(bot.New(min, before));
    }

    [Fact]
    public async Task What_passed_its_day_by_too_much_is_reported_once_and_closed()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-30T10:00:00+08:00");
        var min = await bot.RepAsync("min", "闵捷");
        await min.SaysAsync("在吗");
        await bot.CustomerAsync(
            "K1", "远山机械", "min", Step("h1", "祝孙总中秋快乐", "min", "2025-10-06", StepKind.Holiday), Step("h2", "催首付款", "min", "2025-10-09"));
        await bot.SleepsUntilAsync("2025-10-04T10:00:00+08:00");
        await bot.SleepsUntilAsync("2025-10-16T10:00:00+08:00");

        var told = await min.HearsAsync();
        min.Expect(told.Read.Contains("停机期间有 1 件到期:1 跟进", StringComparison.Ordinal), "what is dropped is not counted");
        min.Expect(told.Read.Contains("祝孙总中秋快乐", StringComparison.Ordinal) && told.Read.Contains("远山机械 · 逾期 10 天,未发", StringComparison.Ordinal), "the greeting is reported");
        await FilingTests.DrainAsync(bot, min);
        Assert.Equal(StepState.Cancelled, (await bot.StepAsync("K1", "h1")).State);
        Assert.Equal(StepState.Open, (await bot.StepAsync("K1", "h2")).State);
        Assert.DoesNotContain("中秋", (await min.SaysAsync("今天")).Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_due_while_the_bot_is_awake_is_no_downtime()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T08:59:30+08:00");
        var min = await bot.RepAsync("min", "闵捷");
        await min.SaysAsync("在吗");
        var before = bot.Teams.Count;
        await bot.CustomerAsync("K1", "远山机械", "min", Step("n3", "很久以前的事", "min", "2025-08-01"));
        var old = await min.HearsAsync();
        min.Expect(old.Read.Contains("很久以前的事", StringComparison.Ordinal), "what was imported late comes at once");
        await bot.CustomerAsync("K2", "近水机械", "min", Step("n1", "寄样品", "min", "2025-09-17"), Step("n2", "约拜访", "min", "2025-09-17"));
        await bot.UntilAsync("2025-09-17T09:00:00+08:00");

        min.Expect((await min.HearsAsync()).Read.Contains("2 件事到期", StringComparison.Ordinal), "a plain list");
        Assert.DoesNotContain(bot.New(min, before), s => s.Read.Contains("停机", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_moved_clock_is_no_downtime()
    {
        await using var bot = await BotUnderTest.StartAsync(Monday);
        var min = await bot.RepAsync("min", "闵捷");
        await min.SaysAsync("在吗");
        await bot.CustomerAsync("K1", "远山机械", "min", Seven("min", "一"));
        await bot.UntilAsync(Wednesday);
        min.Expect((await min.HearsAsync()).Read.Contains("7 件事到期", StringComparison.Ordinal), "a plain list");
    }

    private static Step[] Seven(string owner, string mark) =>
    [
        Step($"f1{owner}", $"跟进{mark}1", owner, "2025-09-15"),
        Step($"f2{owner}", $"跟进{mark}2", owner, "2025-09-16"),
        Step($"f3{owner}", $"跟进{mark}3", owner, "2025-09-17"),
        Step($"b1{owner}", owner == "ben" ? $"birthday {mark}1" : $"生日{mark}1", owner, "2025-09-16", StepKind.Birthday),
        Step($"b2{owner}", $"生日{mark}2", owner, "2025-09-16", StepKind.Birthday),
        Step($"c1{owner}", $"关怀{mark}1", owner, "2025-09-15", StepKind.Care),
        Step($"c2{owner}", $"关怀{mark}2", owner, "2025-09-17", StepKind.Care),
    ];
}
