namespace CrmBot.Conversations.Tests;

/// <summary>What people want to be reminded of, in their own words.</summary>
public sealed class PlanTests
{
    [Fact]
    public async Task A_reminder_is_set_in_a_sentence_and_comes_at_its_time()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var set = await wm.SaysAsync("明天下午三点提醒我给银行回电话");
        wm.Reads(set, "给银行回电话", "9月11日(周四) 15:00");
        wm.Reads(await wm.SaysAsync("查看所有提醒"), "接下来要做的", "宏达纺织有限公司", "逾期 2 天", "给银行回电话");
        wm.Reads(await wm.SaysAsync("明天要跟谁"), "给银行回电话");
        wm.Reads(await wm.SaysAsync("我下个月要做什么"), "那几天没有要做的事");

        var before = bot.Teams.Count;
        await bot.UntilAsync("2025-09-11T15:00:00+08:00");
        wm.SkipTo(before);
        Assert.Contains("给银行回电话", await FirstAsync(wm, "给银行回电话"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_free_day_is_questioned_and_can_be_changed_in_one_tap()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");
        var set = await tb.SaysAsync("remind me to chase the PO from Fabrikam in 3 days");
        tb.Reads(set, "chase the PO from Fabrikam", "Sat 13 Sep", "a weekend", "Rather Mon 15 Sep");
        tb.Reads(await tb.PressesAsync(set.NewCard, "Rather Mon 15 Sep"), "Mon 15 Sep");
    }

    [Fact]
    public async Task A_reminder_without_a_day_asks_for_one_and_a_moment_that_is_past_is_refused()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        wm.Reads(await wm.SaysAsync("提醒我给老马回电话"), "什么时候提醒你“给老马回电话”?");
        wm.Reads(await wm.SaysAsync("明天提醒我 给老马回电话"), "9月11日(周四)");
    }

    [Theory]
    [InlineData("2025-09-10T10:20:00+08:00", "9月10日(周三) 13:30", "你没说几点,就定在今天晚些时候。")]
    [InlineData("2025-09-10T18:10:00+08:00", "9月10日(周三) 20:00", "你没说几点,就定在今天晚些时候。")]
    [InlineData("2025-09-10T20:10:00+08:00", "9月11日(周四)", "今天已经太晚,改在明天提醒你。")]
    public async Task A_reminder_for_today_without_a_time_comes_later_today_once_the_list_has_gone(string now, string when, string why)
    {
        await using var bot = await BotUnderTest.StartAsync(now);
        var wm = await bot.MeetAsync("wm");
        var before = bot.Teams.Count;
        wm.Reads(await wm.SaysAsync("今天提醒我给银行回电话"), "给银行回电话", when, why);
        await FilingTests.DrainAsync(bot, wm);
        Assert.DoesNotContain(bot.New(wm, before).Skip(1), s => s.Read.Contains("给银行回电话", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reminder_for_today_that_is_set_before_the_list_comes_with_it()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-10T08:40:00+08:00");
        var wm = await bot.MeetAsync("wm");
        var set = await wm.SaysAsync("今天提醒我给银行回电话");
        wm.Reads(set, "给银行回电话", "9月10日(周三)");
        Assert.DoesNotContain("晚些时候", set.Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_asked_for_stands_in_no_list_of_their_manager()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        wm.Reads(await wm.SaysAsync("明天提醒我给华东精密寄合同"), "给华东精密寄合同", "华东精密机械有限公司");
        var ly = await bot.MeetAsync("ly");
        await bot.UntilAsync("2025-09-22T10:00:00+08:00");
        await FilingTests.DrainAsync(bot, ly);
        Assert.DoesNotContain(bot.New(ly, 0), s => s.Read.Contains("给华东精密寄合同", StringComparison.Ordinal));
        Assert.DoesNotContain("给华东精密寄合同", (await ly.SaysAsync("王敏谁逾期了")).Read, StringComparison.Ordinal);
        Assert.DoesNotContain("给华东精密寄合同", (await ly.SaysAsync("谁逾期了")).Read, StringComparison.Ordinal);
        Assert.Contains("给华东精密寄合同", (await wm.SaysAsync("我的提醒都有哪些")).Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reminder_can_be_taken_back_and_its_customer_muted()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var set = await wm.SaysAsync("下周三提醒我给银行回电话");
        wm.Reads(await wm.PressesAsync(set.NewCard, "取消提醒"), "已取消:给银行回电话");
        wm.Reads(await wm.PressesAsync(set.NewCard, "取消提醒"), "已经不在了");

        wm.Reads(await wm.SaysAsync("下周三提醒我给华东精密寄合同"), "给华东精密寄合同", "华东精密机械有限公司");
        var which = await wm.SaysAsync("别再提醒我华东精密了");
        wm.Reads(which, "取消哪一个?", "华东精密机械有限公司", "静音到");
        wm.Reads(await wm.PressesAsync(which.NewCard, "静音"), "华东精密机械有限公司", "10月10日");
        wm.Reads(await wm.PressesRowAsync(which.NewCard, "给华东精密寄合同"), "已取消:给华东精密寄合同");
    }

    [Fact]
    public async Task Everything_due_is_put_off_in_one_sentence_and_once()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var lq = await bot.MeetAsync("lq");
        var moved = await lq.SaysAsync("全部推到下周一");
        lq.Reads(moved, "件推到 9月15日(周一)");
        lq.Reads(await lq.SaysAsync("今天"), "今天没有到期的");
    }

    [Fact]
    public async Task Hours_and_zone_are_said_or_chosen_on_the_card()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        wm.Reads(await wm.SaysAsync("晚上8点以后别发消息给我"), "20:00 到 08:30 不打扰你");
        wm.Reads(await wm.SaysAsync("每天八点半发清单"), "08:30");
        wm.Reads(await wm.SaysAsync("把我的时区改成伦敦"), "伦敦", "10:40");
        var card = await wm.SaysAsync("我的设置");
        wm.Reads(card, "我的设置", "工作日按英国的日历");
        wm.Reads(await wm.PressesAsync(card.NewCard, "保存", ("language", "en-US"), ("zone", "Asia/Shanghai"), ("list", "09:00"), ("quietFrom", "22:00"), ("quietUntil", "")), "免打扰从几点到几点?");
        wm.Reads(await wm.PressesAsync(card.NewCard, "保存", ("language", "en-US"), ("zone", "Asia/Shanghai"), ("list", "09:00"), ("quietFrom", ""), ("quietUntil", "")), "Saved: Beijing");
    }

    /// <summary>S6, the second half: an absence with a delegate.</summary>
    [Fact]
    public async Task On_leave_the_delegate_is_told_and_on_the_return_it_comes_back()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var gh = await bot.MeetAsync("gh");
        var tb = await bot.MeetAsync("tb", "en-GB");
        tb.Reads(await tb.SaysAsync("remind me on 24 Sep to send Contoso the revised offer"), "Contoso Retail Ltd", "Wed 24 Sep");
        var told = bot.Teams.Count;
        var leave = await tb.SaysAsync("I'm on leave 22-26 Sep, Grace covers");
        tb.Reads(leave, "On leave Mon 22 Sep – Fri 26 Sep", "何嘉欣", "Mon 29 Sep");
        gh.SkipTo(told);
        Assert.Contains("由你代办", await FirstAsync(gh, "由你代办"), StringComparison.Ordinal);
        tb.Reads(await tb.SaysAsync("who is on leave"), "Tom Baker", "covered by 何嘉欣");

        // It comes due on Wednesday: to Grace, not to Tom. Tom's other items go the same way.
        var before = bot.Teams.Count;
        await bot.UntilAsync("2025-09-24T09:00:00+01:00");
        gh.SkipTo(before);
        Assert.Contains("send Contoso the revised offer", await FirstAsync(gh, "send Contoso the revised offer"), StringComparison.Ordinal);
        gh.Reads(await gh.SaysAsync("Contoso 怎么样了"), "Contoso Retail Ltd", "send Contoso the revised offer");

        tb.SkipTo(before);
        await tb.HearsNothingAsync();
        before = bot.Teams.Count;
        await bot.UntilAsync("2025-09-29T09:00:00+01:00");
        tb.SkipTo(before);
        Assert.Contains("send Contoso the revised offer", await FirstAsync(tb, "send Contoso the revised offer"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leave_can_be_cancelled_and_the_delegate_hears_of_it()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var cj = await bot.MeetAsync("cj");
        var wm = await bot.MeetAsync("wm");
        wm.Reads(await wm.SaysAsync("我下周一到周三休假"), "休假 9月15日(周一) – 9月17日(周三)", "没有人代办");
        var told = bot.Teams.Count;
        var leave = await wm.SaysAsync("陈佳代班");
        wm.Reads(leave, "陈佳", "9月18日(周四)");
        cj.SkipTo(told);
        await FirstAsync(cj, "由你代办");
        told = bot.Teams.Count;
        wm.Reads(await wm.PressesAsync(leave.NewCard, "取消休假"), "已取消休假");
        cj.SkipTo(told);
        await FirstAsync(cj, "不用再代办");
        wm.Reads(await wm.SaysAsync("取消休假"), "没有登记休假");
    }

    /// <summary>Waits for a message that says something, among others that may come before it.</summary>
    private static async Task<string> FirstAsync(Speaker speaker, string part)
    {
        while (true)
        {
            var heard = await speaker.HearsAsync();
            if (heard.Read.Contains(part, StringComparison.Ordinal))
            {
                return heard.Read;
            }
        }
    }
}
