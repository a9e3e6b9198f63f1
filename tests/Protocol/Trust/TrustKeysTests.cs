using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace CrmBot.Protocol.Tests;

/// <summary>Keys come, go and stay away.</summary>
public sealed class TrustKeysTests
{
    [Fact]
    public async Task An_unknown_key_brings_at_most_one_fetch_in_five_minutes()
    {
        await using var stage = await TrustStage.StartAsync();
        var unknown = stage.Good().WithHeader("kid", "key-2").Signed(TrustKey.Two);
        await stage.RefusesAsync(HttpStatusCode.Unauthorized, "UnknownKey", unknown);
        Assert.Equal(1, stage.Authority.Fetches);
        for (var i = 0; i < 20; i++)
        {
            await stage.RefusesAsync(HttpStatusCode.Unauthorized, "UnknownKey", unknown);
        }

        Assert.Equal(2, stage.Authority.Fetches);
        stage.Authority.Keys = [TrustKey.One.Jwk("msteams"), TrustKey.Two.Jwk("msteams")];
        stage.Clock.Move(IssuerKeys.Gap - TimeSpan.FromSeconds(1));
        await stage.RefusesAsync(HttpStatusCode.Unauthorized, "UnknownKey", unknown);
        stage.Clock.Move(TimeSpan.FromSeconds(1));
        await stage.TakesAsync(unknown);
        await stage.TakesAsync(stage.Good().Signed(TrustKey.One));
        Assert.Equal(3, stage.Authority.Fetches);
    }

    [Fact]
    public async Task A_key_set_swapped_for_a_strangers_lets_the_strangers_in_nowhere_before_it_is_fetched()
    {
        await using var stage = await TrustStage.StartAsync();
        await stage.TakesAsync(stage.Good().Signed(TrustKey.One));
        stage.Authority.Keys = [TrustKey.Foreign.Jwk("msteams")]; // the same id, another key

        await stage.RefusesAsync(HttpStatusCode.Unauthorized, "Signature", stage.Good().Signed(TrustKey.Foreign));
        await stage.TakesAsync(stage.Good().Signed(TrustKey.One));
    }

    [Fact]
    public async Task A_withdrawn_key_ends_also_the_tokens_that_are_remembered()
    {
        await using var stage = await TrustStage.StartAsync();
        var token = stage.Good().With("exp", stage.At(TimeSpan.FromDays(9))).Signed(TrustKey.One);
        await stage.TakesAsync(token);
        stage.Authority.Keys = [TrustKey.Two.Jwk("msteams")];
        await stage.TakesAsync(stage.Good().WithHeader("kid", "key-2").Signed(TrustKey.Two)); // brings the new set

        await stage.RefusesAsync(HttpStatusCode.Unauthorized, "UnknownKey", token);
    }

    [Fact]
    public async Task A_remembered_token_follows_what_its_key_is_endorsed_for()
    {
        await using var stage = await TrustStage.StartAsync();
        var token = stage.Good().Signed(TrustKey.One);
        await stage.TakesAsync(token);
        stage.Authority.Keys = [TrustKey.One.Jwk("webchat"), TrustKey.Two.Jwk("msteams")];
        await stage.TakesAsync(stage.Good().WithHeader("kid", "key-2").Signed(TrustKey.Two)); // brings the new set

        await stage.RefusesAsync(HttpStatusCode.Forbidden, "ChannelNotEndorsed", token);
    }

    [Fact]
    public async Task A_remembered_token_ends_with_its_key_also_when_another_takes_its_id()
    {
        await using var stage = await TrustStage.StartAsync();
        var token = stage.Good().Signed(TrustKey.One);
        await stage.TakesAsync(token);
        stage.Authority.Keys = [TrustKey.Foreign.Jwk("msteams"), TrustKey.Two.Jwk("msteams")];
        await stage.TakesAsync(stage.Good().WithHeader("kid", "key-2").Signed(TrustKey.Two));

        await stage.RefusesAsync(HttpStatusCode.Unauthorized, "Signature", token);
    }

    [Fact]
    public async Task Keys_are_fetched_daily_and_old_ones_serve_while_none_can_be_had()
    {
        await using var stage = await TrustStage.StartAsync();
        var token = stage.Good().With("exp", stage.At(TimeSpan.FromDays(30))).Signed(TrustKey.One);
        await stage.TakesAsync(token);
        stage.Clock.Move(IssuerKeys.FreshFor - TimeSpan.FromSeconds(1));
        await stage.TakesAsync(token);
        Assert.Equal(1, stage.Authority.Fetches);

        stage.Authority.Down = true;
        stage.Clock.Move(TimeSpan.FromDays(3));
        for (var i = 0; i < 5; i++)
        {
            await stage.TakesAsync(token);
        }

        Assert.Equal(2, stage.Authority.Fetches); // a failed one is not tried again at once
        Assert.Contains(4022, stage.Bot.Log.Ids);

        // What an old set does not know may well be a new key: nobody can say.
        await stage.RefusesAsync(HttpStatusCode.ServiceUnavailable, "Undecided", stage.Good().WithHeader("kid", "key-2").Signed(TrustKey.Two));

        stage.Authority.Down = false;
        stage.Authority.Keys = [TrustKey.One.Jwk("msteams"), TrustKey.Two.Jwk("msteams")];
        stage.Clock.Move(IssuerKeys.Gap);
        await stage.TakesAsync(token);
        await stage.TakesAsync(stage.Good().WithHeader("kid", "key-2").Signed(TrustKey.Two));
    }

    [Fact]
    public async Task Down_at_a_cold_start_nobody_comes_in_and_when_it_is_back_the_next_one_does()
    {
        await using var stage = await TrustStage.StartAsync();
        stage.Authority.Down = true;
        var token = stage.Good().Signed(TrustKey.One);
        await stage.RefusesAsync(HttpStatusCode.ServiceUnavailable, "Undecided", token);
        await stage.RefusesAsync(HttpStatusCode.ServiceUnavailable, "Undecided", token);

        stage.Authority.Down = false;
        await stage.TakesAsync(token);
    }

    [Fact]
    public async Task Many_at_once_wait_for_one_fetch()
    {
        await using var stage = await TrustStage.StartAsync();
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stage.Authority.Hold = hold.Task;
        var many = Enumerable.Range(0, 50).Select(i => stage.SendAsync(stage.Good().With("jti", $"{i}").Signed(TrustKey.One))).ToArray();
        while (stage.Authority.Fetches == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        hold.SetResult();
        Assert.All(await Task.WhenAll(many), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(1, stage.Authority.Fetches);
    }

    [Theory]
    [InlineData(200, "<html>sign in</html>")]
    [InlineData(200, "")]
    [InlineData(200, "null")]
    [InlineData(200, "[]")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"jwks_uri":5,"keys":{}}""")]
    [InlineData(200, """{"jwks_uri":null,"keys":[]}""")]
    [InlineData(200, """{"keys":[5,null,"x",{},{"kty":"RSA","kid":"key-1","n":"!","e":"AQAB"},{"kty":"RSA","kid":"key-1","n":"AQAB","e":"AQAB"}]}""")]
    [InlineData(302, "")]
    [InlineData(204, "")]
    [InlineData(404, "{}")]
    [InlineData(500, "{}")]
    [InlineData(0, "")] // breaks off
    [InlineData(-1, "")] // more than a key set can be
    public async Task A_document_that_cannot_be_read_lets_nobody_in_and_nobody_out(int status, string body)
    {
        await using var stage = await TrustStage.StartAsync();
        RequestDelegate bad = async context =>
        {
            context.Response.StatusCode = status > 0 ? status : 200;
            context.Response.Headers.Location = "https://keys.example/";
            await context.Response.WriteAsync(status == -1 ? "{\"x\":\"" + new string('x', 1024 * 1024) + "\"}" : body);
            if (status == 0)
            {
                context.Abort();
            }
        };
        var token = stage.Good().With("exp", 4_102_444_800).Signed(TrustKey.One);
        foreach (var keys in (bool[])[false, true])
        {
            (stage.Authority.MetadataAnswer, stage.Authority.KeysAnswer) = (keys ? null : bad, keys ? bad : null);
            await stage.RefusesAsync(HttpStatusCode.ServiceUnavailable, "Undecided", token);
        }

        (stage.Authority.MetadataAnswer, stage.Authority.KeysAnswer) = (null, null);
        await stage.TakesAsync(token);
        foreach (var keys in (bool[])[false, true])
        {
            (stage.Authority.MetadataAnswer, stage.Authority.KeysAnswer) = (keys ? null : bad, keys ? bad : null);
            var fetches = stage.Authority.Fetches;
            stage.Clock.Move(IssuerKeys.UnwatchedFor);
            await stage.TakesAsync(token);
            Assert.Equal(fetches + 1, stage.Authority.Fetches);
        }
    }

    [Fact]
    public async Task The_configured_issuer_counts_and_not_what_its_metadata_call_it()
    {
        await using var stage = await TrustStage.StartAsync();
        stage.Authority.Issuer = "https://api.botframework.us";
        await stage.RefusesAsync(HttpStatusCode.Unauthorized, "UnknownIssuer", stage.Good().With("iss", stage.Authority.Issuer).Signed(TrustKey.One));
        await stage.TakesAsync(stage.Good().Signed(TrustKey.One));
        await stage.RefusesAsync(HttpStatusCode.Unauthorized, "UnknownIssuer", stage.Good().With("iss", stage.Authority.Issuer).Signed(TrustKey.One));
    }

    [Fact]
    public async Task One_issuers_keys_do_not_sign_for_another()
    {
        await using var other = await TrustAuthority.StartAsync();
        other.Keys = [TrustKey.Two.Jwk("msteams")];
        await using var stage = await TrustStage.StartAsync(("Trust:Issuers:1:issuer", "https://api.botframework.us"), ("Trust:Issuers:1:metadata", other.Metadata));
        Token By(string issuer, TrustKey key) => stage.Mint.Of(key).With("iss", issuer);

        await stage.TakesAsync(By(TrustStage.Issuer, TrustKey.One).Signed(TrustKey.One));
        await stage.TakesAsync(By("https://api.botframework.us", TrustKey.Two).Signed(TrustKey.Two));
        await stage.RefusesAsync(HttpStatusCode.Unauthorized, "UnknownKey", By(TrustStage.Issuer, TrustKey.Two).Signed(TrustKey.Two));
        await stage.RefusesAsync(HttpStatusCode.Unauthorized, "UnknownKey", By("https://api.botframework.us", TrustKey.One).Signed(TrustKey.One));
    }

    [Theory]
    [InlineData("http://keys.example/set")]
    [InlineData("file:///etc/keys.json")]
    [InlineData("/v1/.well-known/keys")]
    [InlineData("")]
    public async Task A_key_set_that_does_not_lie_behind_https_is_not_asked(string uri)
    {
        await using var stage = await TrustStage.StartAsync();
        stage.Authority.KeySetUri = uri;
        await stage.RefusesAsync(HttpStatusCode.ServiceUnavailable, "Undecided", stage.Good().Signed(TrustKey.One));
    }

    [Fact]
    public async Task Keys_that_must_not_sign_are_no_keys()
    {
        await using var stage = await TrustStage.StartAsync();
        var small = new TrustKey("small", 1024);
        var encrypts = TrustKey.Two.Jwk("msteams");
        encrypts["use"] = "enc";
        var nameless = TrustKey.Two.Jwk("msteams");
        nameless.Remove("kid");
        stage.Authority.Keys = [small.Jwk("msteams"), encrypts, nameless, new JsonObject { ["kty"] = "oct", ["kid"] = "o", ["k"] = "AAAA" }, TrustKey.One.Jwk("msteams")];

        await stage.TakesAsync(stage.Good().Signed(TrustKey.One));
        await stage.RefusesAsync(HttpStatusCode.Unauthorized, "UnknownKey", stage.Good().WithHeader("kid", "small").Signed(small));
        await stage.RefusesAsync(HttpStatusCode.Unauthorized, "UnknownKey", stage.Good().WithHeader("kid", "key-2").Signed(TrustKey.Two));
        await stage.RefusesAsync(HttpStatusCode.Unauthorized, "UnknownKey", stage.Good().WithHeader("kid", "o").Signed(TrustKey.Two));
    }
}
