using System.Net;

namespace CrmBot.Protocol.Tests;

/// <summary>A good token opens only what it was made for, however often it is shown.</summary>
public sealed class TrustActivityTests
{
    private const string Other = "11111111-2222-3333-4444-555555555555";

    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/")]
    [InlineData("https://smba.trafficmanager.net/apac//")]
    [InlineData("https://smba.trafficmanager.net/apac/x")]
    [InlineData("https://smba.trafficmanager.net.example/apac/")]
    [InlineData("http://smba.trafficmanager.net/apac/")]
    [InlineData(" https://smba.trafficmanager.net/apac/")]
    [InlineData("/")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_foreign_service_url_is_refused_also_from_a_remembered_token(string? serviceUrl)
    {
        await using var stage = await TrustStage.StartAsync();
        var token = stage.Good().Signed(TrustKey.One);
        await stage.RefusesAsync(HttpStatusCode.Forbidden, "ServiceUrl", token, TrustStage.Activity(serviceUrl));
        await stage.TakesAsync(token);
        await stage.RefusesAsync(HttpStatusCode.Forbidden, "ServiceUrl", token, TrustStage.Activity(serviceUrl));
    }

    [Theory]
    [InlineData("directline")]
    [InlineData("emulator")]
    [InlineData("MSTEAMS")]
    [InlineData("msteams ")]
    [InlineData("msteams:COPILOT")]
    public async Task A_channel_that_the_key_may_not_speak_for_is_refused_also_from_a_remembered_token(string channel)
    {
        await using var stage = await TrustStage.StartAsync();
        var token = stage.Good().Signed(TrustKey.One);
        await stage.RefusesAsync(HttpStatusCode.Forbidden, "ChannelNotEndorsed", token, TrustStage.Activity(channel: channel));
        await stage.TakesAsync(token);
        await stage.TakesAsync(token, TrustStage.Activity(channel: "webchat"));
        await stage.RefusesAsync(HttpStatusCode.Forbidden, "ChannelNotEndorsed", token, TrustStage.Activity(channel: channel));
    }

    [Fact]
    public async Task Another_keys_endorsements_do_not_count()
    {
        await using var stage = await TrustStage.StartAsync();
        stage.Authority.Keys = [TrustKey.One.Jwk("webchat"), TrustKey.Two.Jwk("msteams")];
        await stage.RefusesAsync(HttpStatusCode.Forbidden, "ChannelNotEndorsed", stage.Good().Signed(TrustKey.One));
        await stage.TakesAsync(stage.Good().WithHeader("kid", "key-2").Signed(TrustKey.Two));
    }

    [Theory]
    [InlineData("MultiTenant", null, null, true, Other, Other)]
    [InlineData("", null, null, true, null, null)]
    [InlineData("MultiTenant", TrustStage.Tenant, null, true, Other, Other)] // its own tenant is no allow list
    [InlineData("MultiTenant", null, TrustStage.Tenant, true, TrustStage.Tenant, TrustStage.Tenant)]
    [InlineData("MultiTenant", null, TrustStage.Tenant, true, null, TrustStage.Tenant)]
    [InlineData("MultiTenant", null, TrustStage.Tenant, true, TrustStage.Tenant, null)]
    [InlineData("MultiTenant", null, TrustStage.Tenant, false, Other, Other)]
    [InlineData("MultiTenant", null, TrustStage.Tenant, false, Other, TrustStage.Tenant)]
    [InlineData("MultiTenant", null, TrustStage.Tenant, false, TrustStage.Tenant, Other)]
    [InlineData("MultiTenant", null, TrustStage.Tenant, false, null, null)]
    [InlineData("SingleTenant", TrustStage.Tenant, null, true, TrustStage.Tenant, TrustStage.Tenant)]
    [InlineData("singletenant", "72F988BF-86F1-41AF-91AB-2D7CD011DB47", null, true, TrustStage.Tenant, TrustStage.Tenant)]
    [InlineData("SingleTenant", TrustStage.Tenant, null, false, Other, Other)]
    [InlineData("SingleTenant", TrustStage.Tenant, null, false, null, null)]
    [InlineData("UserAssignedMSI", TrustStage.Tenant, null, false, Other, Other)]
    [InlineData("SingleTenant", TrustStage.Tenant, Other, true, Other, Other)] // the list says all
    public async Task Only_people_of_an_allowed_tenant_come_in(string type, string? own, string? allowed, bool comesIn, string? tenant, string? conversationTenant)
    {
        await using var stage = await TrustStage.StartAsync(("MicrosoftAppType", type), ("MicrosoftAppTenantId", own), ("Trust:Tenants:0", allowed));
        var body = TrustStage.Activity(tenant: tenant, conversationTenant: conversationTenant);
        for (var time = 0; time < 2; time++)
        {
            var token = stage.Good().Signed(TrustKey.One);
            await (comesIn ? stage.TakesAsync(token, body) : stage.RefusesAsync(HttpStatusCode.Forbidden, "Tenant", token, body));
        }
    }

    [Fact]
    public async Task A_remembered_token_expires_all_the_same()
    {
        await using var stage = await TrustStage.StartAsync();
        var token = stage.Good().Signed(TrustKey.One);
        await stage.TakesAsync(token);
        stage.Clock.Move(TimeSpan.FromMinutes(55));
        await stage.TakesAsync(token);
        stage.Clock.Move(TimeSpan.FromSeconds(1));
        await stage.RefusesAsync(HttpStatusCode.Unauthorized, "Expired", token);
    }

    [Fact]
    public async Task Without_an_app_id_nobody_is_asked()
    {
        await using var stage = await TrustStage.StartAsync(("MicrosoftAppId", ""));
        Assert.Equal(HttpStatusCode.OK, await stage.PostAsync([]));
        Assert.Equal(HttpStatusCode.OK, await stage.PostAsync(["Bearer nonsense"]));
        Assert.Equal(0, stage.Authority.Fetches);
    }
}
