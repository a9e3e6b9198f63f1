using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.FollowUps;
using CrmBot.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Routes = CrmBot.Bot.Conversation.Routes;

namespace CrmBot.Conversations.Tests;

/// <summary>Buttons in dialogs, typeahead, invokes that a capability claims, and what happens when one of them takes long.</summary>
public sealed class InvokeTests
{
    [Theory]
    [InlineData("wm", "还在处理", "好了")]
    [InlineData("tb", "Still working", "ready")]
    public async Task A_button_that_takes_long_is_answered_in_time_and_its_result_comes_by_itself(string who, string meanwhile, string result)
    {
        var slow = new Slow(result);
        await using var bot = await StartAsync(slow, TimeSpan.FromMilliseconds(300));
        var person = await bot.MeetAsync(who, "zh-CN"); // the person's language counts, not the client's

        person.Reads(await person.ExecuteAsync("slow/text", []), meanwhile);
        slow.GoOn();

        Assert.Contains(result, (await person.HearsAsync()).Read, StringComparison.Ordinal);
        await person.HearsNothingAsync();
    }

    [Fact]
    public async Task A_button_that_fails_after_its_limit_is_apologised_for_in_the_chat()
    {
        var slow = new Slow("");
        await using var bot = await StartAsync(slow, TimeSpan.FromMilliseconds(300));
        var wm = await bot.MeetAsync("wm");

        wm.Reads(await wm.ExecuteAsync("slow/broken", []), "还在处理");
        slow.GoOn();

        Assert.Contains("抱歉", (await wm.HearsAsync()).Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filing_whose_channel_is_slow_is_answered_in_time_and_the_receipt_takes_the_place_of_the_form()
    {
        await using var bot = await StartAsync(new Slow(""), TimeSpan.FromMilliseconds(500));
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;
        bot.Teams.Hold = new TaskCompletionSource();

        wm.Reads(await wm.PressesAsync(form, "提交", FilingTests.Good), "还在处理");
        var hold = bot.Teams.Hold;
        bot.Teams.Hold = null;
        hold.SetResult();

        var receipt = await wm.HearsAsync();
        Assert.True(receipt.Update);
        Assert.Equal(form.ActivityId, receipt.ActivityId);
        Assert.Contains("已保存", receipt.Read, StringComparison.Ordinal);
        await wm.HearsNothingAsync();
    }

    [Fact]
    public async Task A_record_can_be_filed_in_a_dialog_by_the_same_door()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var status = (await wm.SaysAsync("华东精密怎么样")).NewCard;
        var open = Typed(status, status.Button("记录跟进"));
        open["verb"] = "follow-ups/open";

        var form = await DialogAsync(wm, "task/fetch", open);
        Assert.Equal("large", form.GetProperty("height").GetString());
        var card = new CardSeen("", form.GetProperty("card").GetProperty("content"));
        var submit = card.Button("提交");
        Assert.Equal("Action.Submit", submit.GetProperty("type").GetString()); // a dialog knows no other

        // A mistake gives the form back with every value.
        var wrong = new CardSeen("", (await DialogAsync(wm, "task/submit", Typed(card, submit, ("channel", "Visit"), ("summary", ""), ("nextStep", "给方案"), ("nextOn", "2025-09-17"))))
            .GetProperty("card").GetProperty("content"));
        Assert.Contains("请写一句谈了什么", wrong.Read, StringComparison.Ordinal);
        Assert.Equal("给方案", wrong.Input("nextStep"));

        var receipt = new CardSeen("", (await DialogAsync(wm, "task/submit", Typed(wrong, wrong.Button("提交"), FilingTests.Good))).GetProperty("card").GetProperty("content"));
        Assert.Contains("已保存", receipt.Read, StringComparison.Ordinal);
        wm.Reads(await wm.SaysAsync("华东精密怎么样"), FilingTests.Good[2].Item2);
    }

    [Fact]
    public async Task A_dialog_that_cannot_be_made_says_why()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");

        Assert.Contains("这个按钮我不认识", await SaidAsync(wm, new JsonObject { ["data"] = new JsonObject { ["verb"] = "no/such" } }), StringComparison.Ordinal);
        Assert.Contains("读不出来", await SaidAsync(wm, new JsonObject { ["data"] = new JsonObject() }), StringComparison.Ordinal);
        Assert.Contains("读不出来", await SaidAsync(wm, null), StringComparison.Ordinal);

        async Task<string> SaidAsync(Speaker who, JsonObject? value)
        {
            using var answer = await who.PostAsync(new JsonObject { ["type"] = "invoke", ["name"] = "task/fetch", ["value"] = value });
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var task = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("task");
            Assert.Equal("message", task.GetProperty("type").GetString());
            return task.GetProperty("value").GetString()!;
        }
    }

    [Fact]
    public async Task A_typeahead_gets_its_choices_and_a_failure_is_told_from_nothing_found()
    {
        await using var bot = await StartAsync(new Slow(""), TimeSpan.FromSeconds(4));
        var wm = await bot.MeetAsync("wm");

        var found = await SearchAsync(wm, """{"dataset":"slow/things","queryText":"b","queryOptions":{"skip":0,"top":15}}""");
        Assert.Equal("""[{"title":"b1","value":"1"},{"title":"b2","value":"2"}]""", found.GetProperty("value").GetProperty("results").GetRawText());
        Assert.Equal("[]", (await SearchAsync(wm, """{"dataset":"slow/things","queryText":"nothing"}""")).GetProperty("value").GetProperty("results").GetRawText());

        Assert.Equal(400, (await SearchAsync(wm, """{"dataset":"no/such"}""")).GetProperty("statusCode").GetInt32());
        Assert.Equal(400, (await SearchAsync(wm, """{"queryText":7}""")).GetProperty("statusCode").GetInt32());
        var failed = await SearchAsync(wm, """{"dataset":"slow/things","queryText":"throw"}""");
        Assert.Equal("application/vnd.microsoft.error", failed.GetProperty("type").GetString());
        Assert.Contains("抱歉", failed.GetProperty("value").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invoke_is_answered_by_the_capability_that_claims_it_and_501_otherwise()
    {
        await using var bot = await StartAsync(new Slow(""), TimeSpan.FromSeconds(4));
        var wm = await bot.MeetAsync("wm");

        using var claimed = await wm.PostAsync(new JsonObject { ["type"] = "invoke", ["name"] = "message/submitAction", ["value"] = new JsonObject() });
        Assert.Equal("""{"heard":true}""", await claimed.Content.ReadAsStringAsync());
        foreach (var name in (string[])["composeExtension/query", "fileConsent/invoke", "made/up", ""])
        {
            using var unclaimed = await wm.PostAsync(new JsonObject { ["type"] = "invoke", ["name"] = name, ["value"] = new JsonObject() });
            Assert.Equal(HttpStatusCode.NotImplemented, unclaimed.StatusCode);
        }
    }

    [Fact]
    public async Task In_a_group_a_dialog_and_a_typeahead_show_nothing_of_a_customer()
    {
        await using var bot = await StartAsync(new Slow(""), TimeSpan.FromSeconds(4));
        var wm = await bot.MeetAsync("wm");
        var before = bot.Teams.Count;
        JsonObject In(JsonObject activity)
        {
            activity["conversation"] = new JsonObject { ["id"] = "19:group@thread.v2", ["isGroup"] = true, ["conversationType"] = "groupChat", ["tenantId"] = "demo" };
            return activity;
        }

        using var dialog = await wm.PostAsync(In(new() { ["type"] = "invoke", ["name"] = "task/fetch", ["value"] = new JsonObject { ["data"] = new JsonObject { ["verb"] = "customers/show", ["customer"] = "C001" } } }));
        using var search = await wm.PostAsync(In(new() { ["type"] = "invoke", ["name"] = "application/search", ["value"] = new JsonObject { ["dataset"] = "slow/things", ["queryText"] = "b" } }));

        Assert.DoesNotContain("华东精密", await dialog.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("b1", await search.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("华东精密机械有限公司", Assert.Single(bot.Teams.To(wm.Conversation, before)).Read, StringComparison.Ordinal);
        Assert.Empty(bot.Teams.To("19:group@thread.v2", before));
    }

    [Fact]
    public void A_capability_claims_only_invokes_that_exist()
    {
        var misspelt = Assert.Throws<InvalidOperationException>(() => new Routes([new Claim(r => r.Invoke("composeExtention/query", (_, _, _) => throw new System.Diagnostics.UnreachableException()))]));
        Assert.Contains("composeExtention/query", misspelt.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => new Routes([new Claim(r => r.Search("other/things", (_, _, _) => throw new System.Diagnostics.UnreachableException()))]));
        Assert.Throws<InvalidOperationException>(() => new Routes([new Claim(r => r.Search("claim/a", (_, _, _) => throw new System.Diagnostics.UnreachableException()).Search("claim/a", (_, _, _) => throw new System.Diagnostics.UnreachableException()))]));
    }

    private static Task<BotUnderTest> StartAsync(Slow slow, TimeSpan limit) => BotUnderTest.StartAsync(services: s => s
        .AddSingleton<ICapability>(slow)
        .Configure<ProtocolOptions>(o => o.InvokeLimit = limit));

    private static async Task<JsonElement> DialogAsync(Speaker who, string name, JsonObject data)
    {
        using var answer = await who.PostAsync(new JsonObject
        {
            ["type"] = "invoke",
            ["name"] = name,
            ["value"] = new JsonObject { ["data"] = data, ["context"] = new JsonObject { ["theme"] = "dark" } },
        });
        var body = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var task = JsonElement.Parse(body).GetProperty("task");
        Assert.True(task.GetProperty("type").GetString() == "continue", body);
        return task.GetProperty("value");
    }

    private static JsonObject Typed(CardSeen card, JsonElement action, params (string Input, string Value)[] typed) =>
        card.Data(action, typed.ToDictionary(t => t.Input, t => t.Value, StringComparer.Ordinal));

    private static async Task<JsonElement> SearchAsync(Speaker who, string value)
    {
        using var answer = await who.PostAsync(new JsonObject { ["type"] = "invoke", ["name"] = "application/search", ["value"] = JsonNode.Parse(value) });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync());
    }

    private sealed class Claim(Action<Routes> map) : ICapability
    {
        public string Name => "claim";

        public void Map(Routes routes) => map(routes);
    }

    /// <summary>Answers when it is told to.</summary>
    private sealed class Slow(string result) : ICapability
    {
        private readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "slow";

        public void GoOn() => goOn.SetResult();

        public void Map(Routes routes) => routes
            .Card("slow/text", FollowUpJson.Default.DraftForm, async (_, _, _) =>
            {
                await goOn.Task;
                return Reply.Say(Answer.Text(result));
            })
            .Card("slow/broken", FollowUpJson.Default.DraftForm, async (_, _, _) =>
            {
                await goOn.Task;
                throw new InvalidOperationException("a bug");
            })
            .Search("slow/things", (_, request, _) => request.Text == "throw"
                ? throw new InvalidOperationException("a bug")
                : Task.FromResult<IReadOnlyList<SearchHit>>(request.Text == "b" ? [new("b1", "1"), new("b2", "2")] : []))
            .Invoke("message/submitAction", (_, _, _) => Task.FromResult(InvokeResponse.Json(200, """{"heard":true}"""u8.ToArray())));
    }
}
