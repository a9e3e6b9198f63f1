using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CrmBot.Protocol.Tests;

/// <summary>What makes a token no token of ours: each row breaks one rule and nothing else.</summary>
public sealed class TrustTokenTests
{
    internal static readonly Dictionary<string, (string Reason, Func<TrustStage, string> Make)> Bad = new()
    {
        ["one part"] = ("Malformed", _ => "abc"),
        ["two parts"] = ("Malformed", s => s.Good().Signed(TrustKey.One)[..^4].Replace(".", "", StringComparison.Ordinal) + ".a"),
        ["four parts"] = ("Malformed", s => s.Good().Signed(TrustKey.One) + ".a"),
        ["five parts, as if encrypted"] = ("Malformed", s => s.Good().Signed(TrustKey.One) + ".a.b"),
        ["empty parts"] = ("Malformed", _ => ".."),
        ["header is no JSON"] = ("Malformed", s => Replaced(s, 0, Token.Part("{\"alg\""))),
        ["header is a list"] = ("Malformed", s => Replaced(s, 0, Token.Part("[]"))),
        ["claims are no JSON"] = ("Malformed", s => Replaced(s, 1, Token.Part("nonsense"))),
        ["claims nested too deep"] = ("Malformed", s => Replaced(s, 1, Token.Part(string.Concat(Enumerable.Repeat("{\"a\":", 500)) + "1" + new string('}', 500)))),
        ["not base64url"] = ("Malformed", s => s.Good().Signed(TrustKey.One) + "="),
        ["a blank inside"] = ("Malformed", s => s.Good().Signed(TrustKey.One).Insert(20, " ")),
        ["too long"] = ("TooLong", s => s.Good().With("more", new string('x', 16 * 1024)).Signed(TrustKey.One)),

        ["algorithm none"] = ("Algorithm", s => s.Good().WithHeader("alg", "none").Signed(_ => [])),
        ["algorithm None with a good signature"] = ("Algorithm", s => s.Good().WithHeader("alg", "None").Signed(TrustKey.One)),
        ["algorithm missing"] = ("Algorithm", s => s.Good().WithoutHeader("alg").Signed(TrustKey.One)),
        ["algorithm in lower case"] = ("Algorithm", s => s.Good().WithHeader("alg", "rs256").Signed(TrustKey.One)),
        ["HS256 with the public key as secret"] = ("Algorithm", s => s.Good().WithHeader("alg", "HS256").Signed(t => HMACSHA256.HashData(Encoding.ASCII.GetBytes(TrustKey.One.Rsa.ExportSubjectPublicKeyInfoPem()), t))),
        ["HS256 with the modulus as secret"] = ("Algorithm", s => s.Good().WithHeader("alg", "HS256").Signed(t => HMACSHA256.HashData(TrustKey.One.Rsa.ExportParameters(false).Modulus!, t))),
        ["PS256"] = ("Algorithm", s => s.Good().WithHeader("alg", "PS256").Signed(TrustKey.One)),
        ["ES256"] = ("Algorithm", s => s.Good().WithHeader("alg", "ES256").Signed(t => ECDsa.Create(ECCurve.NamedCurves.nistP256).SignData(t, HashAlgorithmName.SHA256))),
        ["a critical header we do not know"] = ("CriticalHeader", s => s.Good().WithHeader("crit", new JsonArray("b64")).WithHeader("b64", false).Signed(TrustKey.One)),

        ["no key id"] = ("NoKeyId", s => s.Good().WithoutHeader("kid").Signed(TrustKey.One)),
        ["empty key id"] = ("NoKeyId", s => s.Good().WithHeader("kid", "").Signed(TrustKey.One)),
        ["unknown key id"] = ("UnknownKey", s => s.Good().WithHeader("kid", "key-9").Signed(TrustKey.One)),
        ["key id in other case"] = ("UnknownKey", s => s.Good().WithHeader("kid", "KEY-1").Signed(TrustKey.One)),

        ["signed by a foreign key of the same id"] = ("Signature", s => s.Good().Signed(TrustKey.Foreign)),
        ["foreign key brought along in the header"] = ("Signature", s => s.Good().WithHeader("jwk", TrustKey.Foreign.Jwk("msteams")).Signed(TrustKey.Foreign)),
        ["foreign key set named in the header"] = ("Signature", s => s.Good().WithHeader("jku", s.Authority.Url + "/v1/.well-known/keys").Signed(TrustKey.Foreign)),
        ["no signature"] = ("Signature", s => s.Good().Signed(_ => [])),
        ["half a signature"] = ("Signature", s => s.Good().Signed(t => TrustKey.One.Rsa.SignData(t, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)[..128])),
        ["one bit of the signature turned"] = ("Signature", s => s.Good().Signed(t => Turned(TrustKey.One.Rsa.SignData(t, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)))),
        ["a claim changed after signing"] = ("Signature", s => Replaced(s, 1, Token.Part(s.Good().With("serviceurl", "https://evil.botframework.com").Claims.ToJsonString()))),
        ["the header changed after signing"] = ("Signature", s => Replaced(s, 0, Token.Part(s.Good().WithHeader("typ", "at+jwt").Header.ToJsonString()))),
        ["signed with another digest than it says"] = ("Signature", s => s.Good().Signed(t => TrustKey.One.Rsa.SignData(t, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1))),

        ["no issuer"] = ("UnknownIssuer", s => s.Good().Without("iss").Signed(TrustKey.One)),
        ["foreign issuer"] = ("UnknownIssuer", s => s.Good().With("iss", "https://api.botframework.example").Signed(TrustKey.One)),
        ["issuer of another cloud"] = ("UnknownIssuer", s => s.Good().With("iss", "https://api.botframework.us").Signed(TrustKey.One)),
        ["issuer with a slash more"] = ("UnknownIssuer", s => s.Good().With("iss", TrustStage.Issuer + "/").Signed(TrustKey.One)),
        ["issuer in other case"] = ("UnknownIssuer", s => s.Good().With("iss", TrustStage.Issuer.ToUpperInvariant()).Signed(TrustKey.One)),
        ["emulator's issuer"] = ("UnknownIssuer", s => s.Good().With("iss", "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/").With("ver", "1.0").With("appid", TrustStage.AppId).Signed(TrustKey.One)),
        ["Entra's issuer of a tenant that it names itself"] = ("UnknownIssuer", s => s.Good().With("iss", $"https://login.microsoftonline.com/{TrustStage.Tenant}/v2.0").With("tid", TrustStage.Tenant).With("ver", "2.0").With("azp", TrustStage.AppId).Signed(TrustKey.One)),

        ["no audience"] = ("Audience", s => s.Good().Without("aud").Signed(TrustKey.One)),
        ["another bot's audience"] = ("Audience", s => s.Good().With("aud", "0c5e2f6a-6f0e-4a37-9a3d-5a0c3b7d1e12").Signed(TrustKey.One)),
        ["the issuer as audience"] = ("Audience", s => s.Good().With("aud", TrustStage.Issuer).Signed(TrustKey.One)),
        ["audience api://"] = ("Audience", s => s.Good().With("aud", "api://" + TrustStage.AppId).Signed(TrustKey.One)),
        ["an audience list with another beside us"] = ("Audience", s => s.Good().With("aud", new JsonArray(TrustStage.AppId, "another")).Signed(TrustKey.One)),
        ["an empty audience list"] = ("Audience", s => s.Good().With("aud", new JsonArray()).Signed(TrustKey.One)),
        ["an audience that is an object"] = ("Malformed", s => s.Good().With("aud", new JsonObject { ["id"] = TrustStage.AppId }).Signed(TrustKey.One)),

        ["no expiry"] = ("NoExpiry", s => s.Good().Without("exp").Signed(TrustKey.One)),
        ["expired a second beyond the skew"] = ("Expired", s => s.Good().With("exp", s.At(TimeSpan.FromSeconds(-301))).Signed(TrustKey.One)),
        ["expired years ago"] = ("Expired", s => s.Good().With("nbf", 1).With("exp", 2).Signed(TrustKey.One)),
        ["negative expiry"] = ("Expired", s => s.Good().With("exp", -5).Signed(TrustKey.One)),
        ["not yet valid by a second beyond the skew"] = ("NotYetValid", s => s.Good().With("nbf", s.At(TimeSpan.FromSeconds(301))).Signed(TrustKey.One)),
    };

    internal static readonly Dictionary<string, Func<TrustStage, string>> Fine = new()
    {
        ["as the channel makes it"] = s => s.Good().Signed(TrustKey.One),
        ["RS384"] = s => s.Good().WithHeader("alg", "RS384").Signed(TrustKey.One),
        ["RS512"] = s => s.Good().WithHeader("alg", "RS512").Signed(TrustKey.One),
        ["without nbf"] = s => s.Good().Without("nbf").Signed(TrustKey.One),
        ["without typ and x5t"] = s => s.Good().WithoutHeader("typ").WithoutHeader("x5t").Signed(TrustKey.One),
        ["an audience list of us alone"] = s => s.Good().With("aud", new JsonArray(TrustStage.AppId)).Signed(TrustKey.One),
        ["expired, just inside the skew"] = s => s.Good().With("exp", s.At(TimeSpan.FromSeconds(-300))).Signed(TrustKey.One),
        ["not yet valid, just inside the skew"] = s => s.Good().With("nbf", s.At(TimeSpan.FromSeconds(300))).Signed(TrustKey.One),
        ["an expiry beyond all years"] = s => s.Good().With("exp", 999_999_999_999_999).Signed(TrustKey.One),
        ["claims we do not know"] = s => s.Good().With("ver", "9").With("tid", 7).With("x", new JsonObject { ["y"] = null }).Signed(TrustKey.One),
    };

    public static TheoryData<string> BadNames => [.. Bad.Keys];

    public static TheoryData<string> FineNames => [.. Fine.Keys];

    [Theory]
    [MemberData(nameof(BadNames))]
    public async Task A_token_that_breaks_one_rule_is_refused(string name)
    {
        await using var stage = await TrustStage.StartAsync();
        var (reason, make) = Bad[name];

        await stage.RefusesAsync(HttpStatusCode.Unauthorized, reason, make(stage));
        await stage.TakesAsync(stage.Good().Signed(TrustKey.One));
    }

    [Theory]
    [MemberData(nameof(FineNames))]
    public async Task A_good_token_passes_first_and_remembered(string name)
    {
        await using var stage = await TrustStage.StartAsync();
        var token = Fine[name](stage);

        await stage.TakesAsync(token);
        await stage.TakesAsync(token);
        Assert.Equal(1, stage.Authority.Fetches);
    }

    [Fact]
    public async Task An_expiry_that_is_no_number_is_refused_whatever_it_is()
    {
        await using var stage = await TrustStage.StartAsync();
        foreach (var value in (JsonNode?[])[null, "soon", true, new JsonObject(), new JsonArray(1), JsonNode.Parse("1e400")])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await stage.SendAsync(stage.Good().With("exp", value).Signed(TrustKey.One)));
        }

        Assert.Equal(0, stage.Turns);
    }

    [Fact]
    public async Task No_key_is_fetched_for_a_token_that_is_refused_by_its_looks()
    {
        await using var stage = await TrustStage.StartAsync();
        await stage.RefusesAsync(HttpStatusCode.Unauthorized, "Audience", stage.Good().With("aud", "x").Signed(TrustKey.One));
        Assert.Equal(0, stage.Authority.Fetches);
    }

    private static string Replaced(TrustStage stage, int part, string by)
    {
        var parts = stage.Good().Signed(TrustKey.One).Split('.');
        parts[part] = by;
        return string.Join('.', parts);
    }

    private static byte[] Turned(byte[] bytes)
    {
        bytes[100] ^= 1;
        return bytes;
    }
}
