using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrmBot.Conversations.Tests;

/// <summary>What came back of one thing said or pressed.</summary>
internal sealed record Heard(CardSeen? InPlace, string Toast, IReadOnlyList<Sent> Messages)
{
    /// <summary>The card in front of the person: the one put in place, else the last one sent.</summary>
    public CardSeen Card => InPlace ?? Messages.Select(m => m.Card).LastOrDefault(c => c is not null)
        ?? throw new Xunit.Sdk.XunitException($"No card came, but: {Read}");

    public CardSeen NewCard => Messages.Where(m => !m.Update).Select(m => m.Card).LastOrDefault(c => c is not null)
        ?? throw new Xunit.Sdk.XunitException($"No new card came, but: {Read}");

    public string Read => string.Join('\n', new[] { InPlace?.Read, Toast }.Concat(Messages.Select(m => m.Read)).Where(t => !string.IsNullOrEmpty(t)));
}

/// <summary>A running bot with its faked far side.</summary>
internal interface IBotSide
{
    FakeTeams Teams { get; }

    HttpClient Http { get; }
}

/// <summary>A person in a 1:1 chat: says, sees, presses, waits. Keeps the transcript, and shows it when an expectation fails.</summary>
internal sealed class Speaker(IBotSide bot, string id, string locale)
{
    // One for all: a channel never gives an id twice in a conversation, whoever plays the person.
    private static int sequence;

    private readonly StringBuilder transcript = new();
    private int heard;

    public string Conversation { get; init; } = $"a:{id}";

    public string Tenant { get; init; } = "demo";

    public string Id => id;

    public async Task<Heard> SaysAsync(string text)
    {
        transcript.AppendLine($"{id}: {text}");
        return await TellAsync(new JsonObject { ["type"] = "message", ["text"] = text, ["textFormat"] = "plain" });
    }

    /// <summary>Presses a button of a card as Teams does, with what was typed into its inputs.</summary>
    public Task<Heard> PressesAsync(CardSeen card, string title, params (string Input, string Value)[] typed) =>
        ExecuteAsync(card, card.Button(title), typed);

    public Task<Heard> PressesRowAsync(CardSeen card, string containing) => ExecuteAsync(card, card.Row(containing), []);

    public async Task<Heard> ExecuteAsync(CardSeen card, JsonElement action, params (string Input, string Value)[] typed)
    {
        var data = card.Data(action, typed.ToDictionary(t => t.Input, t => t.Value, StringComparer.Ordinal));
        return await ExecuteAsync(action.GetProperty("verb").GetString()!, data, card.ActivityId);
    }

    public async Task<Heard> ExecuteAsync(string verb, JsonObject data, string? cardActivity = null)
    {
        transcript.AppendLine($"{id}: [{verb}] {data.ToJsonString(Readable)}");
        return await TellAsync(new JsonObject
        {
            ["type"] = "invoke",
            ["name"] = "adaptiveCard/action",
            ["replyToId"] = cardActivity,
            ["value"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = data.DeepClone() }, ["trigger"] = "manual" },
        });
    }

    /// <summary>Waits for something the bot says by itself.</summary>
    public async Task<Sent> HearsAsync()
    {
        for (var waited = 0; waited < 600; waited++)
        {
            if (bot.Teams.To(Conversation, heard) is [var first, ..])
            {
                heard = first.Order;
                transcript.AppendLine($"bot: {first.Read}");
                return first;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        throw new Xunit.Sdk.XunitException($"{id} heard nothing.\n{transcript}");
    }

    /// <summary>Waits until this is read: in what was just heard, or in what the bot says by itself after it.</summary>
    public async Task ReadsSoonAsync(Heard heard, string part)
    {
        for (var read = heard.Read; !read.Contains(part, StringComparison.Ordinal); read = (await HearsAsync()).Read)
        {
        }
    }

    /// <summary>Gives the bot time to say what it must not say, then fails if it did.</summary>
    public async Task HearsNothingAsync()
    {
        await Task.Delay(TimeSpan.FromMilliseconds(1500), TimeProvider.System);
        if (bot.Teams.To(Conversation, heard) is [var first, ..])
        {
            throw new Xunit.Sdk.XunitException($"{id} heard: {first.Read}\n{transcript}");
        }
    }

    /// <summary>Sends any activity as this person.</summary>
    public async Task<Heard> TellAsync(JsonObject activity)
    {
        heard = bot.Teams.Count;
        using var answer = await PostAsync(activity);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{(int)answer.StatusCode} {body}\n{transcript}");
        var messages = bot.Teams.To(Conversation, heard);
        heard = messages.Count > 0 ? messages[^1].Order : heard;
        var (inPlace, toast) = activity["type"]!.GetValue<string>() == "invoke" ? InvokeAnswer(body, activity["replyToId"]?.GetValue<string>()) : (null, "");
        var result = new Heard(inPlace, toast, messages);
        transcript.AppendLine($"bot: {result.Read}");
        return result;
    }

    public async Task<HttpResponseMessage> PostAsync(JsonObject activity)
    {
        var all = activity.DeepClone().AsObject();
        all["id"] ??= $"{id}-{Interlocked.Increment(ref sequence)}";
        all["channelId"] ??= "msteams";
        all["serviceUrl"] ??= bot.Teams.ServiceUrl;
        all["from"] ??= new JsonObject { ["id"] = $"29:{id}", ["name"] = id, ["aadObjectId"] = id };
        all["recipient"] ??= new JsonObject { ["id"] = "28:bot", ["name"] = "CrmBot" };
        all["conversation"] ??= new JsonObject { ["id"] = Conversation, ["conversationType"] = "personal", ["tenantId"] = Tenant };
        all["channelData"] ??= new JsonObject { ["tenant"] = new JsonObject { ["id"] = Tenant } };
        all["locale"] ??= locale;
        return await bot.Http.PostAsJsonAsync("/api/messages", all);
    }

    /// <summary>Leaves out what came until now.</summary>
    public void SkipTo(int count) => heard = count;

    public void Expect(bool condition, string what) => Assert.True(condition, $"{what}\n--- transcript ---\n{transcript}");

    public void Reads(Heard heard, params string[] all)
    {
        foreach (var part in all)
        {
            Expect(heard.Read.Contains(part, StringComparison.Ordinal), $"expected to read: {part}");
        }
    }

    private static (CardSeen?, string) InvokeAnswer(string body, string? activityId)
    {
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        var value = root.GetProperty("value");
        return root.GetProperty("type").GetString() switch
        {
            "application/vnd.microsoft.card.adaptive" => (new CardSeen(activityId ?? "", value.Clone()), ""),
            "application/vnd.microsoft.activity.message" => (null, value.GetString() ?? ""),
            _ => (null, value.GetRawText()),
        };
    }

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
