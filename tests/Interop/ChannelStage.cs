using System.Net.Http.Headers;
using CrmBot.Bot.WebChat;
using CrmBot.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Interop.Tests;

/// <summary>The chat page's channel alone, with a bot on Microsoft's SDK at its other end.</summary>
internal sealed class ChannelStage : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crmbot-");
    private readonly WebApplication _app;
    private readonly SqliteTables _tables;
    private readonly HttpClient _toBot;

    private ChannelStage(Peer bot, Uri botAddress)
    {
        Bot = bot;
        _toBot = new HttpClient { BaseAddress = botAddress };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _tables = SqliteTables.Open(Path.Combine(_folder.FullName, "chat.db"));
        builder.Services.AddSingleton<ITables>(_tables).AddWebChat();
        _app = builder.Build();
        _app.MapWebChat();
        _app.MapPost("/api/messages", RelayAsync);
    }

    public Peer Bot { get; }

    public Uri Address => new(_app.Urls.First());

    public static async Task<ChannelStage> StartAsync()
    {
        var bot = Peer.Start("bot");
        var stage = new ChannelStage(bot, await bot.AddressAsync());
        await stage._app.StartAsync();
        return stage;
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        await _app.DisposeAsync();
        await _tables.DisposeAsync();
        _toBot.Dispose();
        _folder.Delete(recursive: true);
    }

    // The channel speaks to the bot of its own address; here that is the peer, byte for byte both ways.
    private async Task RelayAsync(HttpContext context)
    {
        using var body = new StreamContent(context.Request.Body);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(context.Request.ContentType!);
        HttpResponseMessage answer;
        try
        {
            answer = await _toBot.PostAsync("/api/messages", body);
        }
        catch (HttpRequestException)
        {
            context.Abort(); // nobody there either
            return;
        }

        using var given = answer;
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(context.Response.Body);
    }
}
