using System.Text.Json.Nodes;

namespace CrmBot.Protocol.Tests;

/// <summary>Good tokens where they do not belong.</summary>
internal static partial class TokenCases
{
    private const string OtherTenant = "11111111-2222-3333-4444-555555555555";

    private static IEnumerable<TokenCase> Uses() =>
    [
        TokenCase.NotForUs("no service URL claim", "NoServiceUrl", m => m.Good().Without("serviceurl").Signed(TrustKey.One)),
        TokenCase.NotForUs("no service URL anywhere", "NoServiceUrl", m => m.Good().Without("serviceurl").Signed(TrustKey.One), _ => TokenMint.Activity(null)),
        TokenCase.NotForUs("service URL claim empty, as the activity's", "NoServiceUrl", m => m.Good().With("serviceurl", "").Signed(TrustKey.One), _ => TokenMint.Activity("")),
        TokenCase.NotForUs("service URL claim null", "NoServiceUrl", m => m.Good().With("serviceurl", null).Signed(TrustKey.One)),
        TokenCase.NotForUs("service URL claim a number", "ServiceUrl", m => m.Good().With("serviceurl", 5).Signed(TrustKey.One)),
        TokenCase.NotForUs("service URL claim a list", "ServiceUrl", m => m.Good().With("serviceurl", new JsonArray(TokenMint.ServiceUrl)).Signed(TrustKey.One)),
        TokenCase.NotForUs("service URL claim by another name", "NoServiceUrl", m => m.Good().Without("serviceurl").With("serviceUrl", TokenMint.ServiceUrl).Signed(TrustKey.One)),
        Replayed("another region", TokenMint.Activity("https://smba.trafficmanager.net/emea/")),
        Replayed("a longer path", TokenMint.Activity(TokenMint.ServiceUrl + "x")),
        Replayed("two slashes", TokenMint.Activity(TokenMint.ServiceUrl + "/")),
        Replayed("a host that begins alike", TokenMint.Activity("https://smba.trafficmanager.net.example/apac/")),
        Replayed("a user before the host", TokenMint.Activity("https://smba.trafficmanager.net@evil.example/apac/")),
        Replayed("http", TokenMint.Activity("http://smba.trafficmanager.net/apac/")),
        Replayed("a stranger's host", TokenMint.Activity("https://evil.example/")),
        Replayed("an allowed host of another cloud", TokenMint.Activity("https://smba.infra.gcc.teams.microsoft.com/gcc")),
        Replayed("a blank before", TokenMint.Activity(" " + TokenMint.ServiceUrl)),
        Replayed("a slash alone", TokenMint.Activity("/")),
        Replayed("nothing", TokenMint.Activity("")),
        Replayed("none", TokenMint.Activity(null)),

        TokenCase.NotForUs("a channel that the key may not speak for", "ChannelNotEndorsed", m => m.Good().Signed(TrustKey.One), _ => TokenMint.Activity(channel: "directline")),
        TokenCase.NotForUs("the emulator's channel", "ChannelNotEndorsed", m => m.Good().Signed(TrustKey.One), _ => TokenMint.Activity(channel: "emulator")),
        TokenCase.NotForUs("the channel in other case", "ChannelNotEndorsed", m => m.Good().Signed(TrustKey.One), _ => TokenMint.Activity(channel: "MSTEAMS")),
        TokenCase.NotForUs("a channel of the channel", "ChannelNotEndorsed", m => m.Good().Signed(TrustKey.One), _ => TokenMint.Activity(channel: "msteams:COPILOT")),
        TokenCase.NotForUs("a key endorsed for another channel", "ChannelNotEndorsed", m => m.Of(TrustKey.Two).Signed(TrustKey.Two)),
        TokenCase.NotForUs("a key endorsed for nothing", "ChannelNotEndorsed", m => m.Of(TrustKey.Idle).Signed(TrustKey.Idle)),
        TokenCase.NotForUs("a key without endorsements", "KeyNotEndorsed", m => m.Of(TrustKey.Bare).Signed(TrustKey.Bare)),
        TokenCase.NotForUs("a key whose endorsements are no list", "KeyNotEndorsed", m => m.Of(TrustKey.Named).Signed(TrustKey.Named)),

        TokenCase.NotForUs("a foreign tenant", "Tenant", m => m.Good().Signed(TrustKey.One), _ => TokenMint.Activity(tenant: OtherTenant, conversationTenant: OtherTenant)),
        TokenCase.NotForUs("a foreign tenant in the channel's data", "Tenant", m => m.Good().Signed(TrustKey.One), _ => TokenMint.Activity(tenant: OtherTenant)),
        TokenCase.NotForUs("a foreign tenant in the conversation", "Tenant", m => m.Good().Signed(TrustKey.One), _ => TokenMint.Activity(conversationTenant: OtherTenant)),
        TokenCase.NotForUs("no tenant", "Tenant", m => m.Good().Signed(TrustKey.One), _ => TokenMint.Activity(tenant: null, conversationTenant: null)),
        TokenCase.NotForUs("a tenant with a blank", "Tenant", m => m.Good().Signed(TrustKey.One), _ => TokenMint.Activity(tenant: TokenMint.Tenant + " ", conversationTenant: null)),
    ];

    private static TokenCase Replayed(string with, string activity) =>
        TokenCase.NotForUs($"replayed for a service URL with {with}", "ServiceUrl", m => m.Good().Signed(TrustKey.One), _ => activity);
}
