using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>What was done a moment ago is taken back: a filing whole, an edit, a step closed by mistake.</summary>
public sealed class UndoTests
{
    private const string Sentence = "今天拜访华东精密张总,他们要两条自动化产线,嫌报价高8%,进入谈判阶段了,我周五前给一版分期方案。张总儿子今年考上浙大了";

    [Fact]
    public async Task A_filing_is_taken_back_whole_and_can_be_filed_again_as_it_was_typed()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var before = await FileAsync(bot, "C001");

        var saved = await wm.PressesAsync((await wm.SaysAsync(Sentence)).NewCard, "保存");
        await wm.PressesAsync(saved.Card, "要");
        var filed = await FileAsync(bot, "C001");
        var record = filed.Recent[0];
        Assert.Single(filed.Moments, m => m.SourceId == record.Id);

        var taken = await wm.PressesAsync(saved.Card, "撤回");
        wm.Reads(taken, "已撤回:华东精密机械有限公司 的这条记录没有了,下一步和提醒也取消了。", "重新填");
        var after = await FileAsync(bot, "C001");
        Assert.Equal(before.Recent.Select(r => r.Id), after.Recent.Select(r => r.Id));
        Assert.Equal((before.Head.LastContact, before.Head.Status), (after.Head.LastContact, after.Head.Status));
        Assert.Equal(before.OpenSteps.Select(s => s.Id), after.OpenSteps.Select(s => s.Id));
        Assert.All(after.Steps.Where(s => filed.Steps.Any(f => f.Id == s.Id && f.SourceId == record.Id)), s => Assert.Equal(("", StepState.Cancelled), (s.What, s.State)));
        Assert.DoesNotContain(after.Moments, m => m.SourceId == record.Id);
        Assert.DoesNotContain((await bot.Services.GetRequiredService<IndexStore>().OfPersonAsync("demo", "wm", default)).SelectMany(s => s.OpenSteps), s => s.SourceId == record.Id);

        // Twice is once, and an old copy of the card files nothing.
        wm.Reads(await wm.PressesAsync(saved.Card, "撤回"), "已经撤回过了", "重新填");
        Assert.Equal(after.Rev, (await FileAsync(bot, "C001")).Rev);

        var form = await wm.PressesAsync(taken.Card, "重新填");
        Assert.Equal((Sentence, "Visit", "2025-09-12"), (form.Card.Input("summary"), form.Card.Input("channel"), form.Card.Input("nextOn")));
        wm.Reads(await wm.PressesAsync(form.Card, "提交"), "已保存。9月12日(周五) 09:00 提醒你。", "要吗?");
        var again = (await FileAsync(bot, "C001")).Recent[0];
        Assert.NotEqual(record.Id, again.Id);
        Assert.Equal((record.Summary, record.Status, record.ContactName), (again.Summary, again.Status, again.ContactName));
    }

    [Fact]
    public async Task In_words_it_is_the_last_thing_done_and_saying_it_twice_takes_back_nothing_more()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var lq = await bot.MeetAsync("lq");
        var before = await FileAsync(bot, "C004");
        await FileAsync(lq, "今天拜访鼎盛王总,他们要先看样品,嫌交期长,我周五送样品", "保存");
        var one = (await FileAsync(bot, "C004")).Recent[0];
        await FileAsync(lq, "刚给鼎盛王总打电话,他们要两台样机,我下周二报价", "保存");

        lq.Reads(await lq.SaysAsync("刚才那条写错了,撤回"), "已撤回:鼎盛建材股份有限公司", "重新填");
        Assert.Equal(one.Id, (await FileAsync(bot, "C004")).Recent[0].Id);
        lq.Reads(await lq.SaysAsync("撤回"), "已经撤回过了");
        Assert.Equal(one.Id, (await FileAsync(bot, "C004")).Recent[0].Id);
        Assert.NotEqual(before.Rev, (await FileAsync(bot, "C004")).Rev);
    }

    [Fact]
    public async Task In_English_too_and_the_reminder_is_gone_with_it()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");
        var saved = await tb.PressesAsync((await tb.SaysAsync("Call w/ Sarah at Contoso - they want pricing for 3 more stores, legal worried about data residency. I'll send revised quote on Friday.")).NewCard, "Save");
        tb.Reads(saved, "Saved.", "Undo");
        tb.Reads(await tb.SaysAsync("undo"), "Taken back: this record of Contoso Retail Ltd is gone, and its next step and reminder with it.", "File again");
        tb.Reads(await tb.PressesAsync(saved.Card, "Undo"), "was taken back already");

        await bot.UntilAsync("2025-09-12T09:00:00+01:00");
        await FilingTests.DrainAsync(bot, tb);
        Assert.DoesNotContain("send revised quote", (await tb.SaysAsync("what is due today")).Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_ten_minutes_it_says_so_and_offers_to_edit_and_to_delete()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var saved = await wm.PressesAsync((await wm.SaysAsync(Sentence)).NewCard, "保存");
        var record = (await FileAsync(bot, "C001")).Recent[0];
        await bot.LaterAsync(new { advance = "00:10:01" });
        wm.Reads(await wm.PressesAsync(saved.Card, "撤回"), "超过 10 分钟,不能撤回了。", "修改", "删除");
        var late = await wm.SaysAsync("撤回");
        wm.Reads(late, "超过 10 分钟", "修改", "删除");

        var ask = await wm.PressesAsync(late.NewCard, "删除");
        wm.Reads(ask, "删除 华东精密机械有限公司 的这条记录?", "给一版分期方案", "不能恢复");
        wm.Reads(await wm.PressesAsync(ask.NewCard, "保留"), "没有删除");
        Assert.Equal(record.Id, (await FileAsync(bot, "C001")).Recent[0].Id);
        wm.Reads(await wm.PressesAsync(ask.NewCard, "删除"), "已删除这条记录");
        Assert.DoesNotContain((await FileAsync(bot, "C001")).Recent, r => r.Id == record.Id);
        wm.Reads(await wm.PressesAsync(ask.NewCard, "删除"), "已经不在了");
        wm.Reads(await wm.PressesAsync(saved.Card, "修改"), "已经不在了");
    }

    [Fact]
    public async Task A_step_that_was_done_meanwhile_is_not_taken_back_unasked()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var saved = await wm.PressesAsync((await wm.SaysAsync(Sentence)).NewCard, "保存");
        var step = (await FileAsync(bot, "C001")).OpenSteps.Single(s => s.What.Contains("分期方案", StringComparison.Ordinal) && s.DueDay == new DateOnly(2025, 9, 12));
        await wm.ExecuteAsync("reminders/done", new System.Text.Json.Nodes.JsonObject { ["customer"] = "C001", ["step"] = step.Id, ["ver"] = "1" });
        var rev = (await FileAsync(bot, "C001")).Rev;
        wm.Reads(await wm.PressesAsync(saved.Card, "撤回"), "已经完成、改期或转给别人了", "修改", "删除");
        Assert.Equal(rev, (await FileAsync(bot, "C001")).Rev);
    }

    [Fact]
    public async Task An_edit_is_taken_back_with_what_it_did_to_the_steps()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var saved = await wm.PressesAsync((await wm.SaysAsync(Sentence)).NewCard, "保存");
        var first = await FileAsync(bot, "C001");
        var form = await wm.PressesAsync(saved.Card, "修改");
        var edited = await wm.PressesAsync(form.NewCard, "提交", ("summary", "写成别的了"), ("status", "Won"), ("nextStep", ""), ("nextOn", ""));
        wm.Reads(edited, "已保存", "写成别的了");
        Assert.Equal(Status.Won, (await FileAsync(bot, "C001")).Head.Status);

        wm.Reads(await wm.SaysAsync("撤回"), "已撤回这次修改", Sentence);
        var after = await FileAsync(bot, "C001");
        Assert.Equal((Sentence, first.Head.Status, 3), (after.Recent[0].Summary, after.Head.Status, after.Recent[0].Edition));
        Assert.Equal(first.OpenSteps.Select(s => (s.Id, s.What, s.DueDay)), after.OpenSteps.Select(s => (s.Id, s.What, s.DueDay)));
        wm.Reads(await wm.SaysAsync("撤回"), "已经撤回过了");
    }

    [Fact]
    public async Task A_step_closed_by_mistake_is_open_again_and_its_reminder_with_it()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var ann = await bot.RepAsync("ann", "安安");
        await bot.CustomerAsync("far", "远山科技", "ann", DueWorld.Step("s-far", "发报价", "ann", "2025-09-11"));
        await ann.SaysAsync("hi");
        await bot.UntilAsync("2025-09-11T09:00:00+08:00");
        var due = await ann.HearsAsync();

        var done = await ann.PressesAsync(due.Card!, "完成");
        ann.Reads(done, "✓ 已完成:发报价", "撤回");
        ann.Reads(await ann.PressesAsync(done.InPlace!, "撤回"), "又回到待办", "发报价");
        Assert.Equal(StepState.Open, (await bot.StepAsync("far", "s-far")).State);
        ann.Reads(await ann.SaysAsync("撤回"), "已经撤回过了");
        ann.Reads(await ann.SaysAsync("今天要跟谁"), "发报价");
    }

    [Fact]
    public async Task A_reminder_of_one_s_own_is_taken_back_like_a_filing()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var saved = await wm.PressesAsync((await wm.SaysAsync(Sentence)).NewCard, "保存");
        var filed = (await FileAsync(bot, "C001")).Recent[0];
        await bot.LaterAsync(new { advance = "00:01:00" });
        wm.Reads(await wm.SaysAsync("明天下午三点提醒我给银行回电话"), "给银行回电话", "9月11日(周四) 15:00");
        await bot.LaterAsync(new { advance = "00:09:00" });

        wm.Reads(await wm.SaysAsync("撤回刚才那个提醒"), "已撤回提醒:给银行回电话", "王敏");
        wm.Reads(await wm.SaysAsync("撤回"), "刚才那一步已经撤回过了");
        Assert.Equal(filed.Id, (await FileAsync(bot, "C001")).Recent[0].Id);
        Assert.DoesNotContain("给银行回电话", (await wm.SaysAsync("我的提醒都有哪些")).Read, StringComparison.Ordinal);
        wm.Reads(saved, "已保存");

        wm.SkipTo(bot.Teams.Count);
        await bot.UntilAsync("2025-09-11T15:00:00+08:00");
        await FilingTests.DrainAsync(bot, wm);
        Assert.DoesNotContain(bot.New(wm, 0), s => s.Read.Contains("给银行回电话", StringComparison.Ordinal) && s.Read.Contains("完成", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reminder_of_one_s_own_stays_after_ten_minutes_and_the_sentence_says_how_to_cancel_it()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");
        await tb.SaysAsync("remind me to call the bank tomorrow at 3pm");
        await bot.LaterAsync(new { advance = "00:10:01" });
        var late = await tb.SaysAsync("undo");
        tb.Reads(late, "The reminder \"call the bank\" was set more than 10 minutes ago: it cannot be taken back any more, but cancelled.");
        var suggested = late.Messages[^1].Activity.GetProperty("suggestedActions").GetProperty("actions")[0].GetProperty("value").GetString()!;
        Assert.Equal("Cancel the reminder for call the bank", suggested);
        var pick = await tb.SaysAsync(suggested);
        tb.Reads(pick, "call the bank");
        tb.Reads(await tb.PressesRowAsync(pick.NewCard, "call the bank"), "Cancelled: call the bank");

        // One that was done meanwhile is not taken back, and a filing made after a reminder is what is meant.
        await tb.SaysAsync("remind me to call the post office tomorrow at 3pm");
        var step = (await bot.Services.GetRequiredService<OwnStepStore>().AllAsync("demo", "tb", default)).Single(s => s.What == "call the post office");
        await tb.ExecuteAsync("reminders/done", new System.Text.Json.Nodes.JsonObject { ["customer"] = "", ["step"] = step.Id, ["ver"] = "1" });
        tb.Reads(await tb.SaysAsync("undo that reminder"), "That reminder is done already, so it was not taken back.");
        await bot.LaterAsync(new { advance = "00:00:05" });
        await tb.PressesAsync((await tb.SaysAsync("Call w/ Sarah at Contoso - they want pricing for 3 more stores. I'll send revised quote on Friday.")).NewCard, "Save");
        tb.Reads(await tb.SaysAsync("undo"), "Taken back: this record of Contoso Retail Ltd is gone");
    }

    private static async Task FileAsync(Speaker who, string sentence, string save)
    {
        var heard = await who.PressesAsync((await who.SaysAsync(sentence)).NewCard, save);
        who.Reads(heard, "已保存");
    }

    private static async Task<CustomerFile> FileAsync(BotUnderTest bot, string id) =>
        (await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", id, default))!;
}
