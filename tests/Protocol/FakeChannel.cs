using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CrmBot.Protocol.Tests;

/// <summary>The connector's far side: a real server on loopback that answers as one test says.</summary>
internal sealed class FakeChannel : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeChannel(WebApplication app) => _app = app;

    public ConcurrentQueue<Call> Calls { get; } = [];

    public string Url { get; private set; } = "";

    public ConversationReference Conversation => ConversationReference.Of(Samples.Read("message-personal")) with { ServiceUrl = Url };

    public static async Task<FakeChannel> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var app = builder.Build();
        var channel = new FakeChannel(app);
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            channel.Calls.Enqueue(new Call(
                context.Request.Method,
                context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget,
                await reader.ReadToEndAsync(),
                context.Request.Headers.Authorization.ToString(),
                context.Request.ContentType));
            await answer(context);
        });
        await app.StartAsync();
        channel.Url = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return channel;
    }

    public static Task<FakeChannel> StartAsync(int status, string? body = null, string type = "application/json", params (string, string)[] headers) =>
        StartAsync(async context =>
        {
            context.Response.StatusCode = status;
            foreach (var (name, value) in headers)
            {
                context.Response.Headers[name] = value;
            }

            if (body is not null)
            {
                context.Response.ContentType = type;
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
            }
        });

    public static Connector Connector(
        Action<ProtocolOptions>? configure = null,
        IConnectorToken? token = null,
        TimeProvider? time = null,
        HttpMessageInvoker? http = null,
        ConnectorOptions? options = null)
    {
        var protocol = new ProtocolOptions { AllowLoopback = true };
        configure?.Invoke(protocol);
        return new Connector(
            http ?? ConnectorHttp.CreateInvoker(),
            token ?? new NoToken(),
            Options.Create(protocol),
            Options.Create(options ?? new ConnectorOptions()),
            time ?? TimeProvider.System,
            NullLogger<Connector>.Instance);
    }

    public ValueTask<SendOutcome> SendAsync(Action<ProtocolOptions>? configure = null, TimeProvider? time = null) =>
        Connector(configure, time: time).SendAsync(Conversation, OutboundActivity.Message("hi"), CancellationToken.None);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    internal sealed record Call(string Method, string Path, string Body, string Authorization, string? ContentType);
}
