using System.Net;
using System.Text.Json.Nodes;

namespace CrmBot.Bot.Tests.WebChat;

public sealed class ChatTests : IDisposable
{
    private readonly TemporaryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task What_is_said_reaches_the_bot_as_a_direct_line_message_of_that_person()
    {
        await using var app = await ChatApp.StartAsync(_database.Path);
        using var wang = await Visitor.ArriveAsync(app);
        using var sent = await wang.SayAsync("跟进 华东精密", "c1");

        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        var heard = Assert.Single(app.HeardOf("message"));
        Assert.Equal((string?)(await Json.ReadAsync(sent))["id"], (string?)heard["id"]);
        Assert.Equal("directline", (string?)heard["channelId"]);
        Assert.Equal(new Uri(app.Address, "/web/connector").ToString(), (string?)heard["serviceUrl"]);
        Assert.Equal("web-wm", (string?)heard["conversation"]!["id"]);
        Assert.Equal("personal", (string?)heard["conversation"]!["conversationType"]);
        Assert.Equal("demo", (string?)heard["conversation"]!["tenantId"]);
        Assert.Equal("demo", (string?)heard["channelData"]!["tenant"]!["id"]);
        Assert.Equal("wm", (string?)heard["from"]!["id"]);
        Assert.Equal("王敏", (string?)heard["from"]!["name"]);
        Assert.Equal("crmbot", (string?)heard["recipient"]!["id"]);
        Assert.Equal("zh-CN", (string?)heard["locale"]);
        Assert.Equal("Asia/Shanghai", (string?)heard["localTimezone"]);
        Assert.Null(heard["replyToId"]);
        Assert.NotNull(heard["timestamp"]);
    }

    [Fact]
    public async Task A_poll_shows_the_message_with_its_client_id_and_then_the_answer()
    {
        await using var app = await ChatApp.StartAsync(_database.Path);
        using var wang = await Visitor.ArriveAsync(app);
        using var sent = await wang.SayAsync("你好", "c1");
        var (activities, watermark) = await wang.PollAsync();

        Assert.Equal(["你好", "echo 你好"], activities.Select(a => (string?)a["text"]));
        Assert.Equal("c1", (string?)activities[0]["channelData"]!["clientActivityID"]);
        Assert.Equal("user", (string?)activities[0]["from"]!["role"]);
        Assert.Equal("bot", (string?)activities[1]["from"]!["role"]);
        Assert.Equal((string?)activities[0]["id"], (string?)activities[1]["replyToId"]);
        Assert.True(string.CompareOrdinal((string?)activities[0]["timestamp"], (string?)activities[1]["timestamp"]) < 0);
        Assert.Empty((await wang.PollAsync(watermark)).Activities);
    }

    [Fact]
    public async Task A_stream_shows_what_was_said_before_it_opened_and_what_the_bot_says_by_itself()
    {
        await using var app = await ChatApp.StartAsync(_database.Path);
        using var wang = await Visitor.ArriveAsync(app);
        using var sent = await wang.SayAsync("你好", "c1");
        using var socket = await wang.ListenAsync();
        Assert.Equal(2, (await Visitor.HearAsync(socket)).Count);

        using var connector = app.Connector();
        using var reminder = await connector.PostAsync("conversations/web-wm/activities", Json.Body(new JsonObject { ["type"] = "message", ["text"] = "到期了" }));
        Assert.Equal("到期了", (string?)Assert.Single(await Visitor.HearAsync(socket))["text"]);
    }

    [Fact]
    public async Task A_stream_that_comes_back_goes_on_after_its_watermark()
    {
        await using var app = await ChatApp.StartAsync(_database.Path);
        using var wang = await Visitor.ArriveAsync(app);
        using var first = await wang.SayAsync("一", "c1");
        var (_, watermark) = await wang.PollAsync();
        using var second = await wang.SayAsync("二", "c2");

        using var again = await wang.Http.GetAsync($"conversations/web-wm?watermark={watermark}");
        using var socket = new System.Net.WebSockets.ClientWebSocket();
        await socket.ConnectAsync(new Uri((string)(await Json.ReadAsync(again))["streamUrl"]!), CancellationToken.None);
        Assert.Equal(["二", "echo 二"], (await Visitor.HearAsync(socket)).Select(a => (string?)a["text"]));
    }

    [Fact]
    public async Task The_bot_hears_of_a_person_once()
    {
        await using var app = await ChatApp.StartAsync(_database.Path);
        using var first = await Visitor.ArriveAsync(app);
        using var again = await Visitor.ArriveAsync(app);

        Assert.Equal(HttpStatusCode.Created, first.Started);
        Assert.Equal(HttpStatusCode.OK, again.Started);
        var update = Assert.Single(app.HeardOf("conversationUpdate"));
        Assert.Contains(update["membersAdded"]!.AsArray(), m => (string?)m!["id"] == "wm");
    }

    [Fact]
    public async Task A_person_whom_the_bot_could_not_hear_of_is_announced_at_the_next_start()
    {
        await using var app = await ChatApp.StartAsync(_database.Path);
        app.BotStatus = 503;
        using var first = await Visitor.ArriveAsync(app);
        app.BotStatus = 200;
        using var again = await Visitor.ArriveAsync(app);

        Assert.Equal(2, app.HeardOf("conversationUpdate").Count());
        Assert.Single(app.HeardOf("conversationUpdate").Select(a => (string?)a["id"]).Distinct());
    }

    [Fact]
    public async Task A_message_sent_twice_is_one_message_and_one_turn()
    {
        await using var app = await ChatApp.StartAsync(_database.Path);
        using var wang = await Visitor.ArriveAsync(app);
        using var first = await wang.SayAsync("你好", "c1");
        using var again = await wang.SayAsync("你好", "c1");

        Assert.Equal((string?)(await Json.ReadAsync(first))["id"], (string?)(await Json.ReadAsync(again))["id"]);
        Assert.Single(app.HeardOf("message"));
        Assert.Equal(["你好", "echo 你好"], await wang.TextsAsync());
    }

    [Fact]
    public async Task A_message_that_the_bot_refused_goes_to_it_again_as_the_same_activity()
    {
        await using var app = await ChatApp.StartAsync(_database.Path);
        using var wang = await Visitor.ArriveAsync(app);
        app.BotStatus = 500;
        using var refused = await wang.SayAsync("你好", "c1");
        Assert.Equal(HttpStatusCode.BadGateway, refused.StatusCode);
        Assert.Equal("BotError", (string?)(await Json.ReadAsync(refused))["error"]!["code"]);
        Assert.Empty(await wang.TextsAsync());

        app.BotStatus = 200;
        using var again = await wang.SayAsync("你好", "c1");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        var heard = app.HeardOf("message").ToList();
        Assert.Equal(2, heard.Count);
        Assert.Equal((string?)heard[0]["id"], (string?)heard[1]["id"]);
        Assert.Equal((string?)heard[0]["timestamp"], (string?)heard[1]["timestamp"]);
        Assert.Equal(["你好", "echo 你好"], await wang.TextsAsync());
    }

    [Fact]
    public async Task A_message_that_the_page_sends_again_takes_the_place_of_the_failed_one()
    {
        await using var app = await ChatApp.StartAsync(_database.Path);
        using var wang = await Visitor.ArriveAsync(app);
        app.BotStatus = 500;
        using var refused = await wang.SayAsync("你好", "c1");
        var (before, watermark) = await wang.PollAsync("0");

        app.BotStatus = 200;
        using var again = await wang.SayAsync("你好", "c2", retryOf: "c1");
        var (after, _) = await wang.PollAsync(watermark);
        Assert.Equal((string?)Assert.Single(before)["id"], (string?)after[0]["id"]);
        Assert.Equal("c2", (string?)after[0]["channelData"]!["clientActivityID"]);
        Assert.Equal(["你好", "echo 你好"], await wang.TextsAsync());
        using var third = await wang.SayAsync("你好", "c3", retryOf: "c1");
        Assert.Equal(2, app.HeardOf("message").Count());
    }

    [Fact]
    public async Task The_history_and_the_token_outlive_a_restart()
    {
        Visitor wang;
        int port;
        await using (var app = await ChatApp.StartAsync(_database.Path))
        {
            port = app.Address.Port;
            wang = await Visitor.ArriveAsync(app);
            using var sent = await wang.SayAsync("你好", "c1");
        }

        await using var restarted = await ChatApp.StartAsync(_database.Path, port: port);
        Assert.Equal(["你好", "echo 你好"], await wang.TextsAsync());
        using var repeated = await wang.SayAsync("你好", "c1");
        Assert.Equal(HttpStatusCode.OK, repeated.StatusCode);
        Assert.Empty(restarted.Heard);
        wang.Dispose();
    }

    [Fact]
    public async Task Only_the_last_two_hundred_are_shown_to_who_comes_and_all_are_kept()
    {
        await using var app = await ChatApp.StartAsync(_database.Path);
        using var wang = await Visitor.ArriveAsync(app);
        using var connector = app.Connector();
        for (var i = 1; i <= 205; i++)
        {
            using var sent = await connector.PostAsync("conversations/web-wm/activities", Json.Body(new JsonObject { ["type"] = "message", ["text"] = $"{i}" }));
        }

        var shown = await wang.TextsAsync();
        Assert.Equal(200, shown.Count);
        Assert.Equal(("6", "205"), (shown[0], shown[^1]));
        Assert.Equal(205, (await wang.PollAsync("0")).Activities.Count);
    }

    [Fact]
    public async Task A_body_above_the_cap_is_refused_before_it_is_kept()
    {
        await using var app = await ChatApp.StartAsync(_database.Path);
        using var wang = await Visitor.ArriveAsync(app);
        using var sent = await wang.SayAsync(new string('x', 300_000), "c1");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, sent.StatusCode);
        Assert.Empty(app.HeardOf("message"));
    }
}
