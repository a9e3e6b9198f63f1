using System.Net;
using System.Text.Json.Nodes;

namespace CrmBot.Bot.Tests.WebChat;

public sealed class ConnectorTests : IDisposable
{
    private readonly TemporaryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Creating_a_conversation_gives_the_person_the_same_one_each_time()
    {
        await using var app = await ChatApp.StartAsync(_database.Path);
        using var connector = app.Connector();
        for (var i = 0; i < 2; i++)
        {
            using var created = await connector.PostAsync("conversations", Json.Body(new JsonObject { ["members"] = new JsonArray(new JsonObject { ["id"] = "wm" }) }));
            Assert.Equal(HttpStatusCode.Created, created.StatusCode);
            Assert.Equal("web-wm", (string?)(await Json.ReadAsync(created))["id"]);
        }

        using var sent = await SendAsync(connector, "到期了");
        using var wang = await Visitor.ArriveAsync(app);
        Assert.Equal(["到期了"], await wang.TextsAsync());
        Assert.Single(app.HeardOf("conversationUpdate"));
    }

    [Fact]
    public async Task An_update_takes_the_place_of_the_card_and_keeps_its_id_and_time()
    {
        await using var app = await ChatApp.StartAsync(_database.Path);
        using var wang = await Visitor.ArriveAsync(app);
        using var connector = app.Connector();
        var id = (string)(await Json.ReadAsync(await SendAsync(connector, "表单")))["id"]!;
        using var later = await SendAsync(connector, "后来");
        var (before, watermark) = await wang.PollAsync();

        foreach (var text in new[] { "草稿", "回执" })
        {
            using var updated = await connector.PutAsync("conversations/web-wm/activities/" + Uri.EscapeDataString(id), Json.Body(new JsonObject { ["type"] = "message", ["text"] = text }));
            Assert.Equal(HttpStatusCode.OK, updated.StatusCode);
        }

        var change = Assert.Single((await wang.PollAsync(watermark)).Activities);
        Assert.Equal((id, "回执", (string?)before[0]["timestamp"]), ((string?)change["id"], (string?)change["text"], (string?)change["timestamp"]));
        Assert.Equal(["回执", "后来"], await wang.TextsAsync());
    }

    [Fact]
    public async Task A_deleted_card_leaves_a_neutral_line_and_none_of_its_words_in_the_table()
    {
        await using (var app = await ChatApp.StartAsync(_database.Path))
        {
            using var wang = await Visitor.ArriveAsync(app);
            using var connector = app.Connector();
            var id = (string)(await Json.ReadAsync(await SendAsync(connector, "张总的电话")))["id"]!;
            using var deleted = await connector.DeleteAsync("conversations/web-wm/activities/" + Uri.EscapeDataString(id));

            Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
            Assert.Equal(["_这条消息已移除。_"], await wang.TextsAsync());
        }

        await using var tables = Storage.SqliteTables.Open(_database.Path);
        var rows = (await tables.QueryAsync(new Storage.RowRange("web", "web-wm"), 1000, null, CancellationToken.None)).Rows;
        Assert.DoesNotContain(rows, r => System.Text.Encoding.UTF8.GetString(r.Data.Span).Contains("张总", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("web-nobody")]
    [InlineData("elsewhere")]
    [InlineData("a%3Bb%23c")]
    public async Task A_conversation_that_is_not_there_is_404(string conversation)
    {
        await using var app = await ChatApp.StartAsync(_database.Path);
        using var connector = app.Connector();
        using var sent = await connector.PostAsync($"conversations/{conversation}/activities", Json.Body(new JsonObject { ["type"] = "message" }));
        using var updated = await connector.PutAsync($"conversations/{conversation}/activities/1", Json.Body(new JsonObject { ["type"] = "message" }));
        using var members = await connector.GetAsync($"conversations/{conversation}/members");
        Assert.All([sent, updated, members], r => Assert.Equal(HttpStatusCode.NotFound, r.StatusCode));
        Assert.Equal("ConversationNotFound", (string?)(await Json.ReadAsync(sent))["error"]!["code"]);
    }

    [Theory]
    [InlineData("members")]
    [InlineData("pagedmembers")]
    [InlineData("members/wm")]
    public async Task The_member_of_a_conversation_is_the_person(string route)
    {
        await using var app = await ChatApp.StartAsync(_database.Path);
        using var wang = await Visitor.ArriveAsync(app);
        using var connector = app.Connector();
        var answer = JsonNode.Parse(await connector.GetStringAsync($"conversations/web-wm/{route}"))!;
        var member = route switch { "members" => answer[0]!, "pagedmembers" => answer["members"]![0]!, _ => answer };
        Assert.Equal(("wm", "王敏"), ((string?)member["id"], (string?)member["name"]));
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient connector, string text) =>
        connector.PostAsync("conversations/web-wm/activities", Json.Body(new JsonObject { ["type"] = "message", ["text"] = text }));
}
