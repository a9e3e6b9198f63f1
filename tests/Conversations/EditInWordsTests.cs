using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>The last record is changed by a sentence, and its history tells who changed what.</summary>
public sealed class EditInWordsTests
{
    private const string Sentence = "今天拜访华东精密张总,他们要两条自动化产线,嫌报价高8%,我周五前给一版分期方案";

    [Fact]
    public async Task A_day_alone_is_moved_at_once_and_an_undo_gives_the_old_one_back()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        await wm.PressesAsync((await wm.SaysAsync(Sentence)).NewCard, "保存");

        var moved = await wm.SaysAsync("把上一条的下一步改成下周五");
        wm.Reads(moved, "已改期:给一版分期方案 9月12日(周五) → 9月19日(周五)", "已保存。9月19日(周五) 09:00 提醒你。", "撤回");
        Assert.Equal(new DateOnly(2025, 9, 19), await DueAsync(bot, "C001"));

        wm.Reads(await wm.PressesAsync(moved.NewCard, "撤回"), "已撤回这次修改", "9月12日(周五)");
        Assert.Equal(new DateOnly(2025, 9, 12), await DueAsync(bot, "C001"));
    }

    [Fact]
    public async Task Other_words_are_shown_before_and_after_and_kept_with_one_tap()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        await wm.PressesAsync((await wm.SaysAsync(Sentence)).NewCard, "保存");
        var before = await FileAsync(bot, "C001");

        var asked = await wm.SaysAsync("把刚才那条的联系人改成李工");
        wm.Reads(asked, "这样改,对吗?", "张总 → 李工", "保存", "打开表单", "不改");
        Assert.Equal(before.Rev, (await FileAsync(bot, "C001")).Rev);
        var saved = await wm.PressesAsync(asked.NewCard, "保存");
        wm.Reads(saved, "已保存", "李工");
        Assert.Equal(("李工", 2), ((await FileAsync(bot, "C001")).Recent[0].ContactName, (await FileAsync(bot, "C001")).Recent[0].Edition));
        wm.Reads(await wm.PressesAsync(asked.NewCard, "保存"), "已保存");
        Assert.Equal(2, (await FileAsync(bot, "C001")).Recent[0].Edition);

        var history = await wm.PressesAsync(saved.Card, "历史版本");
        wm.Reads(history, "华东精密机械有限公司:跟进记录", "改过", "历史版本", "王敏 · 9月10日(周三)", "张总 → 李工", "最初的记录");
        wm.Reads(await wm.SaysAsync("看上一条的历史版本"), "张总 → 李工");

        var free = await wm.SaysAsync("把上一条的下一步改成10月1日");
        wm.Reads(free, "9月12日(周五) → 10月1日(周三)", "国庆", "改到 10月9日(周四)");
        wm.Reads(await wm.PressesAsync(free.NewCard, "改到 10月9日(周四)"), "已保存。10月9日(周四) 09:00 提醒你。");

        wm.Reads(await wm.SaysAsync("把上一条的方式改成飞鸽传书"), "没看懂", "修改跟进");
        wm.Reads(await wm.PressesAsync((await wm.SaysAsync("上一条的负责人换成李强")).NewCard, "保存"), "提醒 李强");
        Assert.Equal("lq", (await FileAsync(bot, "C001")).OpenSteps.Single(s => s.What == "给一版分期方案").OwnerId);
    }

    [Fact]
    public async Task In_English_a_day_of_two_readings_is_asked_about()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");
        await tb.PressesAsync((await tb.SaysAsync("Call w/ Sarah at Contoso - they want pricing for 3 more stores, legal worried about data residency. I'll send revised quote on Tuesday.")).NewCard, "Save");

        var asked = await tb.SaysAsync("change the next step of my last note to next Fri");
        tb.Reads(asked, "Change it like this?", "Tue 16 Sep → Fri 19 Sep", "did you mean Fri 12 Sep?");
        tb.Reads(await tb.PressesAsync(asked.NewCard, "did you mean Fri 12 Sep?"), "Saved. I will remind you on Fri 12 Sep 09:00.");
        tb.Reads(await tb.SaysAsync("change the next step of my last note to Thursday"), "Moved: ", "Fri 12 Sep → Thu 11 Sep", "Undo");
        tb.Reads(await tb.SaysAsync("undo"), "The edit was taken back", "Fri 12 Sep");
        tb.Reads(await tb.SaysAsync("show the history of my last note"), "An edit was taken back", "Thu 11 Sep → Fri 12 Sep", "First filed");
    }

    [Fact]
    public async Task Somebody_without_a_record_and_one_out_of_sight_change_nothing()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ann = await bot.RepAsync("ann", "安安");
        await ann.SaysAsync("hi");
        ann.Reads(await ann.SaysAsync("把上一条的下一步改成下周五"), "还没有你写的记录");
        ann.Reads(await ann.SaysAsync("撤回"), "没有可以撤回的操作");
        var record = (await FileAsync(bot, "C012")).Recent[0];
        var data = new System.Text.Json.Nodes.JsonObject { ["customer"] = "C012", ["followUp"] = record.Id };
        foreach (var verb in new[] { "records/history", "records/delete", "records/erase" })
        {
            Assert.DoesNotContain(record.Summary[..6], (await ann.ExecuteAsync(verb, data)).Read, StringComparison.Ordinal);
        }

        Assert.Equal(record.Id, (await FileAsync(bot, "C012")).Recent[0].Id);
    }

    private static async Task<DateOnly> DueAsync(BotUnderTest bot, string id) =>
        (await FileAsync(bot, id)) is var file && file.Recent[0] is var record ? file.OpenSteps.Single(s => s.Id == record.NextStepId).DueDay : default;

    private static async Task<CustomerFile> FileAsync(BotUnderTest bot, string id) =>
        (await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", id, default))!;
}
