using System.Net.Http.Json;
using System.Text.Json;
using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>The coach speaks once, concretely, and never blocks: scenario S2 and moonshots M1 and M13.</summary>
public sealed class CoachTests
{
    [Fact]
    public async Task A_chip_from_the_last_record_files_the_next_step_in_one_tap_and_keeps_what_was_typed()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var lq = await bot.MeetAsync("lq");
        var form = (await lq.SaysAsync("跟进 鼎盛")).NewCard;

        var coached = await lq.PressesAsync(form, "提交", ("channel", "Visit"), ("summary", "已拜访客户,等待回复"));
        lq.Reads(coached, "这条回头看不出要做什么。①客户要什么/卡在哪? ②你下一步做什么、哪天?");
        var receipt = await lq.PressesAsync(coached.Card, "催首付款", ("contact", "王总"));

        lq.Reads(receipt, "已保存。9月12日(周五) 09:00 提醒你。", "催首付款30%", "已拜访客户,等待回复", "王总");
        Assert.False((await LatestAsync(bot, "C004")).Shallow);
    }

    [Fact]
    public async Task What_the_summary_says_is_done_next_is_not_asked_for_again()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var lq = await bot.MeetAsync("lq");
        var form = (await lq.SaysAsync("跟进 鼎盛")).NewCard;
        var coached = await lq.PressesAsync(form, "提交", ("channel", "Visit"), ("summary", "已拜访客户,等待回复"));

        var receipt = await lq.PressesAsync(coached.Card, "提交", ("summary", "已拜访客户,等待回复。周五催首付款"));

        lq.Reads(receipt, "已保存。9月12日(周五) 09:00 提醒你。", "催首付款");
        Assert.False((await LatestAsync(bot, "C004")).Shallow);
    }

    [Fact]
    public async Task Filed_anyway_counts_as_shallow_and_keeps_the_reason()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var lq = await bot.MeetAsync("lq");
        var form = (await lq.SaysAsync("跟进 鼎盛")).NewCard;
        var coached = await lq.PressesAsync(form, "提交", ("channel", "Call"), ("summary", "要两条输送线,同城另一家报35万不含安装"));

        var receipt = await lq.PressesAsync(coached.Card, "仍然提交", ("because", "股东会前不让联系"));

        lq.Reads(receipt, "已保存。", "股东会前不让联系", "要两条输送线");
        Assert.True((await LatestAsync(bot, "C004")).Shallow);
    }

    [Fact]
    public async Task A_reason_for_no_next_step_is_an_answer()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var lq = await bot.MeetAsync("lq");
        var form = (await lq.SaysAsync("跟进 鼎盛")).NewCard;
        var coached = await lq.PressesAsync(form, "提交", ("channel", "Call"), ("summary", "要两条输送线,同城另一家报35万不含安装"));

        lq.Reads(await lq.PressesAsync(coached.Card, "提交", ("because", "项目已取消,不再跟")), "已保存。");

        Assert.False((await LatestAsync(bot, "C004")).Shallow);
    }

    [Fact]
    public async Task In_English_the_coach_asks_two_questions_and_the_day_in_the_text_is_the_step()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var tb = await bot.MeetAsync("tb", "en-GB");
        var form = (await tb.SaysAsync("follow up Contoso")).NewCard;

        var coached = await tb.PressesAsync(form, "Submit", ("channel", "Call"), ("summary", "Touched base, circling back soon"));
        tb.Reads(coached, "Read later, this will not say what to do.", "What does the customer want, or what is in the way?", "What will you do next, and on which day?", "Chase: Sarah sends feedback");
        Assert.Equal("Touched base, circling back soon", coached.Card.Input("summary"));

        var receipt = await tb.PressesAsync(coached.Card, "Submit", ("summary", "Sarah wants pricing for 3 more stores. I'll send the revised quote on Friday."));
        tb.Reads(receipt, "Saved. I will remind you on Fri 12 Sep 09:00.", "send the revised quote");
        Assert.False((await LatestAsync(bot, "C005")).Shallow);
    }

    [Fact]
    public async Task A_step_without_a_day_is_asked_for_by_its_own_words_with_days_to_tap()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var lq = await bot.MeetAsync("lq");
        var form = (await lq.SaysAsync("跟进 鼎盛")).NewCard;

        var coached = await lq.PressesAsync(form, "提交", ("channel", "Call"), ("summary", "客户嫌首付30%太高,我再去申请个优惠"));
        lq.Reads(coached, "“我再去申请个优惠”哪天做?");
        var receipt = await lq.PressesAsync(coached.Card, "9月11日");

        lq.Reads(receipt, "已保存。9月11日(周四) 09:00 提醒你。", "申请个优惠", "客户嫌首付30%太高");
    }

    [Fact]
    public async Task A_day_that_is_not_worked_is_asked_about_once_and_another_is_one_tap_away()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;

        var asked = await wm.PressesAsync(form, "提交", [.. FilingTests.Good[..^1], ("nextOn", "2025-10-03")]);
        wm.Reads(asked, "存之前看一眼", "10月3日(周五)是国庆节、中秋节放假,下一步还定这天?");
        var moved = await wm.PressesAsync(asked.Card, "改到 10月9日");
        wm.Reads(moved, "已保存。10月9日(周四) 09:00 提醒你。", "给一版分期方案");

        var again = (await wm.SaysAsync("跟进 恒通")).NewCard;
        var weekend = await wm.PressesAsync(again, "提交", ("channel", "Call"), ("summary", "要200套刹车盘,账期60→90天"), ("nextStep", "送样"), ("nextOn", "2025-09-13"));
        wm.Reads(weekend, "9月13日(周六)不上班");
        wm.Reads(await wm.PressesAsync(weekend.Card, "提交"), "已保存。9月13日(周六) 09:00 提醒你。");
    }

    [Fact]
    public async Task A_day_in_the_owner_s_leave_is_asked_about()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var people = bot.Services.GetRequiredService<PeopleStore>();
        var wm = await bot.MeetAsync("wm");
        wm.Reads(await wm.SaysAsync("我9月22日到26日休假"), "9月22日");
        Assert.NotNull((await people.AllAsync("demo", CancellationToken.None)).Single(p => p.Id == "wm").Leaves);

        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        var asked = await wm.PressesAsync(form, "提交", [.. FilingTests.Good[..^1], ("nextOn", "2025-09-24")]);

        wm.Reads(asked, "9月24日(周三)你在休假", "改到 9月28日(周日)");
    }

    [Fact]
    public async Task The_same_text_for_two_customers_is_asked_about_by_name()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var first = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        wm.Reads(await wm.PressesAsync(first, "提交", FilingTests.Good), "已保存");

        var second = (await wm.SaysAsync("跟进 恒通")).NewCard;
        var asked = await wm.PressesAsync(second, "提交", FilingTests.Good);

        wm.Reads(asked, "这段话和华东精密机械有限公司的那条几乎一样,没贴错客户?");
        wm.Reads(await wm.PressesAsync(asked.Card, "仍然提交"), "已保存");
        Assert.True((await LatestAsync(bot, "C009")).Shallow);
    }

    [Fact]
    public async Task Won_while_they_still_compare_is_asked_about_and_another_unit_of_the_same_figure()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var lq = await bot.MeetAsync("lq");
        var form = (await lq.SaysAsync("跟进 鼎盛")).NewCard;

        var asked = await lq.PressesAsync(
            form, "提交", ("channel", "Call"), ("status", "Won"), ("summary", "36亿这单王总还在比价,想再压5%"), ("nextStep", "送新报价"), ("nextOn", "2025-09-12"));

        lq.Reads(asked, "这里写36亿,别处写36万,单位对吗?", "已成交和“36亿这单王总还在比价”对不上");
        lq.Reads(await lq.PressesAsync(asked.Card, "提交", ("status", "Negotiating"), ("summary", "36万这单王总还在比价,想再压5%")), "已保存。9月12日(周五) 09:00 提醒你。");
    }

    [Fact]
    public async Task The_development_endpoint_answers_as_the_acceptance_rows_ask()
    {
        await using var bot = await BotUnderTest.StartAsync();

        var shallow = await CoachAsync(bot, new { text = "已拜访客户,等待回复", speaker = "lq", customer = "C004" });
        Assert.Equal("shallow", shallow.GetProperty("label").GetString());
        Assert.Contains("PASSIVE_WAIT", shallow.GetProperty("reasons").EnumerateArray().Select(r => r.GetString()));
        Assert.InRange(shallow.GetProperty("score").GetInt32(), 0, Coach.Good - 1);
        Assert.Equal(["客户要什么/卡在哪?", "你下一步做什么、哪天?"], shallow.GetProperty("questions").EnumerateArray().Select(q => q.GetString()));

        var good = await CoachAsync(bot, new { text = "Budget approved for 80k, not 110k. Revised order form from me by Friday." });
        Assert.Equal("good", good.GetProperty("label").GetString());
        Assert.Empty(good.GetProperty("reasons").EnumerateArray());
        Assert.Empty(good.GetProperty("questions").EnumerateArray());

        var empty = await CoachAsync(bot, new { speaker = "tb" });
        Assert.Contains("TOO_SHORT", empty.GetProperty("reasons").EnumerateArray().Select(r => r.GetString()));
        Assert.Contains("What does the customer want", empty.GetProperty("questions")[0].GetString(), StringComparison.Ordinal);

        using var unknown = await bot.Http.PostAsJsonAsync("/dev/coach", new { text = "x", speaker = "nobody" });
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    private static async Task<JsonElement> CoachAsync(BotUnderTest bot, object asked)
    {
        using var answer = await bot.Http.PostAsJsonAsync("/dev/coach", asked);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<FollowUp> LatestAsync(BotUnderTest bot, string customer) =>
        (await bot.Services.GetRequiredService<CustomerStore>().LoadAsync("demo", customer, CancellationToken.None))!.Recent.MaxBy(r => r.FiledAt)!;
}
