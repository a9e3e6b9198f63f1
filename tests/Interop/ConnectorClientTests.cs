using System.Text.Json.Nodes;

namespace CrmBot.Interop.Tests;

/// <summary>Microsoft's connector client writes to the chat page of the running bot.</summary>
public sealed class ConnectorClientTests
{
    [Fact]
    public async Task What_it_sends_stands_in_the_history_with_its_meaning()
    {
        await using var bot = BotOnline.Start();
        await using var client = Peer.Start("connector", bot.ServiceUrl.ToString());
        var conversation = await CreateAsync(client, "p1", "王敏");

        var sent = await CallAsync(client, 201, "sendToConversation", conversation, Sayings.Rich());
        var id = (string)sent["result"]!["id"]!;
        var reply = Sayings.Text("关于上面:好的 👌");
        reply["replyToId"] = id;
        await CallAsync(client, 201, "replyToActivity", conversation, id, reply.DeepClone());

        using var page = await Page.OpenAsync(bot.Address, "p1", "王敏");
        Assert.Equal(conversation, page.Conversation);
        var history = await page.HistoryAsync();
        Assert.Equal(2, history.Count);
        Assert.Equal(id, (string?)history[0]["id"]);
        Json.Arrived(Sayings.Rich(), history[0]);
        Json.Arrived(reply, history[1]);
        Assert.All(history, a => Assert.Equal("bot", (string?)a["from"]!["role"]));
    }

    [Fact]
    public async Task What_it_updates_and_deletes_is_changed_in_its_place()
    {
        await using var bot = BotOnline.Start();
        await using var client = Peer.Start("connector", bot.ServiceUrl.ToString());
        var conversation = await CreateAsync(client, "p1", "王敏");
        var ids = new List<string>();
        foreach (var text in (string[])["一", "二", "三"])
        {
            ids.Add((string)(await CallAsync(client, 201, "sendToConversation", conversation, Sayings.Text(text)))["result"]!["id"]!);
        }

        var rich = Sayings.Rich();
        rich["id"] = ids[0];
        Assert.Equal(ids[0], (string?)(await CallAsync(client, 200, "updateActivity", conversation, ids[0], rich))["result"]!["id"]);
        await CallAsync(client, 200, "deleteActivity", conversation, ids[1]);

        using var page = await Page.OpenAsync(bot.Address, "p1", "王敏");
        var history = await page.HistoryAsync();
        Assert.Equal(ids, history.Select(a => (string)a["id"]!).Order(StringComparer.Ordinal));
        Json.Arrived(Sayings.Rich(), history[0]);
        Assert.DoesNotContain("二", history[1].ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("三", (string?)history[2]["text"]);
    }

    [Fact]
    public async Task Creating_with_a_first_message_says_it_once_and_the_same_person_keeps_one_conversation()
    {
        await using var bot = BotOnline.Start();
        await using var client = Peer.Start("connector", bot.ServiceUrl.ToString());
        var first = Parameters("p1", "王敏");
        first["activity"] = Sayings.Text("你好 🎉");
        var created = await CallAsync(client, 201, "createConversation", first);
        var again = await CreateAsync(client, "p1", "王敏");

        Assert.Equal(again, (string?)created["result"]!["id"]);
        using var page = await Page.OpenAsync(bot.Address, "p1", "王敏");
        var said = Assert.Single(await page.HistoryAsync());
        Assert.Equal((string?)created["result"]!["activityId"], (string?)said["id"]);
        Assert.Equal("你好 🎉", (string?)said["text"]);
    }

    [Fact]
    public async Task It_reads_the_members_all_paged_and_one()
    {
        await using var bot = BotOnline.Start();
        await using var client = Peer.Start("connector", bot.ServiceUrl.ToString());
        var conversation = await CreateAsync(client, "p1", "王敏 👩‍💼");

        var all = (await CallAsync(client, 200, "getConversationMembers", conversation))["result"]!.AsArray();
        var paged = (await CallAsync(client, 200, "getConversationPagedMembers", conversation, new JsonObject { ["pageSize"] = 50 }))["result"]!;
        var one = (await CallAsync(client, 200, "getConversationMember", conversation, "p1"))["result"]!;

        Assert.Null(paged["continuationToken"]);
        Assert.All([Assert.Single(all)!, Assert.Single(paged["members"]!.AsArray())!, one], m => Assert.Equal(("p1", "王敏 👩‍💼"), ((string?)m["id"], (string?)m["name"])));
    }

    [Fact]
    public async Task A_page_of_members_that_was_never_named_is_refused()
    {
        await using var bot = BotOnline.Start();
        await using var client = Peer.Start("connector", bot.ServiceUrl.ToString());
        var conversation = await CreateAsync(client, "p1", "王敏");

        var refusal = await CallAsync(client, 400, "getConversationPagedMembers", conversation, new JsonObject { ["continuationToken"] = "2" });
        Assert.Equal("BadArgument", (string?)refusal["code"]);
    }

    [Fact]
    public async Task What_is_not_there_is_404_with_a_code_it_can_read()
    {
        await using var bot = BotOnline.Start();
        await using var client = Peer.Start("connector", bot.ServiceUrl.ToString());
        await CreateAsync(client, "p1", "王敏");
        (string Code, string Call, string Arguments)[] rows =
        [
            ("ConversationNotFound", "sendToConversation", """["web-nobody",{"type":"message","text":"x"}]"""),
            ("ConversationNotFound", "sendToConversation", """["web-nobody",{"type":"typing"}]"""),
            ("ConversationNotFound", "replyToActivity", """["19:a@thread.v2;messageid=1","x|1",{"type":"message","text":"x"}]"""),
            ("ConversationNotFound", "getConversationPagedMembers", """["web-nobody"]"""),
            ("ConversationNotFound", "getConversationMember", """["web-nobody","p1"]"""),
            ("ActivityNotFoundInConversation", "updateActivity", """["web-p1","web-p1|0000099",{"type":"message","text":"x"}]"""),
            ("ActivityNotFoundInConversation", "deleteActivity", """["web-p1","客/1"]"""),
            ("MemberNotFoundInConversation", "getConversationMember", """["web-p1","p2"]"""),
        ];
        foreach (var (code, call, arguments) in rows)
        {
            var refusal = await CallAsync(client, 404, call, [.. JsonNode.Parse(arguments)!.AsArray().Select(a => a!.DeepClone())]);
            Assert.Equal(code, (string?)refusal["code"]);
            Assert.False(string.IsNullOrWhiteSpace((string?)refusal["message"]));
        }
    }

    [Fact]
    public async Task A_conversation_that_nobody_can_have_is_refused()
    {
        await using var bot = BotOnline.Start();
        await using var client = Peer.Start("connector", bot.ServiceUrl.ToString());
        var refusal = await CallAsync(client, 400, "createConversation", Parameters("29:a/b", "?"));
        Assert.Equal("BadSyntax", (string?)refusal["code"]);
    }

    private static JsonObject Parameters(string person, string name) => new()
    {
        ["isGroup"] = false,
        ["bot"] = new JsonObject { ["id"] = "28:crmbot", ["name"] = "CrmBot" },
        ["members"] = new JsonArray(new JsonObject { ["id"] = person, ["name"] = name }),
        ["tenantId"] = "demo",
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = "demo" } },
    };

    private static async Task<string> CreateAsync(Peer client, string person, string name) =>
        (string)(await CallAsync(client, 201, "createConversation", Parameters(person, name)))["result"]!["id"]!;

    private static async Task<JsonObject> CallAsync(Peer client, int status, string call, params JsonNode[] arguments)
    {
        var answer = await client.AskAsync(new JsonObject { ["call"] = call, ["args"] = new JsonArray([.. arguments]) });
        Assert.True(status == (int)answer["status"]!, answer.ToJsonString());
        return answer;
    }
}
