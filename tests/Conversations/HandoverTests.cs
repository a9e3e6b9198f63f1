using CrmBot.Domain;

namespace CrmBot.Conversations.Tests;

/// <summary>Everything of somebody who leaves: shown, confirmed, done by a job, told once.</summary>
public sealed class HandoverTests
{
    [Fact]
    public async Task A_leavers_customers_are_listed_and_all_go_to_one_colleague()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var lq = await bot.MeetAsync("lq");
        var cj = await bot.MeetAsync("cj");
        var ly = await bot.MeetAsync("ly");
        var mine = (await lq.SaysAsync("我的客户")).Read;
        Assert.Contains("蓝海科技（深圳）有限公司", mine, StringComparison.Ordinal);

        var pack = await ly.SaysAsync("李强离职了,客户怎么交接");
        ly.Reads(pack, "李强的交接", "负责的客户", "我方承诺", "蓝海科技（深圳）有限公司", "我方:");
        var whom = await ly.PressesAsync(pack.NewCard, "全部转给");
        ly.Reads(whom, "把李强的全部客户转给谁?");
        var asked = await ly.PressesAsync(whom.NewCard, "下一步", ("to", "cj"));
        ly.Reads(asked, "把李强的全部客户转给陈佳?");
        var from = bot.Teams.Count;
        var running = await ly.PressesAsync(asked.NewCard, "全部转交");
        ly.Reads(running, "李强的客户");

        await ly.ReadsSoonAsync(running, "交接完成");
        cj.SkipTo(from);
        await OwnershipTests.FirstAsync(cj, "刘洋把李强的");
        lq.SkipTo(from);
        await OwnershipTests.FirstAsync(lq, "刘洋把你的");

        lq.Reads(await lq.SaysAsync("我的客户"), "还没有客户");
        cj.Reads(await cj.SaysAsync("我的客户"), "蓝海科技（深圳）有限公司");
        ly.Reads(await ly.SaysAsync("李强的客户怎么交接"), "没有客户,也没有未完成事项");

        // Pressed again, it is the same job, and nobody is told again.
        var count = bot.Teams.Count;
        ly.Reads(await ly.PressesAsync(asked.NewCard, "全部转交"), "李强的客户已转给陈佳", "双方都已通知");
        cj.SkipTo(count);
        await cj.HearsNothingAsync();
    }

    [Fact]
    public async Task A_page_goes_with_the_records_whose_words_stand_on_it_and_with_no_others()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var mia = await bot.RepAsync("mia", "米娅", role: Role.Manager);
        var min = await bot.RepAsync("min", "闵捷", manager: "mia");
        foreach (var n in Enumerable.Range(1, 9))
        {
            await bot.CustomerAsync($"K{n}", $"{(char)('A' + n)}远山医疗{n}", "min");
        }

        await bot.CustomerAsync("K0", "A临江仪表", "min");
        var near = await FileAsync("临江仪表", "嫌报价高13%");
        var far = await FileAsync("远山医疗9", "嫌报价高17%");

        var first = await mia.SaysAsync("闵捷离职了,客户怎么交接");
        mia.Reads(first, "A临江仪表", "高13%");
        mia.Expect(!first.Read.Contains("17%", StringComparison.Ordinal), "the tenth stands on the next page");
        var card = first.NewCard.ActivityId;
        await EraseAsync("K9", far);
        Assert.False(Last().Update);
        await EraseAsync("K0", near);
        Assert.Equal([], WholeStore.Shown(bot, "高13%"));
        Assert.True(Last().Update);

        Sent Last() => bot.Teams.To(mia.Conversation).Last(m => m.ActivityId == card);

        async Task<string> FileAsync(string customer, string said)
        {
            var form = (await min.SaysAsync("跟进 " + customer)).NewCard;
            var back = await min.PressesAsync(form, "提交", ("channel", "Visit"), ("summary", "他们" + said), ("objection", said));
            min.Reads(await min.PressesAsync(back.Card, "仍然提交"), "已保存");
            return (await bot.FileOfAsync(customer == "临江仪表" ? "K0" : "K9")).Recent[0].Id;
        }

        async Task EraseAsync(string customer, string record)
        {
            await min.ExecuteAsync("records/erase", new() { ["customer"] = customer, ["followUp"] = record });
            await WholeStore.FinishedAsync(bot, Ids.From(record, "deleted"));
        }
    }

    [Fact]
    public async Task In_English_with_both_names_in_the_sentence()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var hw = await bot.MeetAsync("hw");
        var asked = await hw.SaysAsync("hand over all customers of Tom Baker to Grace");
        hw.Reads(asked, "Hand over all customers of Tom Baker to 何嘉欣?", "We promised");
        var running = await hw.PressesAsync(asked.NewCard, "Hand over all");
        await hw.ReadsSoonAsync(running, "The handover is done");
        hw.Reads(await hw.SaysAsync("who owns Contoso"), "何嘉欣");
    }

    [Fact]
    public async Task A_manager_who_leaves_hands_over_the_reports_when_the_card_says_so()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var hw = await bot.MeetAsync("hw");
        var cj = await bot.MeetAsync("cj");
        var asked = await hw.SaysAsync("hand over all customers of 刘洋 to 陈佳");
        hw.Reads(asked, "Reports who get 陈佳 as their manager: ");
        var running = await hw.PressesAsync(asked.NewCard, "Hand over all", ("reports", "true"));
        await hw.ReadsSoonAsync(running, "The handover is done");
        cj.Reads(await cj.SaysAsync("谁逾期了"), "王敏");
    }

    [Fact]
    public async Task Only_managers_administrators_and_the_one_who_leaves_see_the_pack()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        wm.Reads(await wm.SaysAsync("李强离职了,客户怎么交接"), "只有本人、上级或管理员可以交接");
        var forged = await wm.ExecuteAsync("ownership/give-all", new() { ["person"] = "lq", ["to"] = "wm", ["order"] = "x", ["reports"] = "true" });
        wm.Reads(forged, "只有本人、上级或管理员可以交接");
        var own = await wm.SaysAsync("我要离职了,客户怎么交接");
        wm.Reads(own, "你的客户交接", "华东精密机械有限公司");

        var admin = await bot.MeetAsync("admin");
        var pack = await admin.SaysAsync("李强离职了,客户怎么交接");
        admin.Reads(pack, "李强的交接", "蓝海科技（深圳）有限公司", "内容只有负责人和上级可见");
        Assert.DoesNotContain("我方:", pack.Read, StringComparison.Ordinal);
    }
}
