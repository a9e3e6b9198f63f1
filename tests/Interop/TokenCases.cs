using CrmBot.Protocol.Tests;

namespace CrmBot.Interop.Tests;

/// <summary>One request: who says it comes, and what it brings.</summary>
internal sealed record TokenCase(string Name, string Authorization, string Activity);

/// <summary>What both judges are asked. The tokens are those of the protocol room's own suite, and what that suite tests beside them.</summary>
internal static class TokenCases
{
    private const string Stranger = "11111111-2222-3333-4444-555555555555";

    public static void Describe(TrustStage stage) =>
        stage.Authority.Keys = TokenMint.KeySet();

    /// <summary>Tokens of the channel.</summary>
    public static IEnumerable<TokenCase> OfTheChannel(TrustStage stage)
    {
        // The peer takes one header. People's tenants are no matter of the channel's tokens there.
        foreach (var row in Protocol.Tests.TokenCases.All.Where(row => row.Reason != "Tenant" && row.Headers(stage.Mint).Length < 2))
        {
            yield return new TokenCase(row.Name, row.Headers(stage.Mint).FirstOrDefault() ?? "", row.Activity(stage.Mint));
        }

        var body = TrustStage.Activity();
        var good = stage.Good().Signed(TrustKey.One);
        foreach (var seconds in (int[])[-301, -300, -299])
        {
            yield return new TokenCase($"expired {-seconds} s ago", Bearer(stage.Good().With("exp", stage.At(TimeSpan.FromSeconds(seconds)))), body);
            yield return new TokenCase($"valid in {-seconds} s", Bearer(stage.Good().With("nbf", stage.At(TimeSpan.FromSeconds(-seconds)))), body);
        }

        yield return new TokenCase("channel of its own key", Bearer(stage.Mint.Of(TrustKey.Two), TrustKey.Two), TrustStage.Activity(channel: "webchat"));
        yield return new TokenCase("App Service extension channel", "Bearer " + good, TrustStage.Activity(channel: "AseChannel"));
        yield return new TokenCase("Entra of a tenant that nobody configured", Bearer(EntraOf(stage, Stranger)), body);
    }

    /// <summary>For a bot of one tenant that trusts this tenant's Entra issuers.</summary>
    public static IEnumerable<TokenCase> OfOneTenant(TrustStage stage)
    {
        var body = TrustStage.Activity();
        yield return new TokenCase("own tenant", Bearer(stage.Good()), body);
        yield return new TokenCase("foreign tenant", Bearer(stage.Good()), TrustStage.Activity(tenant: Stranger, conversationTenant: Stranger));
        yield return new TokenCase("no tenant", Bearer(stage.Good()), TrustStage.Activity(tenant: null, conversationTenant: null));

        Token Two() => EntraOf(stage, TrustStage.Tenant);
        Token One() => stage.Good().Without("serviceurl").With("iss", EntraOne).With("tid", TrustStage.Tenant).With("ver", "1.0").With("appid", TrustStage.AppId);
        yield return new TokenCase("Entra 2.0, the bot's own", Bearer(Two()), body);
        yield return new TokenCase("Entra 1.0, the bot's own", Bearer(One()), body);
        yield return new TokenCase("Entra with an empty version", Bearer(One().With("ver", "")), body);
        yield return new TokenCase("Entra without a version", Bearer(One().Without("ver")), body);
        yield return new TokenCase("Entra version 3.0", Bearer(One().With("ver", "3.0")), body);
        yield return new TokenCase("Entra 2.0 without azp", Bearer(Two().Without("azp")), body);
        yield return new TokenCase("Entra 2.0 of another app", Bearer(Two().With("azp", Stranger)), body);
        yield return new TokenCase("Entra 1.0 without appid", Bearer(One().Without("appid")), body);
        yield return new TokenCase("Entra for another audience", Bearer(One().With("aud", Stranger)), body);
        yield return new TokenCase("Entra expired", Bearer(One().With("exp", stage.At(TimeSpan.FromMinutes(-6)))), body);
        yield return new TokenCase("Entra signed by a stranger", Bearer(One(), TrustKey.Foreign), body);
        yield return new TokenCase("Entra tid of another tenant than its issuer", Bearer(One().With("tid", Stranger)), body);
        yield return new TokenCase("Entra without tid", Bearer(One().Without("tid")), body);
        yield return new TokenCase("Entra of a foreign tenant", Bearer(EntraOf(stage, Stranger)), body);
        yield return new TokenCase("Entra for a person of a foreign tenant", Bearer(One()), TrustStage.Activity(tenant: Stranger));
        yield return new TokenCase("Entra with a foreign serviceurl claim", Bearer(One().With("serviceurl", "https://other.botframework.com")), body);
        yield return new TokenCase("Entra on a channel that the key may not speak for", Bearer(One()), TrustStage.Activity(channel: "directline"));
    }

    public const string EntraTwo = $"https://login.microsoftonline.com/{TrustStage.Tenant}/v2.0";

    public const string EntraOne = $"https://sts.windows.net/{TrustStage.Tenant}/";

    private static Token EntraOf(TrustStage stage, string tenant) => stage.Good().Without("serviceurl")
        .With("iss", $"https://login.microsoftonline.com/{tenant}/v2.0").With("tid", tenant).With("ver", "2.0").With("azp", TrustStage.AppId);

    private static string Bearer(Token token, TrustKey? key = null) => "Bearer " + token.Signed(key ?? TrustKey.One);
}
