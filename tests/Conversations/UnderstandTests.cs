using System.Net.Http.Json;
using System.Text.Json;

namespace CrmBot.Conversations.Tests;

/// <summary>What a sentence means, asked over HTTP.</summary>
public sealed class UnderstandTests
{
    [Fact]
    public async Task A_statement_comes_apart_into_its_fields_with_the_words_they_came_from()
    {
        await using var bot = await BotUnderTest.StartAsync();

        var read = await AskAsync(bot, "wm", "2025-09-10T17:40", "刚给华东精密的张总打完电话,他们三季度想上两条自动化产线,嫌我们报价比对手高8%,我下周三前给一版分期方案。张总儿子今年考上浙大了");

        Assert.Equal(("capture", "C001", "call", "张总"), (Text(read, "kind"), Text(read, "customer"), Text(read, "channel"), Text(read, "contact")));
        Assert.Equal(("两条自动化产线", "报价比对手高8%"), (Text(read, "need"), Text(read, "objection")));
        Assert.Equal(JsonValueKind.Null, read.GetProperty("status").ValueKind);
        var step = Assert.Single(read.GetProperty("next_steps").EnumerateArray());
        Assert.Equal(("给一版分期方案", "wm", "2025-09-17", "us"), (Text(step, "text"), Text(step, "owner"), Text(step, "due"), Text(step, "by")));
        Assert.Equal("child_exam", Text(Assert.Single(read.GetProperty("personal_moments").EnumerateArray()), "kind"));
        Assert.Equal("下周三前", Text(read.GetProperty("why"), "due"));
    }

    [Fact]
    public async Task Two_customers_of_one_name_are_asked_about_and_a_promise_of_theirs_is_theirs()
    {
        await using var bot = await BotUnderTest.StartAsync();

        var read = await AskAsync(bot, "hw", "2025-09-10", "Spoke to BlueSea on the phone, they will confirm the order by Friday");

        Assert.Equal("ASK", Text(read, "customer"));
        Assert.Equal(["C002", "C003"], read.GetProperty("customer_candidates").EnumerateArray().Select(c => c.GetString()!).Order(StringComparer.Ordinal));
        var step = Assert.Single(read.GetProperty("next_steps").EnumerateArray());
        Assert.Equal(("customer", "2025-09-12", "customer"), (Text(step, "owner"), Text(step, "due"), Text(step, "by")));
    }

    [Fact]
    public async Task A_question_and_a_command_are_intents_with_ids_and_days()
    {
        await using var bot = await BotUnderTest.StartAsync();

        var asked = await AskAsync(bot, "lq", "2025-09-10", "蓝海怎么样了");
        Assert.Equal(("intent", "customer_status", "C002"), (Text(asked, "kind"), Text(asked, "intent"), Text(asked.GetProperty("slots"), "customer")));

        var both = await AskAsync(bot, "ly", "2025-09-10", "蓝海怎么样了");
        Assert.Equal(("clarify", 2), (Text(both, "intent"), both.GetProperty("slots").GetProperty("customer_candidates").GetArrayLength()));

        var later = await AskAsync(bot, "tb", "2025-09-10", "snooze all till Monday");
        Assert.Equal("remind_snooze", Text(later, "intent"));

        var left = await AskAsync(bot, "hw", "2025-09-10", "which A accounts haven't been touched in 30 days");
        Assert.Equal(("gap_alerts", "A", 30), (Text(left, "intent"), Text(left.GetProperty("slots"), "tier"), left.GetProperty("slots").GetProperty("days").GetInt32()));

        Assert.Equal("unknown", Text(await AskAsync(bot, "wm", "2025-09-10", "咕噜咕噜"), "intent"));
    }

    [Fact]
    public async Task Who_or_when_that_cannot_be_read_is_said()
    {
        await using var bot = await BotUnderTest.StartAsync();
        foreach (var (speaker, now) in new[] { ("nobody", "2025-09-10"), ("wm", "soon") })
        {
            using var answer = await bot.Http.PostAsJsonAsync("/dev/understand", new { speaker, now, text = "x" });
            Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    private static async Task<JsonElement> AskAsync(BotUnderTest bot, string speaker, string now, string text)
    {
        using var answer = await bot.Http.PostAsJsonAsync("/dev/understand", new { speaker, now, text });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();
}
