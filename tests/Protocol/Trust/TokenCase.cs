using System.Text.Json.Nodes;

namespace CrmBot.Protocol.Tests;

/// <summary>
/// One request, and what must become of it. Judged against a bot with app id <see cref="TokenMint.AppId"/>, the issuer
/// <see cref="TokenMint.Issuer"/> whose key set is <see cref="TokenMint.KeySet"/>, and <see cref="TokenMint.Tenant"/> as the only tenant allowed.
/// </summary>
/// <param name="Status">200 when it is taken.</param>
/// <param name="Reason">What the log says of it; empty when it is taken.</param>
/// <param name="Headers">The values of <c>Authorization</c>, one for each header.</param>
/// <param name="Activity">The body.</param>
internal sealed record TokenCase(string Name, int Status, string Reason, Func<TokenMint, string[]> Headers, Func<TokenMint, string> Activity)
{
    public static TokenCase Taken(string name, Func<TokenMint, Token> token, Func<TokenMint, string>? activity = null) =>
        new(name, 200, "", m => ["Bearer " + token(m).Signed(TrustKey.One)], activity ?? Plain);

    /// <summary>A whole token, signed by whatever its row chose, that is none of ours.</summary>
    public static TokenCase Invalid(string name, string reason, Func<TokenMint, string> token) => new(name, 401, reason, m => ["Bearer " + token(m)], Plain);

    /// <summary>A token that the right key signed and that is none of ours all the same.</summary>
    public static TokenCase Invalid(string name, string reason, Func<TokenMint, Token> token) => Invalid(name, reason, m => token(m).Signed(TrustKey.One));

    /// <summary>Not a token in a header as it must be.</summary>
    public static TokenCase Header(string name, string reason, params string[] headers) =>
        new(name, 401, reason, m => [.. headers.Select(h => h.Replace("{0}", m.Good().Signed(TrustKey.One), StringComparison.Ordinal))], Plain);

    /// <summary>A good token that is not for this activity.</summary>
    public static TokenCase NotForUs(string name, string reason, Func<TokenMint, string> token, Func<TokenMint, string>? activity = null) =>
        new(name, 403, reason, m => ["Bearer " + token(m)], activity ?? Plain);

    public override string ToString() => Name;

    private static string Plain(TokenMint mint) => TokenMint.Activity();
}

/// <summary>Makes tokens as the Bot Connector does, for one bot and one hour.</summary>
/// <param name="now">From which the times in tokens count.</param>
internal sealed class TokenMint(DateTimeOffset now)
{
    public const string AppId = "0c5e2f6a-6f0e-4a37-9a3d-5a0c3b7d1e11";
    public const string Issuer = "https://api.botframework.com";
    public const string ServiceUrl = "https://smba.trafficmanager.net/apac/";
    public const string Tenant = "72f988bf-86f1-41af-91ab-2d7cd011db47";

    /// <summary>Where the issuer's key set lies, if a row names it.</summary>
    public string KeySetUrl { get; init; } = "https://login.botframework.com/v1/.well-known/keys";

    /// <summary>What the issuer publishes while the cases are judged: good keys, and some that must not count.</summary>
    public static JsonObject[] KeySet()
    {
        var encrypts = TrustKey.Encrypts.Jwk("msteams");
        encrypts["use"] = "enc";
        var named = TrustKey.Named.Jwk();
        named["endorsements"] = "msteams";
        var nameless = TrustKey.Two.Jwk("msteams");
        nameless.Remove("kid");
        return
        [
            TrustKey.One.Jwk("msteams", "webchat"),
            TrustKey.Foreign.Jwk("msteams"), // the same id again: the first counts
            TrustKey.Two.Jwk("webchat"),
            TrustKey.Bare.Jwk(null),
            TrustKey.Idle.Jwk(),
            TrustKey.Small.Jwk("msteams"),
            named,
            encrypts,
            nameless,
            TrustKey.CurveJwk("msteams"),
            new JsonObject { ["kty"] = "oct", ["use"] = "sig", ["kid"] = "octets", ["k"] = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", ["endorsements"] = new JsonArray("msteams") },
        ];
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

    /// <summary>The good one by this key, which must be in the set.</summary>
    public Token Of(TrustKey key) => Good().WithHeader("kid", key.Id);

    /// <summary>Seconds of the epoch.</summary>
    public long At(TimeSpan from) => (now + from).ToUnixTimeSeconds();

    /// <param name="serviceUrl">Null leaves it out; so with both tenants.</param>
    public static string Activity(string? serviceUrl = ServiceUrl, string channel = "msteams", string? tenant = Tenant, string? conversationTenant = Tenant)
    {
        var json = new JsonObject
        {
            ["type"] = "message",
            ["id"] = "1",
            ["channelId"] = channel,
            ["text"] = "hi",
            ["from"] = new JsonObject { ["id"] = "29:1", ["name"] = "A. Person", ["aadObjectId"] = "0a9f2b1c-0000-4000-8000-000000000001" },
            ["recipient"] = new JsonObject { ["id"] = "28:" + AppId },
            ["conversation"] = new JsonObject { ["id"] = "a:1" },
        };
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
}
