using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>Scenario S1 step by step in both languages: one sentence, a filled card, one tap, one reminder, one thing to remember.</summary>
public sealed class Scenario1Tests
{
    private static readonly Played Chinese = new(
        "wm", "zh-CN", "C001", "刚给华东精密的张总打完电话,他们三季度想上两条自动化产线,嫌我们报价比对手高8%,我下周三前给一版分期方案。张总儿子今年考上浙大了",
        ["华东精密机械有限公司", "电话", "张总", "两条自动化产线", "报价比对手高8%", "给一版分期方案", "王敏", "9月17日(周三)", "正面", "考上浙大", "保存", "修改", "取消"],
        "方式", "保存", "已保存。9月17日(周三) 09:00 提醒你。", "我还记下:张总儿子考上浙大——寒假前可以问候一句,要吗?", "要", "不用", "已记住", "给一版分期方案", MomentKind.ChildExam);

    private static readonly Played English = new(
        "tb", "en-GB", "C005", "Just got off the phone with Sarah at Contoso, they love the pilot and want pricing for 3 more stores, say our quote is 8% above the competition. I'll send a phased plan by 17 September. Sarah's son got into Oxford this year",
        ["Contoso Retail Ltd", "Call", "Sarah", "pricing for 3 more stores", "8% above the competition", "send a phased plan", "Tom Baker", "Wed 17 Sep", "Positive", "got into Oxford", "Save", "Edit", "Cancel"],
        "Channel", "Save", "Saved. I will remind you on Wed 17 Sep 09:00.", "I also noted:", "Yes", "No", "Remembered", "send a phased plan", MomentKind.ChildExam);

    public static TheoryData<string> Languages => ["zh-CN", "en-GB"];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_sentence_is_a_filled_card_one_tap_keeps_it_and_the_reminder_comes(string language)
    {
        var it = language == "zh-CN" ? Chinese : English;
        await using var bot = await BotUnderTest.StartAsync();
        var rep = await bot.MeetAsync(it.Who, it.Language);
        var before = await FileAsync(bot, it.Customer);

        // 1 and 2: the card is filled, what was guessed says so, and nothing is kept before the tap.
        var heard = await rep.SaysAsync(it.Sentence);
        rep.Reads(heard, it.Read);
        Assert.Equal(before.Rev, (await FileAsync(bot, it.Customer)).Rev);

        // 3: kept, with the day of the reminder and what could be remembered. The card can be pressed no more.
        var saved = await rep.PressesAsync(heard.NewCard, it.Save);
        rep.Reads(saved, it.Saved, it.AlsoNoted, it.Yes, it.No);
        Assert.Throws<Xunit.Sdk.XunitException>(() => saved.InPlace!.Button(it.Cancel));
        var file = await FileAsync(bot, it.Customer);
        var record = file.Recent[0];
        Assert.Equal((it.Sentence, it.Who, Channel.Call), (record.Summary, record.AuthorId, record.Channel));
        Assert.NotEqual(before.Recent[0].Id, record.Id);
        var step = Assert.Single(file.OpenSteps, s => s.SourceId == record.Id);
        Assert.Equal((new DateOnly(2025, 9, 17), it.Who, OwedBy.Us), (step.DueDay, step.OwnerId, step.By));
        Assert.Empty(file.Moments);

        // 4: the moment only after a yes; pressed twice and saved twice it is there once.
        rep.Reads(await rep.PressesAsync(saved.Card, it.Yes), it.Remembered);
        rep.Reads(await rep.PressesAsync(saved.Card, it.Yes), it.Remembered);
        rep.Reads(await rep.PressesAsync(heard.NewCard, it.Save), it.Remembered);
        file = await FileAsync(bot, it.Customer);
        var moment = Assert.Single(file.Moments);
        Assert.Equal((it.Kind, record.Id), (moment.Kind, moment.SourceId));
        Assert.Single(file.Recent, r => r.Summary == it.Sentence);
        Assert.Single(file.OpenSteps, s => s.SourceId == record.Id);

        await bot.UntilAsync(it.Language == "zh-CN" ? "2025-09-17T08:59:30+08:00" : "2025-09-17T08:59:30+01:00");
        await FilingTests.DrainAsync(bot, rep);
        await bot.UntilAsync(it.Language == "zh-CN" ? "2025-09-17T09:00:00+08:00" : "2025-09-17T09:00:00+01:00");
        var due = await rep.HearsAsync();
        rep.Expect(due.Read.Contains(it.Step, StringComparison.Ordinal), "the reminder comes at nine where the person is");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task A_no_keeps_the_record_and_nothing_of_the_life(string language)
    {
        var it = language == "zh-CN" ? Chinese : English;
        await using var bot = await BotUnderTest.StartAsync();
        var rep = await bot.MeetAsync(it.Who, it.Language);
        var saved = await rep.PressesAsync((await rep.SaysAsync(it.Sentence)).NewCard, it.Save);

        await rep.PressesAsync(saved.Card, it.No);

        var file = await FileAsync(bot, it.Customer);
        Assert.Empty(file.Moments);
        Assert.Equal(it.Sentence, file.Recent[0].Summary);
    }

    private static async Task<CustomerFile> FileAsync(BotUnderTest bot, string id) =>
        (await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", id, CancellationToken.None))!;

    private sealed record Played(
        string Who, string Language, string Customer, string Sentence, string[] Read, string Channel, string Save, string Saved, string AlsoNoted,
        string Yes, string No, string Remembered, string Step, MomentKind Kind)
    {
        public string Cancel => Language == "zh-CN" ? "取消" : "Cancel";
    }
}
