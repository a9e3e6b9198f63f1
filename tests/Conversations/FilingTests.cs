using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>A rep writes down what happened: scenarios S2, S3 and S15.</summary>
public sealed class FilingTests
{
    [Fact]
    public async Task A_shallow_summary_is_asked_for_once_and_every_typed_character_stays()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var lq = await bot.MeetAsync("lq");

        var form = (await lq.SaysAsync("跟进 鼎盛")).NewCard;
        var coached = await lq.PressesAsync(form, "提交", ("channel", "Visit"), ("summary", "已拜访客户,等待回复"));
        lq.Reads(coached, "这条回头看不出要做什么。①客户要什么/卡在哪? ②你下一步做什么、哪天?", "鼎盛建材股份有限公司");
        Assert.Equal("已拜访客户,等待回复", coached.Card.Input("summary"));
        Assert.Equal("Visit", coached.Card.Input("channel"));

        var receipt = await lq.PressesAsync(coached.Card, "提交", ("nextStep", "催首付款"), ("nextOn", "2025-09-12"));
        lq.Reads(receipt, "已保存", "9月12日(周五) 09:00", "催首付款", "已拜访客户,等待回复");
    }

    [Fact]
    public async Task The_coach_speaks_once_and_never_blocks_twice()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var lq = await bot.MeetAsync("lq");

        var form = (await lq.SaysAsync("跟进 鼎盛")).NewCard;
        var coached = await lq.PressesAsync(form, "提交", ("channel", "Call"), ("summary", "已联系"));
        var receipt = await lq.PressesAsync(coached.Card, "提交", ("because", "等客户内部开会"));

        lq.Reads(receipt, "已保存", "已联系", "等客户内部开会");
    }

    [Fact]
    public async Task An_English_rep_files_and_is_reminded_at_nine_in_London_and_done_opens_the_next_form()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");

        var form = (await tb.SaysAsync("follow up Contoso")).NewCard;
        var receipt = await tb.PressesAsync(
            form, "Submit", ("channel", "Call"), ("contact", "Sarah"), ("summary", "They love the pilot, want pricing for 3 more stores, legal worried about data residency."),
            ("nextStep", "send revised quote"), ("nextOn", "2025-09-19"));
        tb.Reads(receipt, "Saved. I will remind you on Fri 19 Sep 09:00.", "Contoso Retail Ltd");

        await bot.UntilAsync("2025-09-19T08:59:30+01:00");
        await DrainAsync(bot, tb);
        await bot.UntilAsync("2025-09-19T09:00:00+01:00");
        var due = await tb.HearsAsync();
        tb.Expect(due.Read.Contains("send revised quote", StringComparison.Ordinal), "the reminder says what is due");
        tb.Expect(due.Read.Contains("data residency", StringComparison.Ordinal), "the reminder brings the last words back");
        Assert.Equal("Due: send revised quote – Contoso Retail Ltd. Open concern: legal struck the auto-renew clause", due.Activity.GetProperty("summary").GetString());

        var done = await tb.PressesAsync(due.Card!, "Done");
        tb.Reads(done, "✓ Done: send revised quote");
        Assert.Equal("Sarah", done.NewCard.Input("contact"));
        var again = await tb.PressesAsync(due.Card!, "Done");
        tb.Reads(again, "✓ Done: send revised quote");
        Assert.DoesNotContain(again.Messages, m => !m.Update);
        await tb.HearsNothingAsync();
    }

    [Fact]
    public async Task Two_submits_at_once_make_one_record_and_one_receipt()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;

        var both = await Task.WhenAll(
            wm.PressesAsync(form, "提交", Good), bot.As("wm").PressesAsync(form, "提交", Good));

        Assert.All(both, heard => Assert.Contains("已保存", heard.Read, StringComparison.Ordinal));
        var status = await wm.SaysAsync("华东精密怎么样");
        Assert.Equal(2, status.Read.Split(FilingTests.Good[2].Item2).Length);
    }

    [Fact]
    public async Task Hostile_text_is_kept_and_shown_literally()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var text = "<at>所有人</at> 😀 '; DROP TABLE rows; -- =cmd|'/c calc' ${$root.s} [x](javascript:alert(1)) **粗**";
        var long1 = text + new string('长', 4000 - text.Length);

        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        var receipt = await wm.PressesAsync(form, "提交", ("channel", "Call"), ("summary", long1), ("nextStep", "核对"), ("nextOn", "2025-09-12"));

        wm.Reads(receipt, "'; DROP TABLE rows; -- =cmd|'/c calc' ${$root.s}");
        var edit = await wm.PressesAsync(receipt.Card, "修改");
        Assert.Equal(long1, edit.NewCard.Input("summary"));
    }

    [Fact]
    public async Task Another_rep_saved_first_and_the_typed_text_survives()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var ly = await bot.MeetAsync("ly");
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        var receipt = (await wm.PressesAsync(form, "提交", Good)).Card;
        var mine = (await wm.PressesAsync(receipt, "修改")).NewCard;
        var theirs = (await ly.PressesAsync(receipt, "修改")).NewCard;

        ly.Reads(await ly.PressesAsync(theirs, "提交", ("summary", "经理补充:两条自动化产线,预算已批,下周签意向书。")), "已保存");
        var old = await wm.PressesAsync(mine, "提交", ("summary", "张总说两条自动化产线先上一条,另一条明年。"));

        wm.Reads(old, "别人刚改过这条记录", "预算已批");
        Assert.Equal("张总说两条自动化产线先上一条,另一条明年。", old.Card.Input("summary"));
        wm.Reads(await wm.PressesAsync(old.Card, "提交"), "已保存", "另一条明年");
    }

    [Fact]
    public async Task A_form_cancelled_midway_saves_nothing()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;

        wm.Reads(await wm.PressesAsync(form, "取消"), "没有保存");
        var late = await wm.PressesAsync(form, "提交", Good);

        wm.Reads(late, "这张新表单里");
        Assert.Contains("两条自动化产线", late.NewCard.Input("summary"), StringComparison.Ordinal);
    }

    internal static readonly (string, string)[] Good =
        [("channel", "Call"), ("contact", "张总"), ("summary", "三季度想上两条自动化产线,嫌我们报价比对手高8%"), ("nextStep", "给一版分期方案"), ("nextOn", "2025-09-17")];

    /// <summary>Lets pass what the demo itself has due until then: a loaded machine takes its time.</summary>
    internal static async Task DrainAsync(BotUnderTest bot, Speaker who)
    {
        var (prompts, clock) = (bot.Services.GetRequiredService<PromptStore>(), bot.Services.GetRequiredKeyedService<TimeProvider>("people"));
        for (var waited = 0; waited < 600 && await IsDueAsync(); waited++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        who.SkipTo(bot.Teams.Count);

        async Task<bool> IsDueAsync()
        {
            var all = await prompts.SeeAllAsync(who.Tenant, who.Id, CancellationToken.None);
            return all.Prompts.Values.Any(p => p.Prompt.State == PromptState.Pending && p.Prompt.FireAt <= clock.GetUtcNow());
        }
    }
}
