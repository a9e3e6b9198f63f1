using System.Text.Json.Nodes;

namespace CrmBot.Conversations.Tests;

/// <summary>A due step comes back into the chat, and what a person does with it.</summary>
public sealed class ReminderTests
{
    [Fact]
    public async Task A_snoozed_step_comes_back_once_at_its_new_time()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var due = await DueAsync(bot, wm);

        var snoozed = await wm.PressesAsync(due, "明天");
        wm.Reads(snoozed, "已推迟:给一版分期方案", "9月18日(周四) 09:00");

        await bot.UntilAsync("2025-09-18T09:00:00+08:00");
        var again = await wm.HearsAsync();
        wm.Expect(again.Read.Contains("给一版分期方案", StringComparison.Ordinal), "the step comes back");
        await wm.HearsNothingAsync();
    }

    [Fact]
    public async Task A_snooze_needs_a_day_ahead()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var due = await DueAsync(bot, wm);

        wm.Reads(await wm.PressesAsync(due, "推迟到那时", ("snoozeOn", "2025-09-16")), "请选择明天或之后的日期");
        wm.Reads(await wm.PressesAsync(due, "推迟到那时"), "请选择明天或之后的日期");
        wm.Reads(await wm.PressesAsync(due, "推迟到那时", ("snoozeOn", "2025-09-25")), "9月25日(周四) 09:00");
    }

    [Fact]
    public async Task A_step_that_is_not_mine_goes_to_my_manager()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var due = await DueAsync(bot, wm);

        wm.Reads(await wm.PressesAsync(due, "不是我的"), "给一版分期方案", "已转给 刘洋");
        var old = await wm.PressesAsync(due, "完成");

        Assert.DoesNotContain("✓", old.Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_card_says_so_and_shows_what_is_true_now()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var due = await DueAsync(bot, wm);
        await wm.PressesAsync(due, "明天");

        var old = await wm.PressesAsync(due, "下周一");

        wm.Reads(old, "那张卡片旧了", "9月18日(周四)");
        wm.Reads(await wm.PressesAsync(old.Card, "完成"), "✓ 已完成");
    }

    [Fact]
    public async Task Someone_elses_reminder_is_refused_without_its_content()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var zw = await bot.MeetAsync("zw");
        var due = await DueAsync(bot, wm);

        var refused = await zw.PressesAsync(due, "完成");

        zw.Reads(refused, "这件事是 王敏 的");
        Assert.DoesNotContain("华东精密", refused.Read, StringComparison.Ordinal);
        Assert.Contains("给一版分期方案", (await wm.SaysAsync("今天")).Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_done_before_it_is_due_is_never_reminded_of()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        await wm.PressesAsync((await wm.SaysAsync("跟进 华东精密")).NewCard, "提交", FilingTests.Good);
        await bot.UntilAsync("2025-09-17T08:59:00+08:00");
        await FilingTests.DrainAsync(bot, wm);
        var shown = await wm.PressesRowAsync((await wm.SaysAsync("今天要跟谁")).NewCard, "给一版分期方案");
        wm.Reads(await wm.PressesAsync(shown.NewCard, "完成"), "✓ 已完成");

        var before = bot.Teams.Count;
        await bot.UntilAsync("2025-09-17T10:00:00+08:00");
        await FilingTests.DrainAsync(bot, wm);
        Assert.DoesNotContain(bot.Teams.To(wm.Conversation, before), s => s.Read.Contains("给一版分期方案", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Someone_who_cannot_be_reached_gets_everything_at_first_contact()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var lq = bot.As("lq");

        await lq.SaysAsync("在吗");
        await FilingTests.DrainAsync(bot, lq);

        var due = Assert.Single(bot.Teams.To(lq.Conversation), s => s.Read.Contains("该跟进了", StringComparison.Ordinal));
        Assert.Contains("中科智能科技", due.Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_send_that_surely_failed_is_tried_again_and_arrives_once()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        await wm.PressesAsync(form, "提交", FilingTests.Good);
        await FilingTests.DrainAsync(bot, wm);
        bot.Teams.RefuseWith = 429;
        await bot.UntilAsync("2025-09-17T09:00:00+08:00");
        await FilingTests.DrainAsync(bot, wm);
        Assert.DoesNotContain(bot.Teams.To(wm.Conversation), s => s.Read.Contains("该跟进了\n给一版分期方案", StringComparison.Ordinal));

        bot.Teams.RefuseWith = 0;

        Assert.Contains("给一版分期方案", (await wm.HearsAsync()).Read, StringComparison.Ordinal);
        await wm.HearsNothingAsync();
    }

    [Fact]
    public async Task Install_events_in_any_order_and_repeated_make_one_welcome()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var cj = bot.As("cj");
        JsonObject Installed() => new() { ["type"] = "installationUpdate", ["action"] = "add" };
        JsonObject Joined() => new()
        {
            ["type"] = "conversationUpdate",
            ["membersAdded"] = new JsonArray(new JsonObject { ["id"] = "29:cj" }, new JsonObject { ["id"] = "28:bot" }),
        };

        var first = await cj.TellAsync(Joined());
        var rest = new[] { await cj.TellAsync(Installed()), await cj.TellAsync(Joined()), await cj.TellAsync(Installed()) };

        cj.Reads(first, "你好,陈佳");
        Assert.All(rest, heard => Assert.DoesNotContain("你好", heard.Read, StringComparison.Ordinal));
    }

    /// <summary>Files a step at 华东精密 and lets it come due.</summary>
    internal static async Task<CardSeen> DueAsync(BotUnderTest bot, Speaker wm)
    {
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        await wm.PressesAsync(form, "提交", FilingTests.Good);
        await bot.UntilAsync("2025-09-17T08:59:30+08:00");
        await FilingTests.DrainAsync(bot, wm);
        await bot.UntilAsync("2025-09-17T09:00:00+08:00");
        return (await wm.HearsAsync()).Card!;
    }
}
