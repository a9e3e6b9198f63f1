using System.Net;
using System.Text.Json.Nodes;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.FollowUps;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>Teams sends an activity again when it waits longer than 15 s for the bot, and after an error. One activity has one effect.</summary>
public sealed class ResendTests
{
    private static JsonObject Question => new()
    {
        ["type"] = "message",
        ["id"] = "1757497200000",
        ["timestamp"] = "2025-09-10T09:40:00.1234567Z",
        ["text"] = "华东精密怎么样",
    };

    [Fact]
    public async Task Sent_again_while_the_first_still_runs()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var before = bot.Teams.Count;
        bot.Teams.Hold = new TaskCompletionSource();

        var first = wm.PostAsync(Question);
        var again = wm.PostAsync(Question);
        bot.Teams.Hold.SetResult();
        bot.Teams.Hold = null;

        Assert.All(await Task.WhenAll(first, again), answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Single(bot.Teams.To(wm.Conversation, before));
    }

    [Fact]
    public async Task Sent_again_later()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        Assert.Single((await wm.TellAsync(Question)).Messages);

        Assert.Empty((await wm.TellAsync(Question)).Messages);

        var other = Question;
        other["id"] = "1757497200001";
        Assert.Single((await wm.TellAsync(other)).Messages);
    }

    [Fact]
    public async Task A_form_sent_again_later_is_filed_once_and_answered_once()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        var data = form.Data(form.Button("提交"), FilingTests.Good.ToDictionary(g => g.Item1, g => g.Item2, StringComparer.Ordinal));
        data["verb"] = form.Button("提交").GetProperty("verb").GetString();
        var submit = new JsonObject { ["type"] = "message", ["id"] = "s1", ["timestamp"] = "2025-09-10T09:41:00Z", ["replyToId"] = form.ActivityId, ["value"] = data };

        wm.Reads(await wm.TellAsync(submit), "已保存");
        Assert.Empty((await wm.TellAsync(submit)).Messages);
    }

    [Fact]
    public async Task Sent_again_after_a_restart()
    {
        await using var bot = await BotProcess.StartAsync();
        var wm = new Speaker(bot, "wm", "zh-CN");
        Assert.Single((await wm.TellAsync(Question)).Messages, m => m.Card is not null);
        await bot.KillAsync();
        await bot.RunAsync();

        Assert.Empty((await wm.TellAsync(Question)).Messages);
    }

    [Fact]
    public async Task A_turn_that_died_with_its_process_is_run_again_by_the_resend()
    {
        await using var bot = await BotProcess.StartAsync();
        var wm = new Speaker(bot, "wm", "zh-CN");
        await wm.SaysAsync("hi");
        bot.Teams.Hold = new TaskCompletionSource();
        var dying = wm.PostAsync(Question);
        while (bot.Teams.Held == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }

        await bot.KillAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => dying);
        bot.Teams.Hold = null;
        await bot.RunAsync();

        wm.Reads(await wm.TellAsync(Question), "华东精密机械有限公司");
        Assert.Empty((await wm.TellAsync(Question)).Messages);
    }

    [Fact]
    public async Task A_turn_whose_apology_did_not_arrive_is_run_again_and_one_that_was_apologised_for_is_not()
    {
        var broken = true;
        await using var bot = await BotUnderTest.StartAsync(services: s => s.AddSingleton<ICapability>(new Flaky(() => broken)));
        var wm = await bot.MeetAsync("wm");
        JsonObject Press(string id) => new()
        {
            ["type"] = "message",
            ["id"] = id,
            ["timestamp"] = "2025-09-10T09:42:00Z",
            ["value"] = new JsonObject { ["verb"] = "flaky/go" },
        };

        bot.Teams.RefuseWith = 429;
        Assert.Equal(HttpStatusCode.InternalServerError, (await wm.PostAsync(Press("f1"))).StatusCode);
        bot.Teams.RefuseWith = 0;
        wm.Reads(await wm.TellAsync(Press("f1")), "抱歉");
        broken = false;

        Assert.Empty((await wm.TellAsync(Press("f1"))).Messages);
        wm.Reads(await wm.TellAsync(Press("f2")), "all is well");
    }

    private sealed class Flaky(Func<bool> isBroken) : ICapability
    {
        public string Name => "flaky";

        public void Map(Routes routes) => routes.Card("flaky/go", FollowUpJson.Default.DraftForm, (_, _, _) =>
            isBroken() ? throw new InvalidOperationException("a bug") : Task.FromResult(Reply.Say(Answer.Text("all is well"))));
    }
}
