using System.Text.Json.Nodes;

namespace CrmBot.Conversations.Tests;

/// <summary>Where a person can be reached changes under our feet: one truth, one welcome, no reminder lost.</summary>
public sealed class ReachTests
{
    private const string Step = "给一版分期方案";
    private const string DueAt = "2025-09-17T09:00:00+08:00";

    [Fact]
    public async Task Both_install_events_in_any_order_and_again_make_one_welcome()
    {
        foreach (var reversed in (bool[])[false, true])
        {
            await using var bot = await BotUnderTest.StartAsync();
            var wm = bot.As("wm");
            JsonObject[] events = [Installed(), Added()];
            foreach (var activity in reversed ? events.Reverse() : events)
            {
                await wm.TellAsync(activity);
            }

            await FilingTests.DrainAsync(bot, wm);
            Assert.Single(bot.Teams.To(wm.Conversation), m => m.Read.Contains("你好,王敏", StringComparison.Ordinal));
            Assert.Empty((await wm.TellAsync(Installed())).Messages);
            Assert.Empty((await wm.TellAsync(Added())).Messages);
        }
    }

    [Fact]
    public async Task Both_install_events_at_the_same_moment_make_one_welcome()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = bot.As("wm");

        foreach (var answer in await Task.WhenAll(wm.PostAsync(Installed()), wm.PostAsync(Added()), wm.PostAsync(Installed())))
        {
            Assert.True(answer.IsSuccessStatusCode);
        }

        await FilingTests.DrainAsync(bot, wm);
        Assert.Single(bot.Teams.To(wm.Conversation), m => m.Read.Contains("你好,王敏", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_version_of_the_app_welcomes_nobody_and_parks_nothing()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");

        await FileAsync(wm);
        Assert.Empty((await wm.TellAsync(Installed("remove-upgrade"))).Messages);
        await bot.UntilAsync(DueAt);
        Assert.Contains(Step, (await wm.HearsAsync()).Read, StringComparison.Ordinal);
        Assert.Empty((await wm.TellAsync(Installed("add-upgrade"))).Messages);
    }

    [Fact]
    public async Task After_a_reinstall_with_another_conversation_what_waited_arrives_there_behind_one_welcome()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        await FileAsync(wm);
        await wm.TellAsync(Installed("remove"));
        await bot.UntilAsync(DueAt);
        await wm.HearsNothingAsync();

        var back = new Speaker(bot, "wm", "zh-CN") { Conversation = "a:wm again" };
        var welcome = await back.TellAsync(Installed());
        back.Reads(welcome, "你好,王敏");
        await back.ReadsSoonAsync(welcome, Step);

        // The old conversation's removal comes late, as events may.
        await wm.TellAsync(Installed("remove"));
        var form = (await back.SaysAsync("跟进 华东精密")).NewCard;
        await back.PressesAsync(form, "提交", ("channel", "Call"), ("summary", "张总要两条线的分期明细"), ("nextStep", "寄分期明细"), ("nextOn", "2025-09-18"));
        await bot.UntilAsync("2025-09-18T09:00:00+08:00");
        Assert.Contains("寄分期明细", (await back.HearsAsync()).Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_moved_service_url_is_followed_from_the_next_word_on()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        await FileAsync(wm);
        await wm.PostAsync(new JsonObject { ["type"] = "message", ["text"] = "hi", ["serviceUrl"] = bot.Teams.MovedServiceUrl });
        var moved = new Speaker(bot, "wm", "zh-CN") { Conversation = "elsewhere " + wm.Conversation };
        moved.SkipTo(bot.Teams.Count);

        await bot.UntilAsync(DueAt);

        Assert.Contains(Step, (await moved.HearsAsync()).Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_that_is_gone_without_a_word_is_opened_anew_once()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        await FileAsync(wm);
        bot.Teams.Gone[wm.Conversation] = true;

        await bot.UntilAsync(DueAt);

        var anew = new Speaker(bot, "wm", "zh-CN") { Conversation = "a:new 29:wm" };
        Assert.Contains(Step, (await anew.HearsAsync()).Read, StringComparison.Ordinal);
        Assert.Equal(["29:wm"], bot.Teams.Opened);
    }

    [Fact]
    public async Task Where_no_conversation_can_be_opened_the_reminder_waits_for_the_person()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        await FileAsync(wm);
        bot.Teams.Gone[wm.Conversation] = true;
        bot.Teams.RefuseCreateWith = 403;
        await bot.UntilAsync(DueAt);
        await wm.HearsNothingAsync();

        bot.Teams.Gone.Clear();

        await wm.ReadsSoonAsync(await wm.SaysAsync("hi"), Step);
    }

    private static async Task FileAsync(Speaker who) =>
        who.Reads(await who.PressesAsync((await who.SaysAsync("跟进 华东精密")).NewCard, "提交", FilingTests.Good), "已保存");

    private static JsonObject Installed(string action = "add") => new() { ["type"] = "installationUpdate", ["action"] = action };

    private static JsonObject Added() => new()
    {
        ["type"] = "conversationUpdate",
        ["membersAdded"] = new JsonArray(new JsonObject { ["id"] = "29:wm" }, new JsonObject { ["id"] = "28:bot" }),
    };
}
