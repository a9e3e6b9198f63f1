using System.Net;
using System.Text.Json.Nodes;

namespace CrmBot.Conversations.Tests;

/// <summary>Whatever comes, each gets its own answer in the person's language, nothing is lost, and nothing is a 5xx.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("wm", "这个按钮我不认识")]
    [InlineData("tb", "I do not know this button")]
    public async Task An_unknown_verb(string who, string answer)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var person = await bot.MeetAsync(who);

        person.Reads(await person.ExecuteAsync("deals/save", new JsonObject { ["name"] = "远山" }), answer);
        person.Reads(await person.TellAsync(new JsonObject { ["type"] = "message", ["value"] = new JsonObject { ["verb"] = "nothing" } }), answer);
    }

    [Fact]
    public async Task A_submission_without_a_customer_keeps_the_text()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("写总结")).NewCard;

        var back = await wm.PressesAsync(form, "提交", ("channel", "Call"), ("summary", "三季度想上两条自动化产线,嫌报价高"));

        wm.Reads(back, "请选择客户");
        Assert.Equal("三季度想上两条自动化产线,嫌报价高", back.Card.Input("summary"));
        wm.Reads(await wm.PressesAsync(back.Card, "提交", ("customer", "C001"), ("nextStep", "给方案"), ("nextOn", "2025-09-17")), "已保存", "华东精密机械有限公司");
    }

    [Fact]
    public async Task A_customer_that_is_gone_keeps_the_text_for_another()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("写总结")).NewCard;

        var back = await wm.PressesAsync(form, "提交", ("customer", "C999"), ("channel", "Call"), ("summary", "谈了两条产线"));

        wm.Reads(back, "这个客户已经不在了。你写的内容还在");
        Assert.Equal("谈了两条产线", back.Card.Input("summary"));
        wm.Reads(await wm.ExecuteAsync("customers/show", new JsonObject { ["customer"] = "C999" }), "这个客户已经不在了");
        wm.Reads(await wm.ExecuteAsync("reminders/done", new JsonObject { ["customer"] = "C999", ["step"] = "s", ["ver"] = "1" }), "这件事已经不在了");
    }

    [Fact]
    public async Task Another_persons_form_files_nothing_and_hands_the_text_back()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var zw = await bot.MeetAsync("zw");
        var form = (await wm.SaysAsync("跟进 华东精密")).NewCard;

        var back = await zw.PressesAsync(form, "提交", FilingTests.Good);

        zw.Reads(back, "不是发给你的");
        Assert.DoesNotContain("华东精密", back.NewCard.Read, StringComparison.Ordinal);
        Assert.Equal(FilingTests.Good[2].Item2, back.NewCard.Input("summary"));
        wm.Reads(await wm.PressesAsync(form, "提交", FilingTests.Good), "已保存");
    }

    [Fact]
    public async Task A_customer_out_of_sight_cannot_be_filed_on_even_with_a_forged_id()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        wm.Reads(await wm.SaysAsync("跟进 安泰"), "由 张伟 负责");
        var form = (await wm.SaysAsync("写总结")).NewCard;

        var back = await wm.PressesAsync(form, "提交", [("customer", "C012"), .. FilingTests.Good]);

        wm.Reads(back, "由 张伟 负责");
        Assert.Equal(FilingTests.Good[2].Item2, back.Card.Input("summary"));
        wm.Reads(await wm.ExecuteAsync("customers/show", new JsonObject { ["customer"] = "C012" }), "由 张伟 负责");
    }

    [Fact]
    public async Task A_wrong_field_is_named_and_the_rest_stays()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var cj = bot.As("cj");
        (string Field, string Value, string Answer)[] rows =
        [
            ("channel", "Telepathy", "请选择联系方式"),
            ("contactedOn", "2025-09-11", "联系日期不能晚于今天"),
            ("contactedOn", "gestern", "联系日期看不懂"),
            ("nextOn", "2025-09-09", "下一步的日期不能早于今天"),
            ("nextOn", "2999-01-01", "下一步的日期太远了"),
            ("nextOn", "", "下一步还差日期"),
            ("nextStep", "", "选了日期,还差下一步做什么"),
            ("nextStep", new string('长', 201), "单行内容最多 200 字"),
            ("summary", "", "请写一句谈了什么"),
            ("summary", new string('长', 4001), "总结最多 4000 字"),
        ];
        foreach (var (field, value, answer) in rows)
        {
            var form = (await cj.SaysAsync("跟进 优品")).NewCard;
            var typed = FilingTests.Good.Select(g => g.Item1 == field ? (field, value) : g).Append((field, value)).DistinctBy(g => g.Item1).ToArray();

            var back = await cj.PressesAsync(form, "提交", typed);

            cj.Reads(back, answer);
            Assert.All(typed, t => Assert.Equal(t.Item2, back.Card.Input(t.Item1)));
        }
    }

    [Fact]
    public async Task An_activity_that_says_nothing_is_answered()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var cj = bot.As("cj");
        (string Activity, string Answer)[] rows =
        [
            ("""{"type":"<custom-activity-type>"}""", "这类消息我看不懂"),
            ("""{"type":"message","value":{"action":"saveDeal","urgent":"false"}}""", "这类消息我看不懂"),
            ("""{"type":"message","text":""}""", "我现在只看得懂文字"),
            ("""{"type":"message","attachments":[{"contentType":"image/png","contentUrl":"https://x/y.png"}]}""", "我现在只看得懂文字"),
            ("""{"type":"message","value":{"verb":"follow-ups/submit","draft":{"not":"text"},"summary":["x"]}}""", "这张新表单"),
            ("""{"type":"message","value":{"verb":"follow-ups/edit","customer":"a/b#?\\","followUp":7}}""", "这个客户已经不在了"),
            ("""{"type":"message","value":{"verb":"reminders/done"}}""", "这件事已经不在了"),
            ("""{"type":"message","value":{"verb":"customers/submit"}}""", "这张新表单"),
        ];
        foreach (var (activity, answer) in rows)
        {
            cj.Reads(await cj.TellAsync(JsonNode.Parse(activity)!.AsObject()), answer);
        }
    }

    [Fact]
    public async Task What_nobody_said_to_us_is_taken_in_silence()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        string[] rows =
        [
            """{"type":"typing"}""",
            """{"type":"messageReaction","reactionsAdded":[{"type":"like"}]}""",
            """{"type":"messageUpdate","text":"改了"}""",
            """{"type":"event","name":"application/vnd.microsoft.readReceipt"}""",
            """{"type":"conversationUpdate","channelData":{"eventType":"channelRenamed","tenant":{"id":"demo"}}}""",
            """{"type":"installationUpdate","action":"remove"}""",
        ];
        foreach (var activity in rows)
        {
            Assert.Empty((await wm.TellAsync(JsonNode.Parse(activity)!.AsObject())).Messages);
        }
    }

    [Fact]
    public async Task An_invoke_that_no_capability_claims_is_501()
    {
        await using var bot = await BotUnderTest.StartAsync();

        using var answer = await bot.As("wm").PostAsync(new JsonObject { ["type"] = "invoke", ["name"] = "composeExtension/query", ["value"] = new JsonObject() });

        Assert.Equal(HttpStatusCode.NotImplemented, answer.StatusCode);
    }

    [Fact]
    public async Task In_a_group_no_customer_is_named_and_the_answer_comes_in_private()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var before = bot.Teams.Count;

        using var answer = await wm.PostAsync(new JsonObject
        {
            ["type"] = "message",
            ["text"] = "<at>CrmBot</at> 华东精密怎么样",
            ["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["text"] = "<at>CrmBot</at>", ["mentioned"] = new JsonObject { ["id"] = "28:bot" } }),
            ["conversation"] = new JsonObject { ["id"] = "19:group@thread.v2", ["isGroup"] = true, ["conversationType"] = "groupChat", ["tenantId"] = "demo" },
        });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var group = Assert.Single(bot.Teams.To("19:group@thread.v2", before));
        Assert.DoesNotContain("华东精密", group.Read, StringComparison.Ordinal);
        Assert.Contains("华东精密机械有限公司", Assert.Single(bot.Teams.To(wm.Conversation, before)).Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tenants_are_walls()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var stranger = bot.As("wm");

        var answer = await stranger.TellAsync(new JsonObject
        {
            ["type"] = "message",
            ["text"] = "华东精密怎么样",
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = "another" } },
        });

        stranger.Reads(answer, "没有找到“华东精密”");
    }
}
