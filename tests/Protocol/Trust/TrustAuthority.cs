using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CrmBot.Protocol.Tests;

/// <summary>A token authority on this machine: metadata and key set, which a test may change, break or hold back.</summary>
internal sealed class TrustAuthority : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _fetches;

    private TrustAuthority(WebApplication app)
    {
        _app = app;
    }

    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public string Metadata => Url + "/v1/.well-known/openidconfiguration";

    public JsonObject[] Keys { get; set; } = [];

    /// <summary>What the metadata names as the key set; null for its own.</summary>
    public string? KeySetUri { get; set; }

    public bool Down { get; set; }

    /// <summary>Answers in the place of the metadata, of the key set.</summary>
    public RequestDelegate? MetadataAnswer { get; set; }

    public RequestDelegate? KeysAnswer { get; set; }

    /// <summary>What the metadata calls its issuer.</summary>
    public string Issuer { get; set; } = "any";

    /// <summary>Until it is done, key sets are held back.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    /// <summary>The forms with which tokens for the channel were asked for; the first is answered <c>ours-1</c>.</summary>
    public ConcurrentQueue<IFormCollection> TokenForms { get; } = [];

    public string TokenEndpoint => Url + "/oauth2/v2.0/token";

    /// <summary>How often the metadata was asked for.</summary>
    public int Fetches => Volatile.Read(ref _fetches);

    public static async Task<TrustAuthority> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var authority = new TrustAuthority(builder.Build());
        authority._app.MapGet("/v1/.well-known/openidconfiguration", authority.MetadataAsync);
        authority._app.MapGet("/v1/.well-known/keys", authority.KeysAsync);
        authority._app.MapPost("/oauth2/v2.0/token", authority.TokenAsync);
        await authority._app.StartAsync();
        return authority;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task MetadataAsync(HttpContext context)
    {
        Interlocked.Increment(ref _fetches);
        if (Down)
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        }

        if (MetadataAnswer is { } answer)
        {
            return answer(context);
        }

        return context.Response.WriteAsync(new JsonObject { ["issuer"] = Issuer, ["jwks_uri"] = KeySetUri ?? Url + "/v1/.well-known/keys" }.ToJsonString());
    }

    private async Task TokenAsync(HttpContext context)
    {
        TokenForms.Enqueue(await context.Request.ReadFormAsync());
        await context.Response.WriteAsync($$"""{"token_type":"Bearer","expires_in":3600,"access_token":"ours-{{TokenForms.Count}}"}""");
    }

    private async Task KeysAsync(HttpContext context)
    {
        await Hold;
        if (KeysAnswer is { } answer)
        {
            await answer(context);
            return;
        }

        var keys = Keys;
        await context.Response.WriteAsync($$"""{"keys":[{{string.Join(',', keys.Select(k => k.ToJsonString()))}}]}""");
    }
}
