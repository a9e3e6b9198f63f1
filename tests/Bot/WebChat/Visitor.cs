using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace CrmBot.Bot.Tests.WebChat;

internal static class Json
{
    public static StringContent Body(JsonNode body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    public static async Task<JsonObject> ReadAsync(HttpResponseMessage response) =>
        (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
}

/// <summary>A Direct Line client: one person in one browser.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly HttpClient _http;

    private Visitor(HttpClient http, string conversation)
    {
        _http = http;
        Conversation = conversation;
    }

    public string Conversation { get; }

    public HttpStatusCode Started { get; private set; }

    public Uri Stream { get; private set; } = null!;

    public HttpClient Http => _http;

    public static async Task<Visitor> ArriveAsync(ChatApp app, string person = "wm", string name = "王敏", bool start = true)
    {
        var http = new HttpClient { BaseAddress = new Uri(app.Address, "/v3/directline/") };
        using var generated = await http.PostAsync("tokens/generate", Json.Body(new JsonObject
        {
            ["user"] = new JsonObject { ["id"] = person, ["name"] = name },
            ["locale"] = "zh-CN",
            ["localTimezone"] = "Asia/Shanghai",
        }));
        Assert.Equal(HttpStatusCode.OK, generated.StatusCode);
        var token = await Json.ReadAsync(generated);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)token["token"]!);
        var visitor = new Visitor(http, (string)token["conversationId"]!);
        if (start)
        {
            using var started = await http.PostAsync("conversations", Json.Body(new JsonObject { ["user"] = new JsonObject { ["id"] = person }, ["locale"] = "zh-CN" }));
            visitor.Started = started.StatusCode;
            visitor.Stream = new Uri((string)(await Json.ReadAsync(started))["streamUrl"]!);
        }

        return visitor;
    }

    public async Task<HttpResponseMessage> SayAsync(string text, string clientActivityId, string? retryOf = null) => await PostAsync(new JsonObject
    {
        ["type"] = "message",
        ["text"] = text,
        ["from"] = new JsonObject { ["id"] = "somebody-else" },
        ["localTimezone"] = "Europe/Paris",
        ["channelData"] = new JsonObject { ["clientActivityID"] = clientActivityId, ["retryOf"] = retryOf },
    });

    public Task<HttpResponseMessage> PostAsync(JsonObject activity) => _http.PostAsync($"conversations/{Conversation}/activities", Json.Body(activity));

    /// <summary>A page of activities and where to go on.</summary>
    public async Task<(IReadOnlyList<JsonObject> Activities, string Watermark)> PollAsync(string? watermark = null)
    {
        using var response = await _http.GetAsync($"conversations/{Conversation}/activities?watermark={watermark}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var set = await Json.ReadAsync(response);
        return ([.. set["activities"]!.AsArray().Select(a => (JsonObject)a!)], (string)set["watermark"]!);
    }

    public async Task<IReadOnlyList<string?>> TextsAsync() => [.. (await PollAsync()).Activities.Select(a => (string?)a["text"])];

    public async Task<ClientWebSocket> ListenAsync()
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(Stream, CancellationToken.None);
        return socket;
    }

    /// <summary>The next frame that holds activities.</summary>
    public static async Task<IReadOnlyList<JsonObject>> HearAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer, patience.Token);
            Assert.True(read.EndOfMessage);
            if (read.Count > 0)
            {
                return [.. JsonNode.Parse(buffer.AsSpan(0, read.Count))!["activities"]!.AsArray().Select(a => (JsonObject)a!)];
            }
        }
    }

    public void Dispose() => _http.Dispose();
}
