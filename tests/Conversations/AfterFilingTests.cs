using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>Scenarios S1 and S3 in the other language each, and what a filing gives back.</summary>
public sealed class AfterFilingTests
{
    private const string Told = "刚给华东精密的张总打完电话,他们三季度想上两条自动化产线,嫌我们报价比对手高8%,我下周三前给一版分期方案";

    [Fact]
    public async Task S1_in_English_one_sentence_is_a_card_one_tap_keeps_it_and_a_yes_remembers()
    {
        await using var bot = await BotUnderTest.StartAsync("2025-09-10T10:40:00+01:00");
        var tb = await bot.MeetAsync("tb", "en-GB");
        var before = await FileAsync(bot, "C005");

        var heard = await tb.SaysAsync("Just had a call with Sarah at Contoso, they want pricing for 3 more stores, say our quote is 8% above the competition. I'll send a revised quote by Tuesday. Sarah's son got into Cambridge this year");
        tb.Reads(heard, "Contoso Retail Ltd", "Call", "Sarah", "pricing for 3 more stores", "8%", "send a revised quote", "Tom Baker", "Tue 16 Sep", "Cambridge", "Save", "Edit", "Cancel");
        Assert.Equal(before.Rev, (await FileAsync(bot, "C005")).Rev); // nothing is saved without the tap

        var saved = await tb.PressesAsync(heard.NewCard, "Save");
        tb.Reads(saved, "Saved. I will remind you on Tue 16 Sep 09:00.", "I also noted:", "Cambridge", "Remember it?", "Yes", "No");
        var file = await FileAsync(bot, "C005");
        Assert.Single(file.OpenSteps, s => s.SourceId == file.Recent[0].Id && s.DueDay == new DateOnly(2025, 9, 16));
        Assert.DoesNotContain(file.Moments, m => m.SourceId == file.Recent[0].Id);

        tb.Reads(await tb.PressesAsync(saved.Card, "Yes"), "Remembered:", "Cambridge");
        tb.Reads(await tb.PressesAsync(heard.NewCard, "Save"), "Saved", "Remembered");
        var after = await FileAsync(bot, "C005");
        Assert.Single(after.Moments, m => m.SourceId == file.Recent[0].Id);
        Assert.Single(after.Recent, r => r.Id == file.Recent[0].Id);
    }

    [Fact]
    public async Task S3_in_Chinese_the_reminder_is_answered_in_words_and_the_next_one_drafted()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        wm.Reads(await wm.PressesAsync((await wm.SaysAsync(Told)).NewCard, "保存"), "已保存。9月17日(周三) 09:00 提醒你。");

        await bot.UntilAsync("2025-09-17T08:59:30+08:00");
        await FilingTests.DrainAsync(bot, wm);
        await bot.UntilAsync("2025-09-17T09:00:00+08:00");
        var due = await wm.HearsAsync();
        wm.Expect(due.Read.Contains("给一版分期方案", StringComparison.Ordinal), $"the reminder says what is due, not: {due.Read}");

        var done = await wm.SaysAsync("打过了,下周三给答复");
        wm.Reads(done, "✓ 已完成:给一版分期方案", "华东精密机械有限公司", "给答复", "9月24日(周三)", "保存");
        var asked = await wm.PressesAsync(done.NewCard, "保存"); // it is thin, and the coach asks once
        wm.Reads(await wm.PressesAsync(asked.Card, "提交"), "已保存", "给答复", "9月24日(周三)");
    }

    [Fact]
    public async Task A_filing_gives_back_what_is_owed_and_a_pattern()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ann = await bot.RepAsync("ann", "安安");
        await bot.CustomerAsync("far", "远山科技", "ann", DueWorld.Step("s-far", "寄样品", "ann", "2025-09-08"));
        await ann.SaysAsync("hi");
        await FilingTests.DrainAsync(bot, ann);
        var first = await FileAsync(ann, "今天拜访远山科技,他们要两条产线,嫌报价高8%,我周五前给方案");
        ann.Reads(first, "还欠客户:寄样品(逾期 2 天)", "这是这家客户的第一条记录。");
        await bot.UntilAsync("2025-09-11T11:00:00+08:00");
        await FileAsync(ann, "刚给远山科技打电话,还是嫌报价贵,要三条产线,我下周二前给新报价");
        await bot.UntilAsync("2025-09-12T15:00:00+08:00");
        var third = await FileAsync(ann, "今天拜访远山科技,嫌价格太高,要四条产线,我下周三前给合同");
        ann.Reads(third, "连续 3 次都是同一类异议:价格");
    }

    private static async Task<Heard> FileAsync(Speaker who, string sentence)
    {
        var heard = await who.PressesAsync((await who.SaysAsync(sentence)).NewCard, "保存");
        who.Reads(heard, "已保存");
        return heard;
    }

    private static async Task<CustomerFile> FileAsync(BotUnderTest bot, string id) =>
        (await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", id, default))!;
}
