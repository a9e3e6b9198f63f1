using System.Text.Json.Nodes;

namespace CrmBot.Conversations.Tests;

/// <summary>Someone the company does not list yet.</summary>
public sealed class FirstContactTests
{
    [Fact]
    public async Task A_newcomer_is_a_rep_and_gets_name_language_and_zone_from_the_first_message_that_tells_them()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var jane = bot.As("jane");
        var welcome = await jane.TellAsync(new JsonObject
        {
            ["type"] = "installationUpdate",
            ["action"] = "add",
            ["from"] = new JsonObject { ["id"] = "29:jane", ["aadObjectId"] = "jane" }, // as Teams sends it: without a name
            ["locale"] = "",
        });
        jane.Reads(welcome, "你好");
        Assert.DoesNotMatch("你好,[a-z0-9]{16}", welcome.Read);

        var help = await jane.TellAsync(new JsonObject
        {
            ["type"] = "message",
            ["text"] = "new customer Wingtip",
            ["from"] = new JsonObject { ["id"] = "29:jane", ["name"] = "Jane Doe", ["aadObjectId"] = "jane" },
            ["locale"] = "en-GB",
            ["localTimezone"] = "America/New_York",
        });
        jane.Reads(help, "New customer");

        var created = await jane.PressesAsync(help.NewCard, "Create");
        jane.Reads(created, "Jane Doe", "Wingtip");
        var form = (await jane.PressesAsync(created.Card, "Record")).NewCard;
        var receipt = await jane.PressesAsync(
            form, "Submit", ("channel", "Call"), ("summary", "They want a trial for 20 users in October"), ("nextStep", "send trial link"), ("nextOn", "2025-09-12"));
        jane.Reads(receipt, "Fri 12 Sep 09:00");
        await bot.UntilAsync("2025-09-12T08:59:00-04:00");
        await FilingTests.DrainAsync(bot, jane);
        await bot.UntilAsync("2025-09-12T09:00:00-04:00");
        Assert.Contains("send trial link", (await jane.HearsAsync()).Read, StringComparison.Ordinal);
    }
}
