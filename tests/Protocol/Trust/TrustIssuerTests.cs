using System.Net;

namespace CrmBot.Protocol.Tests;

/// <summary>Which authorities are trusted, and what is configured wrongly.</summary>
public sealed class TrustIssuerTests
{
    private const string Government = "https://api.botframework.us";
    private const string EntraTwo = $"https://login.microsoftonline.com/{TrustStage.Tenant}/v2.0";
    private const string EntraOne = $"https://sts.windows.net/{TrustStage.Tenant}/";

    [Fact]
    public async Task Another_clouds_issuer_is_trusted_when_configured()
    {
        await using var stage = await TrustStage.StartAsync(("Trust:Issuers:1:issuer", Government), ("Trust:Issuers:1:metadata", "{metadata}"));
        await stage.TakesAsync(stage.Good().With("iss", Government).Signed(TrustKey.One));
        await stage.TakesAsync(stage.Good().Signed(TrustKey.One));
    }

    [Theory]
    [InlineData(EntraTwo, "2.0", "azp")]
    [InlineData(EntraOne, "1.0", "appid")]
    [InlineData(EntraOne, "", "appid")]
    public async Task Entra_is_trusted_for_the_bots_own_token_from_the_configured_tenant(string issuer, string version, string claim)
    {
        await using var stage = await EntraAsync(issuer);
        Token Own() => stage.Good().Without("serviceurl").With("iss", issuer).With("tid", TrustStage.Tenant).With("ver", version).With(claim, TrustStage.AppId);
        await stage.TakesAsync(Own().Signed(TrustKey.One));

        await stage.RefusesAsync(HttpStatusCode.Forbidden, "Skill", Own().With(claim, "99999999-2222-3333-4444-555555555555").Signed(TrustKey.One));
        await stage.RefusesAsync(HttpStatusCode.Forbidden, "Skill", Own().Without(claim).Signed(TrustKey.One));
        await stage.RefusesAsync(HttpStatusCode.Unauthorized, "Version", Own().With("ver", "3.0").Signed(TrustKey.One));
        await stage.RefusesAsync(HttpStatusCode.Unauthorized, "Version", Own().Without("ver").Signed(TrustKey.One));
        await stage.RefusesAsync(HttpStatusCode.Unauthorized, "IssuerTenant", Own().With("tid", "11111111-2222-3333-4444-555555555555").Signed(TrustKey.One));
        await stage.RefusesAsync(HttpStatusCode.Unauthorized, "IssuerTenant", Own().Without("tid").Signed(TrustKey.One));
        await stage.RefusesAsync(HttpStatusCode.Unauthorized, "Signature", Own().Signed(TrustKey.Foreign));
        await stage.RefusesAsync(HttpStatusCode.Forbidden, "ServiceUrl", Own().With("serviceurl", "https://other.botframework.com").Signed(TrustKey.One));
        await stage.RefusesAsync(HttpStatusCode.Forbidden, "Tenant", Own().Signed(TrustKey.One), TrustStage.Activity(tenant: "11111111-2222-3333-4444-555555555555"));
    }

    [Fact]
    public void The_public_issuer_is_there_until_one_of_its_name_replaces_it()
    {
        var foreign = new IssuerSetting { Issuer = Government, Metadata = "https://login.botframework.azure.us/m" };
        var own = new IssuerSetting { Issuer = TrustStage.Issuer, Metadata = "https://keys.example/m" };

        Assert.Equal(["https://login.botframework.com/v1/.well-known/openidconfiguration"], MetadataOf());
        Assert.Equal([foreign.Metadata, "https://login.botframework.com/v1/.well-known/openidconfiguration"], MetadataOf(foreign));
        Assert.Equal([own.Metadata, foreign.Metadata], MetadataOf(own, foreign));

        static IEnumerable<string> MetadataOf(params IssuerSetting[] settings) =>
            InboundTrust.Issuers(new TrustOptions { Trust = new TrustSection { Issuers = settings } }).Select(i => i.Metadata);
    }

    [Theory]
    [InlineData("MicrosoftAppId 'my bot'", "MicrosoftAppId", "my bot")]
    [InlineData("MicrosoftAppType 'Tenant' must be", "MicrosoftAppType", "Tenant")]
    [InlineData("needs MicrosoftAppTenantId", "MicrosoftAppType", "SingleTenant")]
    [InlineData("needs MicrosoftAppTenantId", "MicrosoftAppType", "UserAssignedMSI")]
    [InlineData("MicrosoftAppTenantId 'contoso'", "MicrosoftAppTenantId", "contoso")]
    [InlineData("Trust:Tenants:0 ''", "Trust:Tenants:0", "")]
    [InlineData("Trust:Tenants:0 'common'", "Trust:Tenants:0", "common")]
    [InlineData("Trust:Issuers:0:Issuer is empty", "Trust:Issuers:0:Issuer", "")]
    [InlineData("Trust:Issuers:0:Metadata 'http://keys.example/'", "Trust:Issuers:0:Metadata", "http://keys.example/")]
    [InlineData("Trust:Issuers:0:Metadata ''", "Trust:Issuers:0:Metadata", "")]
    [InlineData("Trust:Issuers:0:Metadata 'https://u:p@keys.example/'", "Trust:Issuers:0:Metadata", "https://u:p@keys.example/")]
    [InlineData("given twice", "Trust:Issuers:1:Issuer", TrustStage.Issuer)]
    [InlineData("is an Entra issuer", "Trust:Issuers:0:Issuer", "https://login.microsoftonline.com/common/v2.0")]
    [InlineData("is an Entra issuer", "Trust:Issuers:0:Issuer", EntraTwo)] // of no configured tenant
    [InlineData("is an Entra issuer", "Trust:Issuers:0:Issuer", "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/")]
    public async Task What_is_set_wrongly_stops_the_start_with_a_sentence(string sentence, string name, string value)
    {
        var fault = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => TrustStage.StartAsync((name, value)));
        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000/keys", true, true)]
    [InlineData("http://127.0.0.1:5000/keys", false, false)]
    [InlineData("https://login.botframework.com/keys", false, true)]
    [InlineData("http://login.botframework.com/keys", true, false)]
    [InlineData("ftp://localhost/keys", true, false)]
    public void Keys_come_over_https_or_from_this_machine_in_Development(string address, bool development, bool allowed) =>
        Assert.Equal(allowed, KeyFetch.Allows(address, development));

    [Fact]
    public void Remembered_tokens_are_bounded()
    {
        var clock = new TrustClock();
        var remembered = new RememberedTokens(clock);
        TrustOutcome.Trusted Until(TimeSpan from) => new(new VerifiedToken(null!, null!, DateTime.MinValue, (clock.GetUtcNow() + from).UtcDateTime, null, false));
        for (var i = 0; i < RememberedTokens.Most + 100; i++)
        {
            remembered.Keep(RememberedTokens.HashOf($"{i}"), Until(TimeSpan.FromHours(1)));
        }

        Assert.Equal(RememberedTokens.Most, remembered.Count);
        clock.Move(TimeSpan.FromHours(2));
        remembered.Keep(RememberedTokens.HashOf("new"), Until(TimeSpan.FromHours(1)));
        Assert.Equal(1, remembered.Count);
        Assert.NotNull(remembered.Find(RememberedTokens.HashOf("new")));
    }

    private static Task<TrustStage> EntraAsync(string issuer) => TrustStage.StartAsync(
        ("MicrosoftAppType", "SingleTenant"),
        ("MicrosoftAppTenantId", TrustStage.Tenant),
        ("Trust:Issuers:1:issuer", issuer),
        ("Trust:Issuers:1:metadata", "{metadata}"));
}
