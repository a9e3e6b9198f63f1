using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;
using static CrmBot.Conversations.Tests.DueWorld;

namespace CrmBot.Conversations.Tests;

/// <summary>What can be pressed on a reminder, from any copy of it, by whoever may.</summary>
public sealed class OnTheCardTests
{
    private const string Nine = "2025-09-17T09:00:00+08:00";

    [Theory]
    [InlineData("两周后", "10月1日", "国庆")]
    [InlineData("下周六", "9月27日", "不上班")]
    [InlineData("10月5日", "10月5日", "国庆")]
    public async Task A_time_in_words_that_is_no_working_day_is_questioned_and_can_be_meant(string said, string day, string why)
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T08:50:00+08:00");
        var (min, due) = await DueAsync(bot);

        var asked = await min.PressesAsync(due, "推迟到那时", ("snoozeText", said));
        min.Reads(asked, day, why);
        min.Reads(await min.PressesAsync(asked.NewCard, "就要"), "已推迟:寄样品", day);
        await bot.UpdatedAsync(min, due, "已改期:寄样品");
        min.Reads(await min.PressesAsync(asked.NewCard, "就要"), "已推迟:寄样品", day);
        Assert.Equal(2, (await bot.StepAsync("K1", "n1")).Ver);
    }

    [Fact]
    public async Task A_time_in_words_is_taken_and_one_that_is_none_is_told()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T08:50:00+08:00");
        var (min, due) = await DueAsync(bot);

        min.Reads(await min.PressesAsync(due, "推迟到那时", ("snoozeText", "天凉好个秋")), "我没看懂");
        min.Reads(await min.PressesAsync(due, "推迟到那时", ("snoozeText", "昨天")), "我没看懂");
        min.Reads(await min.PressesAsync(due, "推迟到那时", ("snoozeText", "下周三下午三点"), ("snoozeOn", "2025-09-30")), "已推迟:寄样品", "9月24日(周三) 15:00");
        await bot.UntilAsync("2025-09-24T15:00:00+08:00");
        Assert.Contains("寄样品", (await min.HearsAsync()).Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_of_the_owner_s_own_absence_is_questioned()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T08:50:00+08:00");
        var (min, due) = await DueAsync(bot);
        await bot.ChangeAsync("min", p => p with { Leaves = [new Leave(new DateOnly(2025, 9, 18), new DateOnly(2025, 9, 19), null)] });

        var asked = await min.PressesAsync(due, "明天");
        min.Reads(asked, "9月18日(周四) 你在休假");
        min.Reads(await min.PressesAsync(asked.NewCard, "改到 9月22日(周一)"), "已推迟:寄样品", "9月22日(周一)");
    }

    [Fact]
    public async Task A_step_is_handed_to_a_colleague_once_and_both_are_told()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T08:50:00+08:00");
        var (min, due) = await DueAsync(bot);
        var ben = await bot.RepAsync("ben", "Ben Hill", "en-US");
        var mia = await bot.RepAsync(Manager, "米亚", role: Role.Manager);
        await ben.SaysAsync("hi");
        await mia.SaysAsync("在吗");
        await FilingTests.DrainAsync(bot, ben);

        // The manager gives a report's step away: the new and the old owner are told.
        var choose = await mia.ExecuteAsync("reminders/hand", new() { ["customer"] = "K1", ["step"] = "n1", ["ver"] = "1" });
        mia.Reads(choose, "转给谁");
        mia.Reads(await mia.PressesAsync(choose.NewCard, "转过去", ("to", "ben")), "已转给 Ben Hill");
        await ben.ReadsSoonAsync(new Heard(null, "", []), "米亚 handed you \"寄样品\"");
        await min.ReadsSoonAsync(new Heard(null, "", []), "米亚 把“寄样品”");
        Assert.Equal("ben", (await bot.StepAsync("K1", "n1")).OwnerId);

        // The old owner's card tells what became of it, and does nothing any more.
        await bot.UpdatedAsync(min, due, "已转给 Ben Hill");
        mia.Reads(await mia.PressesAsync(choose.NewCard, "转过去", ("to", "ben")), "Ben Hill");
        Assert.Equal(2, (await bot.StepAsync("K1", "n1")).Ver);
        Assert.DoesNotContain("✓", (await min.PressesAsync(due, "完成")).Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_colleague_does_is_seen_on_every_copy()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T08:50:00+08:00");
        var (min, due) = await DueAsync(bot);
        var mia = await bot.RepAsync(Manager, "米亚", role: Role.Manager);
        await mia.SaysAsync("在吗");
        var copy = (await min.PressesRowAsync((await min.SaysAsync("今天")).NewCard, "寄样品")).NewCard;

        mia.Reads(await mia.ExecuteAsync("reminders/done", new() { ["customer"] = "K1", ["step"] = "n1", ["ver"] = "1" }), "✓ 已完成");
        await bot.UpdatedAsync(min, due, "✓ 已完成:寄样品", "米亚");
        await bot.UpdatedAsync(min, copy, "✓ 已完成:寄样品", "米亚");
        min.Reads(await min.PressesAsync(copy, "明天"), "✓ 已完成:寄样品");
    }

    [Fact]
    public async Task A_customer_is_muted_and_heard_of_again()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T08:50:00+08:00");
        var (min, due) = await DueAsync(bot);

        min.Reads(await min.PressesAsync(due, "先不提醒", ("muteUntil", "2025-09-17")), "请选择一年内");
        var muted = await min.PressesAsync(due, "先不提醒", ("muteUntil", "2025-09-25"));
        min.Reads(muted, "远山机械 先不提醒,9月25日(周四) 再来");
        await min.PressesAsync(due, "先不提醒", ("muteUntil", "2025-09-25"));
        Assert.Single((await PersonAsync(bot)).Mutes!);
        Assert.Contains("寄样品", (await min.SaysAsync("今天")).Read, StringComparison.Ordinal);

        min.Reads(await min.PressesAsync(muted.NewCard, "恢复提醒"), "恢复提醒:远山机械");
        Assert.Null((await PersonAsync(bot)).Mutes);
    }

    [Fact]
    public async Task A_reminder_of_ones_own_has_its_card_and_is_done_or_put_off()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T08:50:00+08:00");
        var min = await bot.RepAsync("min", "闵捷");
        await min.SaysAsync("在吗");
        var own = bot.Services.GetRequiredService<OwnStepStore>();
        foreach (var id in new[] { "o1", "o2" })
        {
            await own.ChangeAsync("demo", "min", id, "make" + id, _ => Step(id, "给妈妈打电话" + id, "min", "2025-09-17", StepKind.Reminder, time: id == "o1" ? "09:00" : "10:00"), CancellationToken.None);
        }

        await bot.UntilAsync(Nine);
        var first = (await min.HearsAsync()).Card!;
        Assert.Contains("你让我提醒的", first.Read, StringComparison.Ordinal);
        Assert.Contains("给妈妈打电话o2", (await min.SaysAsync("今天")).Read, StringComparison.Ordinal);
        min.Reads(await min.PressesAsync(first, "完成"), "✓ 已完成:给妈妈打电话o1");
        min.Reads(await min.PressesAsync(first, "完成"), "✓ 已完成:给妈妈打电话o1");

        await bot.UntilAsync("2025-09-17T10:00:00+08:00");
        var second = (await min.HearsAsync()).Card!;
        min.Reads(await min.PressesAsync(second, "推迟到那时", ("snoozeText", "明天晚上9点")), "已推迟:给妈妈打电话o2", "9月18日(周四) 21:00");
        await bot.UntilAsync("2025-09-18T21:00:00+08:00");
        Assert.Contains("给妈妈打电话o2", (await min.HearsAsync()).Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_shows_what_was_settled_since()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T08:50:00+08:00");
        var min = await bot.RepAsync("min", "闵捷");
        await min.SaysAsync("在吗");
        await bot.CustomerAsync("K1", "远山机械", "min", Step("n1", "寄样品", "min", "2025-09-17"), Step("n2", "约拜访", "min", "2025-09-17"));
        await bot.UntilAsync(Nine);
        var list = (await min.HearsAsync()).Card!;

        await min.PressesAsync((await min.PressesRowAsync(list, "寄样品")).NewCard, "完成");
        await bot.UpdatedAsync(min, list, "2 件事,处理了 1 件", "✓ 已完成", "约拜访", "今天到期");
        await min.PressesAsync((await min.PressesRowAsync(list, "约拜访")).NewCard, "明天");
        await bot.UpdatedAsync(min, list, "✓ 2 件都处理了", "已推迟");
    }

    [Fact]
    public async Task A_second_nudge_says_so()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-17T08:50:00+08:00");
        var (min, _) = await DueAsync(bot);
        await bot.UntilAsync("2025-09-18T08:59:30+08:00");
        await FilingTests.DrainAsync(bot, min);
        await bot.UntilAsync("2025-09-18T09:00:00+08:00");

        Assert.Contains("该跟进了 · 第 2 次提醒", (await min.HearsAsync()).Read, StringComparison.Ordinal);
    }

    /// <summary>A rep with one customer of one step, which has just come due.</summary>
    internal static async Task<(Speaker Min, CardSeen Due)> DueAsync(BotUnderTest bot)
    {
        var min = await bot.RepAsync("min", "闵捷", manager: Manager);
        await min.SaysAsync("在吗");
        await bot.CustomerAsync("K1", "远山机械", "min", Step("n1", "寄样品", "min", "2025-09-17"));
        await bot.UntilAsync(Nine);
        return (min, (await min.HearsAsync()).Card!);
    }

    private static async Task<Person> PersonAsync(BotUnderTest bot) =>
        (await bot.Services.GetRequiredService<PeopleStore>().GetAsync("demo", "min", CancellationToken.None))!;
}
