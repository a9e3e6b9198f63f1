using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrmBot.Conversations.Tests;

/// <summary>Content of a customer stays with those who may see it, whatever is pressed and wherever.</summary>
public sealed class SightTests
{
    [Theory]
    [InlineData("三季度想上两条自动化产线,嫌报价高", "Call")]
    [InlineData("已联系", "Call")] // thin: the coach would speak
    [InlineData("三季度想上两条自动化产线,嫌报价高", "Telepathy")] // at fault
    public async Task A_forged_customer_shows_its_owner_and_no_stage(string summary, string channel)
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var form = (await wm.SaysAsync("写总结")).NewCard;

        var back = await wm.PressesAsync(form, "提交", ("customer", "C012"), ("channel", channel), ("summary", summary));

        wm.Reads(back, "由 张伟 负责");
        Assert.DoesNotContain("成交期", back.Read, StringComparison.Ordinal);
        Assert.DoesNotContain("A 类", back.Read, StringComparison.Ordinal);
        Assert.Equal(summary, back.Card.Input("summary"));
        wm.Reads(await wm.PressesAsync(back.Card, "提交", [("customer", "C001"), .. FilingTests.Good]), "已保存", "华东精密机械有限公司");
    }

    [Fact]
    public async Task Not_mine_is_for_the_one_whose_step_it_is()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var ly = await bot.MeetAsync("ly");
        var row = (await wm.SaysAsync("今天要跟谁")).NewCard.Row("宏达");
        var seen = await ly.ExecuteAsync("reminders/show", JsonNode.Parse(row.GetProperty("data").GetRawText())!.AsObject());

        // The button is not on the card of somebody else's step, and pressed all the same it does nothing.
        Assert.DoesNotContain("不是我的", seen.NewCard.Read, StringComparison.Ordinal);
        var data = seen.NewCard.Data(seen.NewCard.Button("完成"), new Dictionary<string, string>(StringComparer.Ordinal));
        ly.Reads(await ly.ExecuteAsync("reminders/not-mine", data), "这件事是 王敏 的");

        wm.Reads(await wm.SaysAsync("今天要跟谁"), "宏达");
    }

    [Fact]
    public async Task Someone_elses_reminder_is_closed_on_the_card_that_was_pressed()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var due = await ReminderTests.DueAsync(bot, wm);
        await wm.PressesAsync(due, "不是我的");

        // A client that does not say which message was pressed still gets its answer.
        var data = due.Data(due.Button("完成"), new Dictionary<string, string>(StringComparer.Ordinal));
        data.Remove("card");
        var late = await bot.As("zw").ExecuteAsync("reminders/done", data);

        Assert.Contains("这件事是 刘洋 的", late.InPlace!.Read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_button_pressed_in_a_group_is_answered_in_private()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var wm = await bot.MeetAsync("wm");
        var before = bot.Teams.Count;

        using var answer = await wm.PostAsync(new JsonObject
        {
            ["type"] = "invoke",
            ["name"] = "adaptiveCard/action",
            ["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "customers/show", ["data"] = new JsonObject { ["customer"] = "C001" } } },
            ["conversation"] = new JsonObject { ["id"] = "19:group@thread.v2", ["isGroup"] = true, ["conversationType"] = "groupChat", ["tenantId"] = "demo" },
        });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Contains("私聊", body.RootElement.GetProperty("value").GetString(), StringComparison.Ordinal);
        Assert.Empty(bot.Teams.To("19:group@thread.v2", before));
        Assert.Contains("华东精密机械有限公司", Assert.Single(bot.Teams.To(wm.Conversation, before)).Read, StringComparison.Ordinal);
    }
}
