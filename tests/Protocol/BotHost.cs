using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmBot.Protocol.Tests;

/// <summary>The endpoint over real HTTP, with a bot that does what one test says.</summary>
internal sealed class BotHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BotHost(WebApplication app, LogRecord log)
    {
        (_app, Log) = (app, log);
        Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Http = new HttpClient { BaseAddress = new Uri(Url) };
    }

    public string Url { get; }

    public HttpClient Http { get; }

    public LogRecord Log { get; }

    public ConversationGate Gate => _app.Services.GetRequiredService<ActivityEndpoint>().Gate;

    public static async Task<BotHost> StartAsync(
        Func<Activity, CancellationToken, Task<InvokeResponse?>>? turn = null,
        Action<ProtocolOptions>? configure = null,
        Action<HttpContext>? seen = null,
        Action<WebApplicationBuilder>? build = null,
        Func<Activity, InvokeWindow, CancellationToken, Task<InvokeResponse?>>? inWindow = null)
    {
        var log = new LogRecord();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(log);
        build?.Invoke(builder);
        builder.Services.AddBotProtocol(builder.Configuration, configure);
        builder.Services.AddSingleton<ITurnHandler>(new Bot(inWindow ?? (turn is null ? (_, _, _) => Task.FromResult<InvokeResponse?>(null) : (activity, _, ct) => turn(activity, ct))));
        var app = builder.Build();
        app.Use((context, next) =>
        {
            seen?.Invoke(context);
            return next(context);
        });
        app.MapBotActivities("/api/messages");
        app.MapFallback(static context => context.Response.WriteAsync("the page"));
        await app.StartAsync();
        return new BotHost(app, log);
    }

    public Task<HttpResponseMessage> PostAsync(string json, CancellationToken ct = default) => PostAsync(Encoding.UTF8.GetBytes(json), ct);

    public Task<HttpResponseMessage> PostAsync(byte[] json, CancellationToken ct = default)
    {
        var content = new ByteArrayContent(json);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        return Http.PostAsync("/api/messages", content, ct);
    }

    /// <summary>Stops the host as a shutdown does: it waits for what still runs.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private sealed class Bot(Func<Activity, InvokeWindow, CancellationToken, Task<InvokeResponse?>> turn) : ITurnHandler
    {
        public async ValueTask<InvokeResponse?> OnTurnAsync(Activity activity, InvokeWindow window, CancellationToken ct) => await turn(activity, window, ct);

        public InvokeResponse StillWorking(Activity activity, InvokeWindow window) => CardAnswers.Toast("still working");
    }
}

/// <summary>What the protocol room logged.</summary>
internal sealed class LogRecord : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(int Id, string Text)> _lines = [];

    public IEnumerable<int> Ids => _lines.Select(line => line.Id).Where(id => id is >= 4000 and < 5000);

    public string Text => string.Join('\n', _lines.Select(line => line.Text));

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue((eventId.Id, formatter(state, exception)));

    public void Dispose()
    {
    }
}
