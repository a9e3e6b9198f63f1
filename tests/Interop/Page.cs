using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace CrmBot.Interop.Tests;

/// <summary>A Direct Line client: one person in one browser.</summary>
internal sealed class Page : IDisposable
{
    private readonly HttpClient _http;
    private readonly ClientWebSocket _socket = new();
    private readonly List<JsonObject> _seen = [];

    private Page(HttpClient http, string conversation) => (_http, Conversation) = (http, conversation);

    public string Conversation { get; }

    /// <summary>Takes a token; the bot does not hear of it.</summary>
    public static async Task<Page> OpenAsync(Uri address, string person, string name)
    {
        var http = new HttpClient { BaseAddress = new Uri(address, "/v3/directline/") };
        using var generated = await http.PostAsync("tokens/generate", Json.Body(new JsonObject
        {
            ["user"] = new JsonObject { ["id"] = person, ["name"] = name },
            ["locale"] = "zh-CN",
            ["localTimezone"] = "Asia/Shanghai",
        }));
        var token = await Json.ReadAsync(generated);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)token["token"]!);
        return new Page(http, (string)token["conversationId"]!);
    }

    /// <summary>Takes a token, starts the conversation, and listens.</summary>
    public static async Task<Page> ArriveAsync(Uri address, string person, string name)
    {
        var page = await OpenAsync(address, person, name);
        using var started = await page._http.PostAsync("conversations", Json.Body(new JsonObject { ["user"] = new JsonObject { ["id"] = person } }));
        await page._socket.ConnectAsync(new Uri((string)(await Json.ReadAsync(started))["streamUrl"]!), CancellationToken.None);
        return page;
    }

    public Task<HttpResponseMessage> PostAsync(JsonObject activity) => _http.PostAsync($"conversations/{Conversation}/activities", Json.Body(activity));

    /// <summary>The id the channel gave to what was said.</summary>
    public async Task<string> SayAsync(JsonObject activity)
    {
        using var answer = await PostAsync(activity);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{(int)answer.StatusCode} {body}");
        return (string)JsonNode.Parse(body)!["id"]!;
    }

    public Task<string> SayAsync(string text) => SayAsync(new JsonObject { ["type"] = "message", ["text"] = text });

    /// <summary>All that was said, as someone reads it who comes now.</summary>
    public async Task<IReadOnlyList<JsonObject>> HistoryAsync()
    {
        using var answer = await _http.GetAsync($"conversations/{Conversation}/activities?watermark=0");
        return [.. (await Json.ReadAsync(answer))["activities"]!.AsArray().Select(a => (JsonObject)a!)];
    }

    /// <summary>The first activity of the stream that fits, seen already or still to come.</summary>
    public async Task<JsonObject> SeesAsync(Func<JsonObject, bool> fits)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        var read = 0;
        var buffer = new byte[256 * 1024];
        while (true)
        {
            for (; read < _seen.Count; read++)
            {
                if (fits(_seen[read]))
                {
                    return _seen[read];
                }
            }

            var length = 0;
            ValueWebSocketReceiveResult part;
            try
            {
                do
                {
                    part = await _socket.ReceiveAsync(buffer.AsMemory(length), patience.Token);
                    length += part.Count;
                }
                while (!part.EndOfMessage);
            }
            catch (OperationCanceledException e)
            {
                throw new Xunit.Sdk.XunitException($"It was not seen. There was:\n{string.Join('\n', _seen.Select(a => a.ToJsonString()))}", e);
            }

            if (length > 0)
            {
                _seen.AddRange(JsonNode.Parse(buffer.AsSpan(0, length))!["activities"]!.AsArray().Select(a => (JsonObject)a!));
            }
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _http.Dispose();
    }
}

internal static class Json
{
    public static StringContent Body(JsonNode body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    public static async Task<JsonObject> ReadAsync(HttpResponseMessage response) => (JsonObject)JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

    /// <summary>Every member that was said has arrived with the value it had.</summary>
    public static void Arrived(JsonObject said, JsonObject arrived)
    {
        foreach (var (name, value) in said)
        {
            Assert.True(JsonNode.DeepEquals(value, arrived[name]), $"{name} was {value?.ToJsonString()} and arrived as {arrived[name]?.ToJsonString()}");
        }
    }
}
