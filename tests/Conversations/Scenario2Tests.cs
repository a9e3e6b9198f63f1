using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>Scenario S2 step by step in both languages: a shallow summary is coached in the dialog, not blocked.</summary>
public sealed class Scenario2Tests
{
    private const string ChineseText = "已拜访客户,等待回复";
    private const string EnglishText = "Visited the customer, waiting for their reply";

    [Theory]
    [InlineData("lq", "zh-CN", "C004", "跟进 鼎盛", "在弹窗里填", "提交", ChineseText, "这条回头看不出要做什么。", "①客户要什么/卡在哪?", "②你下一步做什么、哪天?", "催首付款", "周五催首付款", "已保存。9月12日(周五) 09:00 提醒你。")]
    [InlineData("tb", "en-GB", "C005", "follow up Contoso", "Open in a dialog", "Submit", EnglishText, "Read later, this will not say what to do.", "What does the customer want, or what is in the way?", "What will you do next, and on which day?", "Chase: Sarah sends feedback", "I'll chase the down payment on Friday", "Saved. I will remind you on Fri 12 Sep 09:00.")]
    public async Task Asked_once_in_the_dialog_the_text_stays_and_the_step_that_is_added_makes_it_good(
        string who, string language, string customer, string said, string open, string submit, string text, string why, string first, string second, string chip, string added, string saved)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var rep = await bot.MeetAsync(who, language);
        var form = (await rep.SaysAsync(said)).NewCard;

        // 1 and 2: the dialog stays with every typed character, two questions at most, and chips of the last summary.
        var dialog = await rep.OpensAsync(bot, form, open);
        var coached = await rep.SubmitsAsync(bot, dialog.Card, submit, ("channel", "Visit"), ("summary", text));
        foreach (var part in new[] { why, first, second, chip })
        {
            Assert.Contains(part, coached.Card.Read, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(coached.Card.Read, c => c == '③');
        Assert.Equal((text, "Visit"), (coached.Card.Input("summary"), coached.Card.Input("channel")));

        // 3: the step is added in words; nothing is asked a second time.
        var receipt = await rep.SubmitsAsync(bot, coached.Card, submit, ("summary", $"{text}\n{added}"));
        Assert.Contains(saved, receipt.Card.Read, StringComparison.Ordinal);
        var record = await LatestAsync(bot, customer);
        Assert.Equal(($"{text}\n{added}", false), (record.Summary, record.Shallow));
    }

    [Theory]
    [InlineData("lq", "zh-CN", "C004", "跟进 鼎盛", "在弹窗里填", "提交", "催首付款", "已保存。9月12日(周五) 09:00 提醒你。", ChineseText)]
    [InlineData("tb", "en-GB", "C005", "follow up Contoso", "Open in a dialog", "Submit", "Chase: Sarah sends feedback", "Saved. I will remind you on Fri 12 Sep 09:00.", EnglishText)]
    public async Task A_chip_of_the_last_summary_files_it_in_the_dialog_with_one_tap(
        string who, string language, string customer, string said, string open, string submit, string chip, string saved, string text)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var rep = await bot.MeetAsync(who, language);
        var dialog = await rep.OpensAsync(bot, (await rep.SaysAsync(said)).NewCard, open);
        var coached = await rep.SubmitsAsync(bot, dialog.Card, submit, ("channel", "Visit"), ("summary", text));

        var receipt = await rep.SubmitsAsync(bot, coached.Card, chip);

        Assert.Contains(saved, receipt.Card.Read, StringComparison.Ordinal);
        var record = await LatestAsync(bot, customer);
        Assert.Equal((text, false), (record.Summary, record.Shallow));
    }

    [Theory]
    [InlineData("lq", "zh-CN", "C004", "跟进 鼎盛", "在弹窗里填", "提交", "仍然提交", "客户内部在走流程", ChineseText, "ly", "团队总结质量", "李强", "浅")]
    [InlineData("tb", "en-GB", "C005", "follow up Contoso", "Open in a dialog", "Submit", "File anyway", "she is travelling", EnglishText, "hw", "team summary quality", "Tom Baker", "shallow")]
    public async Task Filed_anyway_with_a_reason_it_is_kept_and_the_manager_s_report_counts_it_as_shallow(
        string who, string language, string customer, string said, string open, string submit, string anyway, string because, string text, string manager, string asked, string name, string shallow)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var (rep, boss) = (await bot.MeetAsync(who, language), await bot.MeetAsync(manager, language));
        var before = ShallowOf(await boss.SaysAsync(asked), name);
        var dialog = await rep.OpensAsync(bot, (await rep.SaysAsync(said)).NewCard, open);
        var coached = await rep.SubmitsAsync(bot, dialog.Card, submit, ("channel", "Visit"), ("summary", text));

        var receipt = await rep.SubmitsAsync(bot, coached.Card, anyway, ("because", because));

        Assert.Contains(because, receipt.Card.Read, StringComparison.Ordinal);
        var record = await LatestAsync(bot, customer);
        Assert.Equal((text, true), (record.Summary, record.Shallow));
        var after = await boss.SaysAsync(asked);
        boss.Reads(after, shallow);
        Assert.Equal(before + 1, ShallowOf(after, name));
    }

    /// <summary>How many of that person's records the report calls shallow: the first number of their line.</summary>
    private static int ShallowOf(Heard report, string name)
    {
        var lines = report.Read.Split('\n', StringSplitOptions.TrimEntries).SkipWhile(l => !l.StartsWith(name, StringComparison.Ordinal)).ToList();
        var line = lines.First(l => l.Any(char.IsDigit));
        return int.Parse(System.Text.RegularExpressions.Regex.Match(line, @"\d+").Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<FollowUp> LatestAsync(BotUnderTest bot, string customer) =>
        (await bot.Services.GetRequiredService<CustomerStore>().TimelineAsync("demo", customer, 100, null, CancellationToken.None)).Items.MaxBy(r => r.FiledAt)!;
}
