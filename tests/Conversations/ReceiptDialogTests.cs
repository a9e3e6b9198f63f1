using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>What was filed is opened again in a dialog of Teams by a button of its receipt.</summary>
public sealed class ReceiptDialogTests
{
    [Theory]
    [InlineData("wm", "zh-CN", "C001", "跟进 华东精密", "提交", "在弹窗里改", "已保存")]
    [InlineData("tb", "en-GB", "C005", "follow up Contoso", "Submit", "Change in a dialog", "Saved")]
    public async Task The_button_of_a_receipt_opens_the_record_and_closing_it_changes_nothing(
        string who, string language, string customer, string said, string submit, string open, string saved)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var rep = await bot.MeetAsync(who, language);
        var receipt = (await rep.PressesAsync((await rep.SaysAsync(said)).NewCard, submit, FilingTests.Good)).Card;

        // Opened and closed: the record and its receipt are as they were, and it opens again.
        var closed = await rep.OpensAsync(bot, receipt, open);
        Assert.Equal(FilingTests.Good[2].Item2, closed.Card.Input("summary"));
        Assert.Empty(closed.Messages);
        Assert.Equal((1, FilingTests.Good[2].Item2), await LatestAsync(bot, customer));

        var again = await rep.OpensAsync(bot, receipt, open);
        var kept = await rep.SubmitsAsync(bot, again.Card, submit, ("summary", "两条自动化产线,预算已批,下周签意向书。"));
        Assert.Contains(saved, kept.Card.Read, StringComparison.Ordinal);
        Assert.Contains("预算已批", kept.Settled(receipt).Read, StringComparison.Ordinal);
        Assert.Equal((2, "两条自动化产线,预算已批,下周签意向书。"), await LatestAsync(bot, customer));

        // The dialog that was opened first is older now: it gives back what is typed in it.
        var late = await rep.SubmitsAsync(bot, closed.Card, submit, ("summary", "只上一条线"));
        Assert.Equal("只上一条线", late.Card.Input("summary"));
        Assert.Equal((2, "两条自动化产线,预算已批,下周签意向书。"), await LatestAsync(bot, customer));
    }

    [Theory]
    [InlineData("webchat")]
    [InlineData("directline")]
    public async Task A_channel_without_dialogs_has_the_other_buttons_only(string channel)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        System.Text.Json.Nodes.JsonObject Said(string text) => new() { ["type"] = "message", ["text"] = text, ["channelId"] = channel };
        var form = (await wm.TellAsync(Said("跟进 华东精密"))).NewCard;
        Assert.DoesNotContain("task/fetch", form.Json.GetRawText(), StringComparison.Ordinal);

        var data = form.Data(form.Button("提交"), FilingTests.Good.ToDictionary(g => g.Item1, g => g.Item2, StringComparer.Ordinal));
        data["verb"] = "follow-ups/submit";
        var receipt = (await wm.TellAsync(new() { ["type"] = "message", ["value"] = data, ["channelId"] = channel })).Card;

        Assert.Contains("已保存", receipt.Read, StringComparison.Ordinal);
        Assert.DoesNotContain("task/fetch", receipt.Json.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("在弹窗里改", receipt.Read, StringComparison.Ordinal);
        receipt.Button("修改");
    }

    private static async Task<(int Edition, string Summary)> LatestAsync(BotUnderTest bot, string customer)
    {
        var file = (await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", customer, CancellationToken.None))!;
        var latest = file.Recent.MaxBy(r => r.FiledAt)!;
        return (latest.Edition, latest.Summary);
    }
}
