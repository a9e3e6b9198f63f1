using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>
/// Scenario S3 step by step in both languages: a day that can be two days, a reminder where the person is, and its answer in words.
/// The Chinese rep has gone to London; <c>下周五</c> is one day, so nothing is asked back there.
/// </summary>
public sealed class Scenario3Tests
{
    [Theory]
    [InlineData(
        "tb", "en-GB", null,
        "Call w/ Sarah at Contoso - they love the pilot, want pricing for 3 more stores, legal worried about data residency. I'll send revised quote by next Fri.",
        "Contoso Retail Ltd|Call|Sarah|pricing for 3 more stores|data residency|send revised quote|Fri 19 Sep", "did you mean Fri 12 Sep?", "did you mean Fri 19 Sep?", "Save",
        "Saved. I will remind you on Fri 19 Sep 09:00.", "send revised quote|Contoso Retail Ltd · Sarah|Open concern|data residency|Done|Tomorrow|Or choose a day|Not mine",
        "done, she wants it in USD, call her Tue", "Done: send revised quote|USD|call Sarah|Tue 23 Sep", "Saved. I will remind you on Tue 23 Sep 09:00.")]
    [InlineData(
        "wm", "zh-CN", "我的时区改成伦敦",
        "刚跟华东精密张总通完电话,他们很喜欢试点,想再要3条线的报价,法务担心数据出境。我下周五发修订报价",
        "华东精密机械有限公司|电话|张总|3条线的报价|数据出境|发修订报价|9月19日(周五)", null, null, "保存",
        "已保存。9月19日(周五) 09:00 提醒你。", "发修订报价|华东精密机械有限公司 · 张总|还没解决的异议|数据出境|完成|明天|或者选一天|不是我的",
        "搞定了,他要美元报价,周二给他打电话", "已完成:发修订报价|美元报价|打电话|9月23日(周二)", "已保存。9月23日(周二) 09:00 提醒你。")]
    public async Task A_rep_in_London_is_reminded_at_nine_there_and_answers_in_a_sentence(
        string who, string language, string? first, string sentence, string read, string? other, string? back, string save, string saved, string due, string answer, string drafted, string savedAgain)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var rep = await bot.MeetAsync(who, language);
        if (first is not null)
        {
            rep.Reads(await rep.SaysAsync(first), "伦敦");
        }

        var card = await rep.SaysAsync(sentence);
        rep.Reads(card, read.Split('|'));
        if (other is not null)
        {
            card = await rep.PressesAsync(card.NewCard, other);
            card = await rep.PressesAsync(card.Card, back!);
        }

        rep.Reads(await rep.PressesAsync(card.Card, save), saved);

        // Nine in Shanghai is two at night there.
        await bot.UntilAsync("2025-09-19T08:59:30+01:00");
        await FilingTests.DrainAsync(bot, rep);
        await bot.UntilAsync("2025-09-19T09:00:00+01:00");
        var reminded = await rep.HearsAsync();
        foreach (var part in due.Split('|'))
        {
            rep.Expect(reminded.Read.Contains(part, StringComparison.Ordinal), $"the reminder says {part}");
        }

        var done = await rep.SaysAsync(answer);
        rep.Reads(done, drafted.Split('|'));
        rep.Reads(await rep.PressesAsync(done.NewCard, save), savedAgain);
        var file = (await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", who == "tb" ? "C005" : "C001", CancellationToken.None))!;
        Assert.Equal(new DateOnly(2025, 9, 23), Assert.Single(file.OpenSteps, s => s.SourceId == file.Recent[0].Id).DueDay);
    }
}
