using System.Text.Json.Nodes;
using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.DependencyInjection;

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

    [Fact]
    public async Task Who_was_imported_by_mail_is_known_at_the_first_word_because_the_roster_tells_the_mail()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var people = bot.Services.GetRequiredService<PeopleStore>();
        var imported = new Person("p77", "Zoe Chan", null, [], Role.Rep, "International", "hw", "Europe/London", "en-US");
        await people.ImportAsync("demo", [(imported, ["Zoe.Chan@example.test"])], default);
        const string Id = "5b7b2a0e-2c6f-4c55-9d0b-0d6e6f1e2a33";
        bot.Teams.Members[Id] = new { id = "29:zoe", name = "Zoe", objectId = Id, email = "zoe.chan@EXAMPLE.test", userPrincipalName = "zchan@example.test", userRole = "user" };

        var zoe = bot.As("zoe");
        await zoe.TellAsync(Said("29:zoe", Id, "hello"));
        zoe.Reads(await zoe.TellAsync(Said("29:zoe", Id, "help")), "What I can do");
        Assert.Equal("p77", await people.IdOfAsync("demo", Id, default));
        Assert.Equal("p77", await people.IdOfAsync("demo", "zchan@example.test", default));
        Assert.Equal("Zoe Chan", (await people.GetAsync("demo", "p77", default))!.Name);
        Assert.Equal([Id], bot.Teams.Asked);
    }

    [Fact]
    public async Task A_guest_and_somebody_the_roster_does_not_know_are_newcomers()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var people = bot.Services.GetRequiredService<PeopleStore>();
        await people.ImportAsync("demo", [(new Person("p78", "Kim", null, [], Role.Rep, null, "hw", "Europe/London", "en-US"), ["kim@example.test"])], default);
        bot.Teams.Members["guest-id"] = new { id = "29:kim", objectId = "guest-id", email = "kim@example.test", userRole = "guest" };

        await bot.As("kim").TellAsync(Said("29:kim", "guest-id", "help"));
        await bot.As("lee").TellAsync(Said("29:lee", "unknown-id", "help"));
        var guest = await people.IdOfAsync("demo", "guest-id", default);
        Assert.NotNull(guest);
        Assert.NotEqual("p78", guest);
        Assert.NotNull(await people.IdOfAsync("demo", "unknown-id", default));
        Assert.Equal("p78", await people.IdOfAsync("demo", "kim@example.test", default));
    }

    [Fact]
    public async Task A_newcomer_s_mail_is_kept_so_that_a_file_of_people_finds_them()
    {
        await using var bot = await BotUnderTest.StartAsync();
        await using var host = await FileHost.StartAsync();
        bot.Teams.Members["new-id"] = new { id = "29:ana", objectId = "new-id", userPrincipalName = "ana@example.test" };
        await bot.As("ana").TellAsync(Said("29:ana", "new-id", "help"));
        var admin = await bot.MeetAsync("admin");
        admin.Reads(await admin.SendsAsync(host, "p.csv", MovingFiles.Csv("mail,name,role,manager", "ana@example.test,Ana Ruiz,rep,Helen Wu")), "新增 0 人,修改 1 人");
    }

    private static JsonObject Said(string id, string directoryId, string text) => new()
    {
        ["type"] = "message",
        ["text"] = text,
        ["from"] = new JsonObject { ["id"] = id, ["name"] = "Somebody", ["aadObjectId"] = directoryId },
        ["locale"] = "en-GB",
    };
}
