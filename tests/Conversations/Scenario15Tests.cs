using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>
/// Scenario S15 step by step in both languages: accidents, one upon the other. A dialog closed midway, a restart between opening and
/// submitting and somebody else who saved first are played in <see cref="DialogTests"/>, in both languages too.
/// </summary>
public sealed class Scenario15Tests
{
    private const string Hostile = "<at>所有人</at> 😀👨‍👩‍👧 '; DROP TABLE rows; -- =cmd|'/c calc' ${$root.s} [x](javascript:alert(1)) **粗**";

    [Theory]
    [InlineData("wm", "zh-CN", "C001", "跟进 华东精密", "提交", "已保存", "华东精密的跟进历史")]
    [InlineData("tb", "en-GB", "C005", "follow up Contoso", "Submit", "Saved", "full history on Contoso")]
    public async Task Two_submits_within_200_ms_are_one_record(string who, string language, string customer, string said, string submit, string saved, string history)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var rep = await bot.MeetAsync(who, language);
        var form = (await rep.SaysAsync(said)).NewCard;
        var before = (await FileAsync(bot, customer)).OpenSteps.Count();

        var both = await Task.WhenAll(rep.PressesAsync(form, submit, FilingTests.Good), bot.As(who, language).PressesAsync(form, submit, FilingTests.Good));

        Assert.All(both, h => Assert.Contains(saved, h.Read, StringComparison.Ordinal));
        Assert.Equal(2, (await rep.SaysAsync(history)).Read.Split(FilingTests.Good[2].Item2).Length);
        Assert.Equal(before + 1, (await FileAsync(bot, customer)).OpenSteps.Count());
    }

    [Theory]
    [InlineData("wm", "zh-CN", "ly", "C001", "跟进 华东精密", "提交", "已保存", "修改华东精密的资料", "保存", "华东精工股份")]
    [InlineData("tb", "en-GB", "hw", "C005", "follow up Contoso", "Submit", "Saved", "edit Contoso", "Save", "Contoso Stores plc")]
    public async Task A_customer_that_is_renamed_meanwhile_is_filed_under_its_new_name(
        string who, string language, string manager, string customer, string said, string submit, string saved, string edit, string save, string name)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var (rep, boss) = (await bot.MeetAsync(who, language), await bot.MeetAsync(manager, language));
        var form = (await rep.SaysAsync(said)).NewCard;
        var dialog = await rep.OpensAsync(bot, (await rep.SaysAsync(said)).NewCard, language == "zh-CN" ? "在弹窗里填" : "Open in a dialog");
        await boss.PressesAsync((await boss.SaysAsync(edit)).NewCard, save, ("name", name));
        Assert.Equal(name, (await FileAsync(bot, customer)).Head.Name);

        rep.Reads(await rep.PressesAsync(form, submit, FilingTests.Good), saved, name);
        var second = await rep.SubmitsAsync(bot, dialog.Card, submit, ("channel", "Visit"), ("summary", "要200套刹车盘,账期60→90天"), ("nextStep", "送样"), ("nextOn", "2025-09-12"));
        Assert.Contains(name, second.Card.Read, StringComparison.Ordinal);
        Assert.Equal("要200套刹车盘,账期60→90天", (await FileAsync(bot, customer)).Recent[0].Summary);
    }

    [Theory]
    [InlineData("wm", "zh-CN", "C001", "跟进 华东精密", "提交", "修改", "华东精密怎么样", "导出总结")]
    [InlineData("tb", "en-GB", "C005", "follow up Contoso", "Submit", "Edit", "how is Contoso", "export summaries")]
    public async Task Hostile_text_is_kept_and_shown_as_it_was_typed_and_a_file_of_it_calculates_nothing(
        string who, string language, string customer, string said, string submit, string edit, string status, string export)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var rep = await bot.MeetAsync(who, language);
        var text = Hostile + new string('长', 4000 - Hostile.Length);

        var receipt = await rep.PressesAsync(
            (await rep.SaysAsync(said)).NewCard, submit, ("channel", "Call"), ("summary", text), ("nextStep", "=cmd|'/c calc'"), ("nextOn", "2025-09-12"), ("needs", "=1+1 <at>x</at>"));

        rep.Reads(receipt, "'; DROP TABLE rows; -- =cmd|'/c calc' ${$root.s}", "=cmd|'/c calc'", "=1+1 <at>x</at>");
        Assert.Equal(text, (await rep.PressesAsync(receipt.Card, edit)).NewCard.Input("summary"));
        var record = (await FileAsync(bot, customer)).Recent[0];
        Assert.Equal((text, "=1+1 <at>x</at>"), (record.Summary, record.Gist!.Needs));
        rep.Reads(await rep.SaysAsync(status), "<at>所有人</at> 😀👨‍👩‍👧 '; DROP TABLE rows");
        var file = await bot.TakesAsync((await rep.SaysAsync(export)).NewCard, "CSV");
        Assert.Contains(MovingFiles.Rows(file), r => r.Contains("=1+1 <at>x</at>") && r.Contains(text)); // as we read it
        var written = System.Text.Encoding.UTF8.GetString(file); // as a spreadsheet reads it
        Assert.Contains("'=1+1 <at>x</at>", written, StringComparison.Ordinal);
        Assert.Contains("'=cmd|'/c calc'", written, StringComparison.Ordinal);
    }

    private static async Task<CustomerFile> FileAsync(BotUnderTest bot, string id) =>
        (await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", id, CancellationToken.None))!;
}
