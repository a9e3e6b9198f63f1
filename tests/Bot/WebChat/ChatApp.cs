using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using CrmBot.Bot.WebChat;
using CrmBot.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmBot.Bot.Tests.WebChat;

/// <summary>The page with a bot at the other end that repeats what it hears, both on one real socket.</summary>
internal sealed class ChatApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SqliteTables _tables;

    private ChatApp(WebApplication app, SqliteTables tables)
    {
        _app = app;
        _tables = tables;
    }

    /// <summary>A request that claims to come from here.</summary>
    public const string RemoteHeader = "x-test-remote";

    public ConcurrentQueue<JsonObject> Heard { get; } = new();

    /// <summary>What the bot answers to the next posts; 200 when it is set to that.</summary>
    public int BotStatus { get; set; } = 200;

    /// <summary>What the bot does with a message before it answers.</summary>
    public Func<JsonObject, Task>? Hearing { get; set; }

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public IServiceProvider Services => _app.Services;

    public IEnumerable<JsonObject> HeardOf(string type) => Heard.Where(a => (string?)a["type"] == type);

    public static async Task<ChatApp> StartAsync(string database, TimeProvider? time = null, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var tables = SqliteTables.Open(database);
        builder.Services.AddSingleton<ITables>(tables).AddSingleton(time ?? TimeProvider.System).AddWebChat();

        var app = builder.Build();
        var chat = new ChatApp(app, tables);
        app.Use((context, next) =>
        {
            if (context.Request.Headers[RemoteHeader].ToString() is { Length: > 0 } remote)
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(remote);
            }

            return next(context);
        });
        app.MapWebChat();
        app.MapPost("/api/messages", chat.HearAsync);
        await app.StartAsync();
        return chat;
    }

    /// <summary>The connector as the bot sees it.</summary>
    public HttpClient Connector() => new() { BaseAddress = new Uri(Address, "/web/connector/v3/") };

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _tables.DisposeAsync();
    }

    private async Task HearAsync(HttpContext context)
    {
        var activity = (JsonObject)(await JsonNode.ParseAsync(context.Request.Body))!;
        Heard.Enqueue(activity);
        if (Hearing is { } hearing && (string?)activity["type"] == "message")
        {
            await hearing(activity);
        }

        if (BotStatus == 200 && (string?)activity["text"] is { } text)
        {
            using var http = new HttpClient();
            var conversation = (string)activity["conversation"]!["id"]!;
            var to = Uri.EscapeDataString((string)activity["id"]!);
            using var sent = await http.PostAsync(
                new Uri($"{activity["serviceUrl"]}/v3/conversations/{conversation}/activities/{to}"),
                Json.Body(new JsonObject { ["type"] = "message", ["text"] = "echo " + text }));
            sent.EnsureSuccessStatusCode();
        }

        context.Response.StatusCode = BotStatus;
    }
}
