using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Protocol.Tests;

/// <summary>The endpoint with trust on, an authority of its own and a clock that stands still unless told.</summary>
internal sealed class TrustStage : IAsyncDisposable
{
    public const string AppId = TokenMint.AppId;
    public const string Issuer = TokenMint.Issuer;
    public const string ServiceUrl = TokenMint.ServiceUrl;
    public const string Tenant = TokenMint.Tenant;

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

    /// <summary>Makes tokens for the hour that it is now.</summary>
    public TokenMint Mint => new(Clock.GetUtcNow()) { KeySetUrl = Authority.Url + "/v1/.well-known/keys" };

    public Token Good() => Mint.Good();

    /// <summary>Seconds of the epoch, counted from the stage's clock.</summary>
    public long At(TimeSpan from) => Mint.At(from);

    public static string Activity(string? serviceUrl = ServiceUrl, string channel = "msteams", string? tenant = Tenant, string? conversationTenant = Tenant) =>
        TokenMint.Activity(serviceUrl, channel, tenant, conversationTenant);

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

    /// <summary>The status, with each value in a header of its own, which no client library would send.</summary>
    public async Task<int> StatusAsync(string[] authorization, string body)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(Bot.Url).Port);
        await using var stream = client.GetStream();
        var bytes = Encoding.UTF8.GetBytes(body);
        string[] head = ["POST /api/messages HTTP/1.1", "Host: bot", "Connection: close", "Content-Type: application/json", $"Content-Length: {bytes.Length}", .. authorization.Select(a => "Authorization: " + a)];
        await stream.WriteAsync((byte[])[.. Encoding.UTF8.GetBytes(string.Join("\r\n", head) + "\r\n\r\n"), .. bytes]);
        using var reader = new StreamReader(stream);
        var line = await reader.ReadLineAsync();
        await reader.ReadToEndAsync();
        return int.Parse(line!.Split(' ')[1]);
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
