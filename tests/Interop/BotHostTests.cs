using System.Net;
using System.Text.Json.Nodes;

namespace CrmBot.Interop.Tests;

/// <summary>Our Direct Line channel drives a bot that is built on Microsoft's SDK.</summary>
public sealed class BotHostTests
{
    [Fact]
    public async Task Who_comes_is_welcomed_once()
    {
        await using var stage = await ChannelStage.StartAsync();
        using var page = await Page.ArriveAsync(stage.Address, "wm", "王敏");
        var heard = await HeardAsync(stage, "conversationUpdate");

        Assert.Equal(["wm", "crmbot"], heard["membersAdded"]!.AsArray().Select(m => (string?)m!["id"]));
        Assert.Equal("welcome 王敏", (string?)(await page.SeesAsync(a => (string?)a["type"] == "message"))["text"]);
        using var again = await Page.ArriveAsync(stage.Address, "wm", "王敏");
        Assert.Single(await again.HistoryAsync());
    }

    [Fact]
    public async Task What_a_person_says_is_heard_with_its_meaning()
    {
        await using var stage = await ChannelStage.StartAsync();
        using var page = await Page.ArriveAsync(stage.Address, "wm", "王敏");
        var said = Sayings.Parse("""
            {
              "type": "message", "text": "跟进 华东精密 <at>x</at> 👍🏽\n二", "textFormat": "plain",
              "localTimestamp": "2025-09-10T17:40:00.000+08:00",
              "entities": [{ "type": "ClientCapabilities", "requiresBotState": true, "supportsListening": true }],
              "attachments": [{ "contentType": "text/plain", "contentUrl": "data:text/plain;base64,5L2g", "name": "你.txt" }],
              "channelData": { "clientActivityID": "c1", "own": [1, "二"] }
            }
            """);
        var id = await page.SayAsync(Copy(said));
        var heard = await HeardAsync(stage, "message");

        // The person's zone is known to the channel, so the browser's local time is dropped with the browser's zone.
        said.Remove("localTimestamp");
        said.Remove("channelData");
        Json.Arrived(said, heard);
        Assert.Equal(id, (string?)heard["id"]);
        Assert.Equal(("wm", "王敏"), ((string?)heard["from"]!["id"], (string?)heard["from"]!["name"]));
        Assert.Equal(("directline", "zh-CN", "Asia/Shanghai"), ((string?)heard["channelId"], (string?)heard["locale"], (string?)heard["localTimezone"]));
        Assert.Equal("""{"clientActivityID":"c1","own":[1,"\u4E8C"],"tenant":{"id":"demo"}}""", heard["channelData"]!.ToJsonString());
    }

    [Fact]
    public async Task What_the_bot_sends_stands_in_the_history_as_the_answer_it_is()
    {
        await using var stage = await ChannelStage.StartAsync();
        using var page = await Page.ArriveAsync(stage.Address, "wm", "王敏");
        await OnAsync(stage, "rich", ("send", Sayings.Rich()));
        var id = await page.SayAsync("rich");
        var seen = await page.SeesAsync(a => a["attachments"] is not null);

        Json.Arrived(Sayings.Rich(), seen);
        Assert.Equal(id, (string?)seen["replyToId"]);
        Assert.Equal("bot", (string?)seen["from"]!["role"]);
        Assert.Equal(seen.ToJsonString(), (await page.HistoryAsync())[^1].ToJsonString());
    }

    [Fact]
    public async Task An_updated_message_has_its_new_content_under_its_id()
    {
        await using var stage = await ChannelStage.StartAsync();
        using var page = await Page.ArriveAsync(stage.Address, "wm", "王敏");
        await OnAsync(stage, "change", ("send", Sayings.Text("旧")), ("send", Sayings.Text("先")), ("update", Sayings.Rich()));
        await page.SayAsync("change");
        var first = await page.SeesAsync(a => (string?)a["text"] == "先");
        var changed = await page.SeesAsync(a => a["attachments"] is not null);

        Assert.Equal((string?)first["id"], (string?)changed["id"]);
        Assert.Equal((string?)first["timestamp"], (string?)changed["timestamp"]);
        Json.Arrived(Sayings.Rich(), changed);
        Assert.DoesNotContain(await page.HistoryAsync(), a => (string?)a["text"] == "先");
    }

    [Fact]
    public async Task A_deleted_message_is_gone_and_a_neutral_line_stands_there()
    {
        await using var stage = await ChannelStage.StartAsync();
        using var page = await Page.ArriveAsync(stage.Address, "wm", "王敏");
        await OnAsync(stage, "take back", ("send", Sayings.Text("秘密")), ("delete", true));
        await page.SayAsync("take back");
        var sent = await page.SeesAsync(a => (string?)a["text"] == "秘密");

        var gone = await page.SeesAsync(a => (string?)a["id"] == (string?)sent["id"] && (string?)a["text"] != "秘密");
        Assert.Equal("_这条消息已移除。_", (string?)gone["text"]);
        Assert.DoesNotContain(await page.HistoryAsync(), a => a.ToJsonString().Contains("秘密", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_bot_says_later_by_itself_arrives()
    {
        await using var stage = await ChannelStage.StartAsync();
        using var page = await Page.ArriveAsync(stage.Address, "wm", "王敏");
        await page.SayAsync("hello");
        await HeardAsync(stage, "message");

        var sent = await stage.Bot.AskAsync(new JsonObject { ["later"] = Sayings.Text("到期了 ⏰") });
        var seen = await page.SeesAsync(a => (string?)a["text"] == "到期了 ⏰");
        Assert.Equal((string?)sent["id"], (string?)seen["id"]);
    }

    [Fact]
    public async Task Typing_is_seen_in_both_directions_and_kept_in_neither()
    {
        await using var stage = await ChannelStage.StartAsync();
        using var page = await Page.ArriveAsync(stage.Address, "wm", "王敏");
        using (var typing = await page.PostAsync(new JsonObject { ["type"] = "typing" }))
        {
            Assert.Equal(HttpStatusCode.NoContent, typing.StatusCode);
        }

        Assert.Equal("wm", (string?)(await HeardAsync(stage, "typing"))["from"]!["id"]);
        await page.SeesAsync(a => (string?)a["text"] == "welcome 王敏"); // so the stream is open and has nothing more to say
        await OnAsync(stage, "slow", ("send", new JsonObject { ["type"] = "typing" }));
        await page.SayAsync("slow");
        var seen = await page.SeesAsync(a => (string?)a["type"] == "typing");
        Assert.Equal("bot", (string?)seen["from"]!["role"]);
        Assert.DoesNotContain(await page.HistoryAsync(), a => (string?)a["type"] == "typing");
    }

    [Fact]
    public async Task The_values_of_a_card_reach_the_bot_as_they_were_submitted()
    {
        await using var stage = await ChannelStage.StartAsync();
        using var page = await Page.ArriveAsync(stage.Address, "wm", "王敏");
        var submit = Sayings.Parse("""
            { "type": "message", "channelData": { "postBack": true },
              "value": { "verb": "follow-ups/submit", "draft": "d1", "channel": "Visit", "score": "-0.25", "summary": "谈了两条产线 👍🏽\n\"好\"", "nested": { "a": [1, null, true] } } }
            """);
        await page.SayAsync(Copy(submit));
        var heard = await HeardAsync(stage, "message");

        Json.Arrived(new JsonObject { ["value"] = submit["value"]!.DeepClone() }, heard);
        Assert.Null(heard["text"]);
        Assert.True((bool?)heard["channelData"]!["postBack"]);
    }

    [Fact]
    public async Task An_event_reaches_the_bot_with_name_and_value()
    {
        await using var stage = await ChannelStage.StartAsync();
        using var page = await Page.ArriveAsync(stage.Address, "wm", "王敏");
        await page.SayAsync(Sayings.Parse("""{"type":"event","name":"web/看","value":{"n":1,"list":["二"]}}"""));
        var heard = await HeardAsync(stage, "event");
        Assert.Equal("web/看", (string?)heard["name"]);
        Assert.Equal("""{"n":1,"list":["\u4E8C"]}""", heard["value"]!.ToJsonString());
    }

    [Fact]
    public async Task An_invoke_is_answered_with_the_bots_status_and_body()
    {
        await using var stage = await ChannelStage.StartAsync();
        using var page = await Page.ArriveAsync(stage.Address, "wm", "王敏");
        (int Status, string? Body)[] rows =
        [
            (501, null), // the SDK's own answer while nobody claims the name
            (200, """{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":"已保存 ✅"}"""),
            (200, null),
            (400, """{"error":{"code":"BadRequest","message":"少了什么"}}"""),
            (412, """{"failureDetail":"x"}"""),
        ];
        foreach (var (status, body) in rows)
        {
            if (status != 501)
            {
                var claim = new JsonObject { ["status"] = status, ["body"] = body is null ? null : JsonNode.Parse(body) };
                await stage.Bot.AskAsync(new JsonObject { ["invoke"] = "own/ask", ["answer"] = claim });
            }

            using var answer = await page.PostAsync(Sayings.Parse("""{"type":"invoke","name":"own/ask","value":{"action":{"verb":"做"}}}"""));
            var heard = await HeardAsync(stage, "invoke");

            Assert.Equal("做", (string?)heard["value"]!["action"]!["verb"]);
            Assert.Equal(status, (int)answer.StatusCode);
            var said = await answer.Content.ReadAsStringAsync();
            Assert.True(body is null ? said.Length == 0 : JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(said)), said);
        }
    }

    [Fact]
    public async Task A_bot_that_is_not_there_is_reported_as_such()
    {
        await using var stage = await ChannelStage.StartAsync();
        using var page = await Page.ArriveAsync(stage.Address, "wm", "王敏");
        await stage.Bot.LeaveAsync();

        using var said = await page.PostAsync(Sayings.Text("x"));
        using var asked = await page.PostAsync(Sayings.Parse("""{"type":"invoke","name":"own/ask"}"""));
        foreach (var answer in (HttpResponseMessage[])[said, asked])
        {
            Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
            Assert.Equal("BotError", (string?)(await Json.ReadAsync(answer))["error"]!["code"]);
        }
    }

    private static JsonObject Copy(JsonObject activity) => (JsonObject)activity.DeepClone();

    private static async Task<JsonObject> HeardAsync(ChannelStage stage, string type) =>
        (JsonObject)(await stage.Bot.NewsAsync("heard", n => (string?)n["heard"]!["type"] == type))["heard"]!;

    private static Task OnAsync(ChannelStage stage, string text, params (string Verb, JsonNode What)[] steps) =>
        stage.Bot.AskAsync(new JsonObject { ["on"] = text, ["steps"] = Sayings.Steps(steps) });
}
