using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Protocol.Tests;

/// <summary>The endpoint with trust on, an authority of its own and a clock that stands still unless told.</summary>
internal sealed class TrustStage : IAsyncDisposable
{
    public const string AppId = "0c5e2f6a-6f0e-4a37-9a3d-5a0c3b7d1e11";
    public const string Issuer = "https://api.botframework.com";
    public const string ServiceUrl = "https://smba.trafficmanager.net/apac/";
    public const string Tenant = "72f988bf-86f1-41af-91ab-2d7cd011db47";

    private int _turns;

    private TrustStage(TrustAuthority authority)
    {
        Authority = authority;
        authority.Keys = [TrustKey.One.Jwk("msteams", "webchat")];
    }

    public TrustAuthority Authority { get; }

    public TrustClock Clock { get; } = new();

    public BotHost Bot { get; private set; } = null!;

    /// <summary>Why callers were refused, one line each.</summary>
    public string[] Refusals => [.. Bot.Log.Text.Split('\n').Where(l => l.StartsWith("Caller", StringComparison.Ordinal))];

    public int Turns => Volatile.Read(ref _turns);

    /// <param name="settings">After those of the stage, so that they may replace them; null counts as not given.</param>
    public static async Task<TrustStage> StartAsync(params (string Name, string? Value)[] settings)
    {
        var stage = new TrustStage(await TrustAuthority.StartAsync());
        var all = new Dictionary<string, string?>
        {
            ["MicrosoftAppId"] = AppId,
            ["MicrosoftAppPassword"] = "not-a-real-one",
            ["Trust:Issuers:0:Issuer"] = Issuer,
            ["Trust:Issuers:0:Metadata"] = stage.Authority.Metadata,
        };
        foreach (var (name, value) in settings)
        {
            if (value is not null)
            {
                all[name] = value.Replace("{metadata}", stage.Authority.Metadata, StringComparison.Ordinal);
            }
        }

        stage.Bot = await BotHost.StartAsync(
            (_, _) =>
            {
                Interlocked.Increment(ref stage._turns);
                return Task.FromResult<InvokeResponse?>(null);
            },
            o => o.AllowLoopback = true,
            build: builder =>
            {
                builder.Configuration.AddInMemoryCollection(all);
                builder.Services.AddSingleton<TimeProvider>(stage.Clock);
            });
        return stage;
    }

    /// <summary>A good token of the Bot Connector for this bot.</summary>
    public Token Good() => new(
        new JsonObject { ["alg"] = "RS256", ["kid"] = "key-1", ["typ"] = "JWT", ["x5t"] = "key-1" },
        new JsonObject
        {
            ["serviceurl"] = ServiceUrl,
            ["nbf"] = At(TimeSpan.FromMinutes(-10)),
            ["exp"] = At(TimeSpan.FromMinutes(50)),
            ["iss"] = Issuer,
            ["aud"] = AppId,
        });

    /// <summary>Seconds of the epoch, counted from the stage's clock.</summary>
    public long At(TimeSpan from) => (Clock.GetUtcNow() + from).ToUnixTimeSeconds();

    public static string Activity(string? serviceUrl = ServiceUrl, string channel = "msteams", string? tenant = Tenant, string? conversationTenant = Tenant)
    {
        var json = new JsonObject { ["type"] = "message", ["id"] = "1", ["channelId"] = channel, ["text"] = "hi", ["conversation"] = new JsonObject { ["id"] = "a:1" } };
        if (serviceUrl is not null)
        {
            json["serviceUrl"] = serviceUrl;
        }

        if (tenant is not null)
        {
            json["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = tenant } };
        }

        if (conversationTenant is not null)
        {
            json["conversation"]!["tenantId"] = conversationTenant;
        }

        return json.ToJsonString();
    }

    public Task<HttpStatusCode> SendAsync(string token, string? body = null) => PostAsync(["Bearer " + token], body);

    public async Task<HttpStatusCode> PostAsync(string[] authorization, string? body = null)
    {
        using var answer = await RawAsync(authorization, body);
        return answer.StatusCode;
    }

    public async Task<HttpResponseMessage> RawAsync(string[] authorization, string? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/messages");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body ?? Activity()));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        foreach (var value in authorization)
        {
            request.Headers.TryAddWithoutValidation("Authorization", value);
        }

        return await Bot.Http.SendAsync(request);
    }

    /// <summary>Refused with this status, for this reason, before any turn, in one line that holds nothing of the token.</summary>
    public async Task RefusesAsync(HttpStatusCode status, string reason, string token, string? body = null)
    {
        var turns = Turns;
        var lines = Refusals.Length;
        Assert.Equal(status, await SendAsync(token, body));
        Assert.Equal(turns, Turns);
        Assert.Equal(lines + 1, Refusals.Length);
        Assert.Equal($"Caller refused with {(int)status}: {reason}", Refusals[^1]);
        Assert.All(token.Split('.').Where(p => p.Length > 8), part => Assert.DoesNotContain(part, Bot.Log.Text, StringComparison.Ordinal));
    }

    public async Task TakesAsync(string token, string? body = null)
    {
        var turns = Turns;
        Assert.Equal(HttpStatusCode.OK, await SendAsync(token, body));
        Assert.Equal(turns + 1, Turns);
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        await Authority.DisposeAsync();
    }
}

/// <summary>Far from this machine's own time, so that whoever reads that one is found out.</summary>
internal sealed class TrustClock : TimeProvider
{
    private long _ticks = new DateTimeOffset(2031, 3, 2, 9, 0, 0, TimeSpan.Zero).UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public void Move(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
