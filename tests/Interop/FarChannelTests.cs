using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrmBot.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Interop.Tests;

/// <summary>Our connector talks to the connector routes with which botbuilder serves the bots that it calls.</summary>
public sealed class FarChannelTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_bot_answers_into_a_channel_of_the_SDK()
    {
        await using var bot = BotOnline.Start();
        await using var channel = Peer.Start("channel");
        var address = await channel.AddressAsync();
        using var http = bot.CreateClient();
        using var heard = await http.PostAsync("/api/messages", Json.Body(new JsonObject
        {
            ["type"] = "message",
            ["id"] = "1",
            ["text"] = "跟进 华东精密",
            ["channelId"] = "msteams",
            ["serviceUrl"] = address.ToString(),
            ["from"] = new JsonObject { ["id"] = "29:wm", ["aadObjectId"] = "wm" },
            ["recipient"] = new JsonObject { ["id"] = "28:bot" },
            ["conversation"] = new JsonObject { ["id"] = "a:wm;x=1", ["conversationType"] = "personal", ["tenantId"] = "demo" },
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = "demo" } },
            ["locale"] = "zh-CN",
        }));
        Assert.Equal(HttpStatusCode.OK, heard.StatusCode);

        var news = await channel.NewsAsync("route", n => n["activity"]?["attachments"] is not null);
        var activity = news["activity"]!;
        Assert.Equal("a:wm;x=1", (string?)news["conversation"]);
        Assert.Equal(("28:bot", "29:wm"), ((string?)activity["from"]!["id"], (string?)activity["recipient"]!["id"]));
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)activity["attachments"]![0]!["contentType"]);
        Assert.Contains("华东精密", activity["attachments"]![0]!["content"]!.ToJsonString(Readable), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_call_of_the_connector_is_understood_and_its_answer_too()
    {
        await using var bot = BotOnline.Start();
        await using var channel = Peer.Start("channel");
        var connector = bot.Services.GetRequiredService<Connector>();
        var url = (await channel.AddressAsync()).ToString();
        var (us, person) = (new Account("28:bot", "助手", null, null), new Account("29:wm", "王敏", null, null));

        var created = Assert.IsType<CreateOutcome.Created>(await connector.CreateConversationAsync(url, "msteams", "t1", us, person, CancellationToken.None));
        var parameters = (await NextAsync(channel, "create"))["parameters"]!;
        Assert.Equal(("29:wm", "t1"), ((string?)parameters["members"]![0]!["id"], (string?)parameters["tenantId"]));

        var to = new ConversationReference("msteams", url, created.ConversationId, "personal", false, "t1", person, us, "zh-CN");
        var message = OutboundActivity.Message("你好 👍🏽 <b>&\n二", "摘要") with { TextFormat = "markdown", Importance = "high", Locale = "zh-CN", SuggestedActions = ["今天", "帮助"] };
        var sent = Assert.IsType<SendOutcome.Sent>(await connector.SendAsync(to, message, CancellationToken.None));
        var seen = await NextAsync(channel, "send");
        Assert.Equal((created.ConversationId, sent.ActivityId), ((string?)seen["conversation"], (string?)seen["id"]));
        Assert.Equal(
            ("你好 👍🏽 <b>&\n二", "摘要", "markdown", "high", "zh-CN"),
            (Of(seen, "text"), Of(seen, "summary"), Of(seen, "textFormat"), Of(seen, "importance"), Of(seen, "locale")));
        Assert.Equal(["今天", "帮助"], seen["activity"]!["suggestedActions"]!["actions"]!.AsArray().Select(a => (string?)a!["title"]));

        Assert.IsType<SendOutcome.Sent>(await connector.ReplyAsync(to, sent.ActivityId, OutboundActivity.Message("答"), CancellationToken.None));
        seen = await NextAsync(channel, "reply");
        Assert.Equal((sent.ActivityId, sent.ActivityId), ((string?)seen["to"], Of(seen, "replyToId")));

        var card = OutboundActivity.Card("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"改了 🎉"}]}"""u8.ToArray(), "卡片");
        Assert.Equal(new SendOutcome.Sent(sent.ActivityId), await connector.UpdateAsync(to, sent.ActivityId, card, CancellationToken.None));
        seen = await NextAsync(channel, "update");
        Assert.Equal((sent.ActivityId, sent.ActivityId), ((string?)seen["id"], Of(seen, "id")));
        Assert.Equal("改了 🎉", (string?)seen["activity"]!["attachments"]![0]!["content"]!["body"]![0]!["text"]);

        Assert.IsType<SendOutcome.Sent>(await connector.SendAsync(to, OutboundActivity.Typing(), CancellationToken.None));
        Assert.Equal("typing", Of(await NextAsync(channel, "send"), "type"));

        Assert.IsType<SendOutcome.Sent>(await connector.DeleteAsync(to, sent.ActivityId, CancellationToken.None));
        Assert.Equal(sent.ActivityId, (string?)(await NextAsync(channel, "delete"))["id"]);

        Assert.IsType<SendOutcome.NoSuchConversation>(await connector.UpdateAsync(to, "gone", card, CancellationToken.None));
        Assert.IsType<SendOutcome.NoSuchConversation>(await connector.DeleteAsync(to with { ConversationId = "a:other" }, sent.ActivityId, CancellationToken.None));
    }

    private static Task<JsonObject> NextAsync(Peer channel, string route) => channel.NewsAsync("route", n => (string?)n["route"] == route);

    private static string? Of(JsonObject news, string field) => (string?)news["activity"]![field];
}
