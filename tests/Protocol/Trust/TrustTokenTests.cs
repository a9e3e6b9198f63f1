using System.Net;

namespace CrmBot.Protocol.Tests;

/// <summary>Every row of <see cref="TokenCases"/> against the endpoint over HTTP.</summary>
public sealed class TrustTokenTests
{
    public static TheoryData<string> Bad => [.. TokenCases.All.Where(c => c.Status != 200).Select(c => c.Name)];

    public static TheoryData<string> Good => [.. TokenCases.All.Where(c => c.Status == 200).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_request_that_breaks_one_rule_is_refused(string name)
    {
        await using var stage = await TrustStage.StartAsync(("Trust:Tenants:0", TokenMint.Tenant));
        stage.Authority.Keys = TokenMint.KeySet();
        var row = TokenCases.Named(name);
        var mint = stage.Mint;

        for (var time = 1; time <= 2; time++)
        {
            Assert.Equal(row.Status, await stage.StatusAsync(row.Headers(mint), row.Activity(mint)));
            Assert.Equal($"Caller refused with {row.Status}: {row.Reason}", stage.Refusals[^1]);
            Assert.Equal(time, stage.Refusals.Length);
            Assert.Equal(time - 1, stage.Turns);
            // Neither the refusal nor its memory may stand in the way of the good one, nor the good one's memory in that of the refusal.
            await stage.TakesAsync(stage.Good().Signed(TrustKey.One));
        }

        foreach (var part in row.Headers(mint).SelectMany(h => h.Split(' ', '.', ',')).Where(p => p.Length > 20))
        {
            Assert.DoesNotContain(part, stage.Bot.Log.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Good))]
    public async Task A_good_token_passes_first_and_remembered(string name)
    {
        await using var stage = await TrustStage.StartAsync(("Trust:Tenants:0", TokenMint.Tenant));
        stage.Authority.Keys = TokenMint.KeySet();
        var row = TokenCases.Named(name);
        var (headers, body) = (row.Headers(stage.Mint), row.Activity(stage.Mint));

        Assert.Equal(200, await stage.StatusAsync(headers, body));
        Assert.Equal(200, await stage.StatusAsync(headers, body));
        Assert.Equal(2, stage.Turns);
        Assert.Equal(1, stage.Authority.Fetches);
    }

    [Fact]
    public void The_rows_have_names_of_their_own() =>
        Assert.Equal(TokenCases.All.Count, TokenCases.All.DistinctBy(c => c.Name).Count());

    [Theory]
    [InlineData("exp", -300, true)]
    [InlineData("exp", -301, false)]
    [InlineData("nbf", 300, true)]
    [InlineData("nbf", 301, false)]
    public async Task The_skew_is_five_minutes_to_the_second(string claim, int seconds, bool passes)
    {
        await using var stage = await TrustStage.StartAsync();
        var status = await stage.SendAsync(stage.Good().With(claim, stage.At(TimeSpan.FromSeconds(seconds))).Signed(TrustKey.One));
        Assert.Equal(passes ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, status);
    }

    /// <summary>The library may call it malformed or without a time; refused it must be.</summary>
    [Theory]
    [InlineData("nbf", "\"soon\"")]
    [InlineData("nbf", "[1]")]
    [InlineData("nbf", "{}")]
    [InlineData("nbf", "true")]
    [InlineData("nbf", "1e400")]
    [InlineData("exp", "\"2030-01-01T00:00:00Z\"")]
    public async Task A_time_that_is_no_number_is_refused(string claim, string json)
    {
        await using var stage = await TrustStage.StartAsync();
        var claims = stage.Good().Without(claim).Claims.ToJsonString()[..^1] + $",\"{claim}\":{json}}}";
        Assert.Equal(HttpStatusCode.Unauthorized, await stage.SendAsync(Token.Signed(stage.Good().Header.ToJsonString(), claims, TrustKey.One)));
        Assert.Equal(0, stage.Turns);
    }

    [Theory]
    [InlineData("alg", "256")]
    [InlineData("alg", "{}")]
    [InlineData("kid", "1")]
    [InlineData("kid", "[\"key-1\"]")]
    [InlineData("kid", "{}")]
    public async Task A_header_of_another_kind_is_refused(string name, string json)
    {
        await using var stage = await TrustStage.StartAsync();
        var header = stage.Good().WithoutHeader(name).Header.ToJsonString()[..^1] + $",\"{name}\":{json}}}";
        Assert.Equal(HttpStatusCode.Unauthorized, await stage.SendAsync(Token.Signed(header, stage.Good().Claims.ToJsonString(), TrustKey.One)));
        Assert.Equal(0, stage.Turns);
    }

    [Fact]
    public async Task No_key_is_fetched_for_a_token_that_is_refused_by_its_looks()
    {
        await using var stage = await TrustStage.StartAsync();
        await stage.RefusesAsync(HttpStatusCode.Unauthorized, "Audience", stage.Good().With("aud", "x").Signed(TrustKey.One));
        Assert.Equal(0, stage.Authority.Fetches);
    }
}
