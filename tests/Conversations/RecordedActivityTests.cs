using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace CrmBot.Conversations.Tests;

/// <summary>Everything that channels were recorded to send, posted as it is to the whole bot.</summary>
public sealed class RecordedActivityTests
{
    [Fact]
    public async Task None_ends_in_a_5xx_and_the_bot_goes_on_talking()
    {
        await using var bot = await BotUnderTest.StartAsync();
        var files = Files();
        Assert.True(files.Count >= 15, "tests/Protocol/activities is not found.");
        foreach (var (name, file) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var activity = Read(file);
            activity["serviceUrl"] = bot.Teams.ServiceUrl;
            using var body = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json");
            using var answer = await bot.Http.PostAsync("/api/messages", body);

            var isInvoke = (string?)activity["type"] == "invoke";
            Assert.True(
                (int)answer.StatusCode < 500 || (isInvoke && answer.StatusCode == HttpStatusCode.NotImplemented && !IsClaimed(activity)),
                $"{name}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            Assert.True((int)answer.StatusCode is 200 or 202 or 501, $"{name}: {(int)answer.StatusCode}");

            Assert.True(await AnswersAsync(bot, activity), $"After {name} the bot had nothing to say.");
        }
    }

    /// <summary>The person of the recording, of the same tenant, asks for help in private.</summary>
    private static async Task<bool> AnswersAsync(BotUnderTest bot, JsonObject recorded)
    {
        var person = bot.As((string?)recorded["from"]?["id"] ?? "wm");
        var tenant = (string?)recorded["channelData"]?["tenant"]?["id"] ?? "demo";
        var help = new JsonObject
        {
            ["type"] = "message",
            ["text"] = "帮助",
            ["conversation"] = new JsonObject { ["id"] = person.Conversation, ["conversationType"] = "personal", ["tenantId"] = tenant },
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = tenant } },
        };
        if (recorded["from"] is { } from)
        {
            help["from"] = from.DeepClone();
        }

        return (await person.TellAsync(help)).Messages.Any(m => m.Read.Length > 0);
    }

    private static bool IsClaimed(JsonObject activity) => (string?)activity["name"] == "adaptiveCard/action";

    private static JsonObject Read(string file)
    {
        var recorded = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        return recorded["activity"]?.DeepClone().AsObject() ?? recorded;
    }

    /// <summary>Our own recordings, and others where they lie beside the repository.</summary>
    private static Dictionary<string, string> Files()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "CrmBot.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository: no folder above holds CrmBot.sln.");
        }

        string[] folders = [Path.Combine(root.FullName, "tests", "Protocol", "activities"), Path.Combine(root.Parent!.FullName, "shared", "samples", "activities")];
        return folders.Where(Directory.Exists).SelectMany(f => Directory.EnumerateFiles(f, "*.json"))
            .ToDictionary(f => $"{Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(f)))}/{Path.GetFileNameWithoutExtension(f)}", f => f, StringComparer.Ordinal);
    }
}
