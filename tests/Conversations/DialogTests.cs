using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>The form in a dialog of Teams: a second door to the same record. Scenarios S2 and S15.</summary>
public sealed class DialogTests
{
    [Fact]
    public async Task A_shallow_summary_is_asked_for_in_the_dialog_and_the_form_in_the_chat_becomes_the_receipt()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var lq = await bot.MeetAsync("lq");
        var form = (await lq.SaysAsync("跟进 鼎盛")).NewCard;

        var dialog = await lq.OpensAsync(bot, form, "在弹窗里填");
        Assert.Empty(dialog.Messages);
        Assert.Equal("这次跟进谈了什么?", dialog.Title);
        var coached = await lq.SubmitsAsync(bot, dialog.Card, "提交", ("channel", "Visit"), ("summary", "已拜访客户,等待回复"));
        Assert.Contains("这条回头看不出要做什么。①客户要什么/卡在哪? ②你下一步做什么、哪天?", coached.Card.Read.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(("已拜访客户,等待回复", "Visit"), (coached.Card.Input("summary"), coached.Card.Input("channel")));
        Assert.Equal("已拜访客户,等待回复", coached.Settled(form).Input("summary")); // closed now, the chat has it too

        var receipt = await lq.SubmitsAsync(bot, coached.Card, "提交", ("summary", "已拜访客户,等待回复\n周五催首付款"));
        Assert.Contains("已保存。9月12日(周五) 09:00 提醒你。", receipt.Card.Read, StringComparison.Ordinal);
        Assert.Contains("催首付款", receipt.Settled(form).Read, StringComparison.Ordinal);
        Assert.False(receipt.Settled(form).HasInput("summary"));
    }

    [Fact]
    public async Task An_English_rep_is_asked_once_in_the_dialog_and_may_file_anyway()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");
        var form = (await tb.SaysAsync("follow up Contoso")).NewCard;

        var dialog = await tb.OpensAsync(bot, form, "Open in a dialog", ("channel", "Call"));
        Assert.Equal("Call", dialog.Card.Input("channel"));
        var coached = await tb.SubmitsAsync(bot, dialog.Card, "Submit", ("summary", "Called, left voicemail."));
        Assert.Contains("Read later, this will not say", coached.Card.Read, StringComparison.Ordinal);
        var receipt = await tb.SubmitsAsync(bot, coached.Card, "File anyway", ("because", "she is travelling"));

        Assert.Contains("Saved.", receipt.Card.Read, StringComparison.Ordinal);
        Assert.Contains("she is travelling", receipt.Settled(form).Read, StringComparison.Ordinal);
        Assert.True((await LatestAsync(bot, "C005")).Shallow);
    }

    [Theory]
    [InlineData("wm", "跟进 华东精密", "在弹窗里填", "提交", "已保存", "C001")]
    [InlineData("tb", "follow up Contoso", "Open in a dialog", "Submit", "Saved", "C005")]
    public async Task Two_submits_within_200_ms_make_one_record_and_one_receipt(string who, string said, string open, string submit, string saved, string customer)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var rep = await bot.MeetAsync(who, "en-GB");
        var form = (await rep.SaysAsync(said)).NewCard;
        var dialog = await rep.OpensAsync(bot, form, open);
        var before = (await RecordsAsync(bot, customer)).Count;

        var both = await Task.WhenAll(rep.SubmitsAsync(bot, dialog.Card, submit, FilingTests.Good), bot.As(who, "en-GB").SubmitsAsync(bot, dialog.Card, submit, FilingTests.Good));

        Assert.All(both, seen => Assert.Contains(saved, seen.Card.Read, StringComparison.Ordinal));
        Assert.Equal(before + 1, (await RecordsAsync(bot, customer)).Count);
        var later = await rep.SubmitsAsync(bot, dialog.Card, submit, FilingTests.Good);
        Assert.Contains(saved, later.Settled(form).Read, StringComparison.Ordinal);
        Assert.Equal(before + 1, (await RecordsAsync(bot, customer)).Count);
    }

    [Fact]
    public async Task A_dialog_that_is_closed_midway_loses_nothing_and_files_nothing()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        var before = (await RecordsAsync(bot, "C001")).Count;

        // What stood in the form goes into the dialog; closing it sends nothing.
        var dialog = await wm.OpensAsync(bot, form, "在弹窗里填", ("summary", "张总要两条产线"), ("nextStep", "给方案"));
        Assert.Equal(("张总要两条产线", "给方案"), (dialog.Card.Input("summary"), dialog.Card.Input("nextStep")));

        Assert.Equal(before, (await RecordsAsync(bot, "C001")).Count);
        var drafts = await wm.SaysAsync("我的草稿");
        wm.Reads(drafts, "我的草稿(1)", "华东精密机械有限公司", "张总要两条产线");
        var again = await wm.PressesAsync(drafts.NewCard, "继续");
        Assert.Equal(("张总要两条产线", "给方案"), (again.NewCard.Input("summary"), again.NewCard.Input("nextStep")));
        wm.Reads(await wm.PressesAsync(form, "提交", FilingTests.Good), "已保存"); // the form in the chat is open still
        wm.Reads(await wm.PressesAsync(again.NewCard, "提交", FilingTests.Good), "已保存");
        Assert.Equal(before + 1, (await RecordsAsync(bot, "C001")).Count);
        wm.Reads(await wm.SaysAsync("我的草稿"), "没有草稿");
    }

    [Theory]
    [InlineData("cj", "跟进 优品", "在弹窗里填", "提交", "已保存", "优品怎么样")]
    [InlineData("tb", "follow up Contoso", "Open in a dialog", "Submit", "Saved", "how is Contoso")]
    public async Task A_restart_between_opening_and_submitting_changes_nothing(string who, string said, string open, string submit, string saved, string ask)
    {
        const string patience = "--Protocol:InvokeLimit=00:00:10"; // the first turn after a start takes longer on a busy machine
        await using var bot = await BotProcess.StartAsync(settings: patience);
        var rep = new Speaker(bot, who, "en-GB");
        var form = (await rep.SaysAsync(said)).NewCard;
        var dialog = await rep.OpensAsync(bot, form, open, ("contact", "Kevin"));
        await bot.KillAsync();
        await bot.RunAsync(patience);

        var receipt = await rep.SubmitsAsync(bot, dialog.Card, submit, [.. FilingTests.Good.Where(g => g.Item1 != "contact")]);

        Assert.Contains(saved, receipt.Card.Read, StringComparison.Ordinal);
        Assert.Contains("Kevin", receipt.Settled(form).Read, StringComparison.Ordinal);
        await bot.KillAsync();
        await bot.RunAsync(patience);
        rep.Reads(await rep.SaysAsync(ask), FilingTests.Good[2].Item2);
    }

    [Fact]
    public async Task Another_rep_saved_first_and_the_dialog_keeps_every_value()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var ly = await bot.MeetAsync("ly");
        var receipt = (await wm.PressesAsync((await wm.SaysAsync("跟进 华东精密")).NewCard, "提交", FilingTests.Good)).Card;
        var edit = receipt.Button("修改").GetProperty("data");
        var data = System.Text.Json.Nodes.JsonNode.Parse(edit.GetRawText())!.AsObject();
        data["verb"] = "follow-ups/edit";
        var mine = await wm.AskAsync(bot, "task/fetch", data);
        var theirs = (await ly.PressesAsync(receipt, "修改")).NewCard;
        ly.Reads(await ly.PressesAsync(theirs, "提交", ("summary", "经理补充:预算已批,下周签意向书。")), "已保存");

        var old = await wm.SubmitsAsync(bot, mine.Card, "提交", ("summary", "先上一条,另一条明年。"), ("risks", "董事会未过"));

        Assert.Contains("别人刚改过这条记录", old.Card.Read, StringComparison.Ordinal);
        Assert.Equal(("先上一条,另一条明年。", "董事会未过"), (old.Card.Input("summary"), old.Card.Input("risks")));
        Assert.Empty(old.Messages); // the receipt in the chat stays until the change is kept
        var kept = await wm.SubmitsAsync(bot, old.Card, "提交");
        Assert.Contains("另一条明年", kept.Settled(receipt).Read, StringComparison.Ordinal);
        Assert.Contains("董事会未过", kept.Card.Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_rep_saved_first_and_an_English_dialog_keeps_every_value()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var (tb, hw) = (await bot.MeetAsync("tb", "en-GB"), await bot.MeetAsync("hw", "en-GB"));
        var receipt = (await tb.PressesAsync((await tb.SaysAsync("follow up Contoso")).NewCard, "Submit", FilingTests.Good)).Card;
        var edit = (await tb.PressesAsync(receipt, "Edit")).NewCard;
        var mine = await tb.OpensAsync(bot, edit, "Open in a dialog");
        hw.Reads(await hw.PressesAsync((await hw.PressesAsync(receipt, "Edit")).NewCard, "Submit", ("summary", "Budget approved for 80k, contract next week.")), "Saved");

        var old = await tb.SubmitsAsync(bot, mine.Card, "Submit", ("summary", "One store first, the others next year."), ("pain", "three systems"));

        Assert.Contains("Somebody changed this record meanwhile. It now reads: Budget approved for 80k", old.Card.Read, StringComparison.Ordinal);
        Assert.Equal(("One store first, the others next year.", "three systems"), (old.Card.Input("summary"), old.Card.Input("pain")));
        Assert.Equal("three systems", old.Settled(edit).Input("pain"));
        var kept = await tb.SubmitsAsync(bot, old.Card, "Submit");
        Assert.Contains("One store first", kept.Settled(edit).Read, StringComparison.Ordinal);
        Assert.Equal("three systems", (await LatestAsync(bot, "C005")).Gist?.Pain);
    }

    [Fact]
    public async Task An_English_dialog_that_is_closed_midway_leaves_the_form_and_a_draft()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");
        var form = (await tb.SaysAsync("follow up Contoso")).NewCard;

        await tb.OpensAsync(bot, form, "Open in a dialog", ("summary", "they want pricing"));

        tb.Reads(await tb.SaysAsync("my drafts"), "My drafts (1)", "Contoso Retail Ltd", "they want pricing");
        tb.Reads(await tb.PressesAsync(form, "Submit", FilingTests.Good), "Saved.");
        var late = await tb.OpensAsync(bot, form, "Open in a dialog"); // a form that was filed meanwhile shows its receipt
        Assert.Contains("Saved.", late.Card.Read, StringComparison.Ordinal);
        Assert.Contains("Saved.", late.Settled(form).Read, StringComparison.Ordinal);
        tb.Reads(await tb.SaysAsync("my drafts"), "No drafts");
    }

    [Theory]
    [InlineData("wm", "跟进 华东精密", "在弹窗里填", "提交", "C001", "最多 4000 字")]
    [InlineData("tb", "follow up Contoso", "Open in a dialog", "Submit", "C005", "at most 4,000 characters")]
    public async Task Hostile_text_goes_through_a_dialog_as_it_is(string rep, string said, string open, string submit, string customer, string tooLong)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync(rep, "en-GB");
        const string start = "<at>所有人</at> 😀👨‍👩‍👧 '; DROP TABLE rows; -- =cmd|'/c calc' ${$root.s} [x](javascript:alert(1)) **粗**";
        var text = start + new string('长', 4000 - start.Length);
        var form = (await wm.SaysAsync(said)).NewCard;
        var dialog = await wm.OpensAsync(bot, form, open);

        var receipt = await wm.SubmitsAsync(bot, dialog.Card, submit, ("channel", "Call"), ("summary", text), ("nextStep", "=cmd|'/c calc'"), ("nextOn", "2025-09-12"), ("participants", "<at>张总</at>"));

        Assert.Contains("'; DROP TABLE rows; -- =cmd|'/c calc' ${$root.s}", receipt.Card.Read, StringComparison.Ordinal);
        Assert.Contains("<at>张总</at>", receipt.Settled(form).Read, StringComparison.Ordinal);
        var stored = await LatestAsync(bot, customer);
        Assert.Equal((text, "<at>张总</at>"), (stored.Summary, stored.Gist?.Participants));
        var longer = await wm.SubmitsAsync(bot, (await wm.OpensAsync(bot, (await wm.SaysAsync(said)).NewCard, open)).Card, submit, ("channel", "Call"), ("summary", text + "多"));
        Assert.Contains(tooLong, longer.Card.Read, StringComparison.Ordinal);
        Assert.Equal(text + "多", longer.Card.Input("summary"));
    }

    [Fact]
    public async Task Cancelling_in_the_dialog_closes_the_form_in_the_chat_too()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        var dialog = await wm.OpensAsync(bot, form, "在弹窗里填", ("summary", "x"));

        var cancelled = await wm.SubmitsAsync(bot, dialog.Card, "取消");

        Assert.Contains("没有保存", cancelled.Card.Read, StringComparison.Ordinal);
        Assert.Contains("没有保存", cancelled.Settled(form).Read, StringComparison.Ordinal);
        wm.Reads(await wm.SaysAsync("我的草稿"), "没有草稿");
    }

    [Theory]
    [InlineData("webchat")]
    [InlineData("directline")]
    public async Task A_channel_without_dialogs_and_search_gets_neither(string channel)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");

        var form = (await wm.TellAsync(new() { ["type"] = "message", ["text"] = "写总结", ["channelId"] = channel })).NewCard;

        Assert.DoesNotContain("task/fetch", form.Json.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("choices.data", form.Json.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("存草稿", form.Read, StringComparison.Ordinal);
        Assert.Contains("task/fetch", (await wm.SaysAsync("写总结")).NewCard.Json.GetRawText(), StringComparison.Ordinal);
    }

    private static async Task<FollowUp> LatestAsync(BotUnderTest bot, string customer) => (await RecordsAsync(bot, customer)).MaxBy(r => r.FiledAt)!;

    private static async Task<IReadOnlyList<FollowUp>> RecordsAsync(BotUnderTest bot, string customer) =>
        (await bot.Services.GetRequiredService<CustomerStore>().TimelineAsync("demo", customer, 100, null, CancellationToken.None)).Items;
}
