using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CrmBot.Protocol.Tests;

/// <summary>The token suite: each row breaks one rule and nothing else, or is good. A second implementation can judge the same rows.</summary>
internal static partial class TokenCases
{
    public static IReadOnlyList<TokenCase> All { get; } = [.. Good(), .. Schemes(), .. Shapes(), .. Algorithms(), .. Keys(), .. Issuers(), .. Audiences(), .. Times(), .. Uses()];

    public static TokenCase Named(string name) => All.Single(c => c.Name == name);

    private static IEnumerable<TokenCase> Good() =>
    [
        TokenCase.Taken("as the channel makes it", m => m.Good()),
        TokenCase.Taken("RS384", m => m.Good().WithHeader("alg", "RS384")),
        TokenCase.Taken("RS512", m => m.Good().WithHeader("alg", "RS512")),
        TokenCase.Taken("without nbf", m => m.Good().Without("nbf")),
        TokenCase.Taken("without typ and x5t", m => m.Good().WithoutHeader("typ").WithoutHeader("x5t")),
        TokenCase.Taken("an audience list of us alone", m => m.Good().With("aud", new JsonArray(TokenMint.AppId))),
        TokenCase.Taken("expired, just inside the skew", m => m.Good().With("exp", m.At(TimeSpan.FromSeconds(-295)))),
        TokenCase.Taken("not yet valid, just inside the skew", m => m.Good().With("nbf", m.At(TimeSpan.FromSeconds(295)))),
        TokenCase.Taken("an expiry beyond all years", m => m.Good().With("exp", 999_999_999_999_999)),
        TokenCase.Taken("an expiry between two seconds", m => m.Good().With("exp", m.At(TimeSpan.FromMinutes(50)) + 0.5)),
        TokenCase.Taken("claims we do not know", m => m.Good().With("ver", "9").With("tid", 7).With("x", new JsonObject { ["y"] = null })),
        TokenCase.Taken("service URL in other case", m => m.Good().With("serviceurl", TokenMint.ServiceUrl.ToUpperInvariant())),
        TokenCase.Taken("service URL without its last slash", m => m.Good().With("serviceurl", TokenMint.ServiceUrl[..^1])),
        TokenCase.Taken("the activity's service URL without its last slash", m => m.Good(), _ => TokenMint.Activity(TokenMint.ServiceUrl[..^1])),
        TokenCase.Taken("another channel that the key may speak for", m => m.Good(), _ => TokenMint.Activity(channel: "webchat")),
        TokenCase.Taken("the tenant in one place only", m => m.Good(), _ => TokenMint.Activity(conversationTenant: null)),
    ];

    private static IEnumerable<TokenCase> Schemes() =>
    [
        TokenCase.Header("no header", "Missing"),
        TokenCase.Header("empty header", "Missing", ""),
        TokenCase.Header("scheme in lower case", "Scheme", "bearer {0}"),
        TokenCase.Header("scheme in upper case", "Scheme", "BEARER {0}"),
        TokenCase.Header("Basic", "Scheme", "Basic {0}"),
        TokenCase.Header("Negotiate", "Scheme", "Negotiate {0}"),
        TokenCase.Header("scheme alone", "Scheme", "Bearer"),
        TokenCase.Header("token alone", "Scheme", "{0}"),
        TokenCase.Header("scheme with a colon", "Scheme", "Bearer: {0}"),
        TokenCase.Header("a tab between", "Scheme", "Bearer\t{0}"),
        TokenCase.Header("two blanks between", "Malformed", "Bearer  {0}"),
        TokenCase.Header("three parts", "Malformed", "Bearer {0} x"),
        TokenCase.Header("two tokens", "Malformed", "Bearer {0},{0}"),
        TokenCase.Header("two schemes", "Malformed", "Bearer Bearer {0}"),
        TokenCase.Header("token in quotes", "Malformed", "Bearer \"{0}\""),
        TokenCase.Header("two headers", "ManyHeaders", "Bearer {0}", "Bearer {0}"),
        TokenCase.Header("two headers of which one is good", "ManyHeaders", "Basic eDp5", "Bearer {0}"),
    ];

    private static IEnumerable<TokenCase> Shapes() =>
    [
        TokenCase.Invalid("one part", "Malformed", _ => "abc"),
        TokenCase.Invalid("two parts", "Malformed", m => Parts(m)[0] + "." + Parts(m)[1]),
        TokenCase.Invalid("four parts", "Malformed", m => m.Good().Signed(TrustKey.One) + ".a"),
        TokenCase.Invalid("five parts, as if encrypted", "Malformed", m => m.Good().WithHeader("enc", "A256GCM").Signed(TrustKey.One) + ".a.b"),
        TokenCase.Invalid("empty parts", "Malformed", _ => ".."),
        TokenCase.Invalid("header is no JSON", "Malformed", m => Replaced(m, 0, Token.Part("{\"alg\""))),
        TokenCase.Invalid("header is a list", "Malformed", m => Replaced(m, 0, Token.Part("[]"))),
        TokenCase.Invalid("header is null", "Malformed", m => Replaced(m, 0, Token.Part("null"))),
        TokenCase.Invalid("claims are no JSON", "Malformed", m => Replaced(m, 1, Token.Part("nonsense"))),
        TokenCase.Invalid("claims are a list", "Malformed", m => Token.Signed(m.Good().Header.ToJsonString(), "[]", TrustKey.One)),
        TokenCase.Invalid("claims are not encoded", "Malformed", m => Replaced(m, 1, m.Good().Claims.ToJsonString())),
        TokenCase.Invalid("claims nested too deep", "Malformed", m => Replaced(m, 1, Token.Part(string.Concat(Enumerable.Repeat("{\"a\":", 500)) + "1" + new string('}', 500)))),
        TokenCase.Invalid("not base64url", "Malformed", m => m.Good().Signed(TrustKey.One) + "="),
        TokenCase.Invalid("a blank inside", "Malformed", m => m.Good().Signed(TrustKey.One).Insert(20, " ")),
        TokenCase.Invalid("too long", "TooLong", m => m.Good().With("more", new string('x', 16 * 1024))),
    ];

    private static IEnumerable<TokenCase> Algorithms() =>
    [
        TokenCase.Invalid("algorithm none", "Algorithm", m => m.Good().WithHeader("alg", "none").Signed(_ => [])),
        TokenCase.Invalid("algorithm None with a good signature", "Algorithm", m => m.Good().WithHeader("alg", "None")),
        TokenCase.Invalid("algorithm missing", "Algorithm", m => m.Good().WithoutHeader("alg")),
        TokenCase.Invalid("algorithm empty", "Algorithm", m => m.Good().WithHeader("alg", "")),
        TokenCase.Invalid("algorithm null", "Algorithm", m => m.Good().WithHeader("alg", null)),
        TokenCase.Invalid("algorithm a list", "Malformed", m => m.Good().WithHeader("alg", new JsonArray("RS256"))),
        TokenCase.Invalid("algorithm in lower case", "Algorithm", m => m.Good().WithHeader("alg", "rs256")),
        TokenCase.Invalid("algorithm with a blank", "Algorithm", m => m.Good().WithHeader("alg", "RS256 ")),
        TokenCase.Invalid("algorithm twice, the last none", "Algorithm", m => Token.Signed(Doubled(m, "alg", "\"none\""), m.Good().Claims.ToJsonString(), TrustKey.One)),
        TokenCase.Invalid("HS256 with the public key as secret", "Algorithm", m => Hmac(m, "HS256", Encoding.ASCII.GetBytes(TrustKey.One.Rsa.ExportSubjectPublicKeyInfoPem()))),
        TokenCase.Invalid("HS256 with the modulus as secret", "Algorithm", m => Hmac(m, "HS256", TrustKey.One.Rsa.ExportParameters(false).Modulus!)),
        TokenCase.Invalid("HS256 with the published key as secret", "Algorithm", m => Hmac(m, "HS256", Encoding.UTF8.GetBytes(TrustKey.One.Jwk("msteams").ToJsonString()))),
        TokenCase.Invalid("HS256 with an empty secret", "Algorithm", m => Hmac(m, "HS256", [])),
        TokenCase.Invalid("HS256 with a published secret", "Algorithm", m => m.Good().WithHeader("alg", "HS256").WithHeader("kid", "octets").Signed(t => HMACSHA256.HashData(new byte[32], t))),
        TokenCase.Invalid("HS512 with the public key as secret", "Algorithm", m => Hmac(m, "HS512", Encoding.ASCII.GetBytes(TrustKey.One.Rsa.ExportSubjectPublicKeyInfoPem()))),
        TokenCase.Invalid("RS1", "Algorithm", m => m.Good().WithHeader("alg", "RS1")),
        TokenCase.Invalid("PS256", "Algorithm", m => m.Good().WithHeader("alg", "PS256")),
        TokenCase.Invalid("PS384", "Algorithm", m => m.Good().WithHeader("alg", "PS384")),
        TokenCase.Invalid("PS512", "Algorithm", m => m.Good().WithHeader("alg", "PS512")),
        TokenCase.Invalid("ES256 by a key that is published", "Algorithm", m => m.Good().WithHeader("alg", "ES256").WithHeader("kid", "curve").Signed(t => TrustKey.Curve.SignData(t, HashAlgorithmName.SHA256))),
        TokenCase.Invalid("ES256 by the RSA key's name", "Algorithm", m => m.Good().WithHeader("alg", "ES256").Signed(t => TrustKey.Curve.SignData(t, HashAlgorithmName.SHA256))),
        TokenCase.Invalid("EdDSA", "Algorithm", m => m.Good().WithHeader("alg", "EdDSA")),
        TokenCase.Invalid("a whole URI as algorithm", "Algorithm", m => m.Good().WithHeader("alg", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256")),
        TokenCase.Invalid("a critical header we do not know", "CriticalHeader", m => m.Good().WithHeader("crit", new JsonArray("b64")).WithHeader("b64", false)),
        TokenCase.Invalid("a critical header that is empty", "CriticalHeader", m => m.Good().WithHeader("crit", new JsonArray())),
        TokenCase.Invalid("signed with another digest than it says", "Signature", m => m.Good().Signed(t => TrustKey.One.Rsa.SignData(t, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1))),
        TokenCase.Invalid("padded otherwise than it says", "Signature", m => m.Good().Signed(t => TrustKey.One.Rsa.SignData(t, HashAlgorithmName.SHA256, RSASignaturePadding.Pss))),
    ];

    private static string[] Parts(TokenMint mint) => mint.Good().Signed(TrustKey.One).Split('.');

    private static string Replaced(TokenMint mint, int part, string by)
    {
        var parts = Parts(mint);
        parts[part] = by;
        return string.Join('.', parts);
    }

    /// <summary>The good header with one member more, of a name that it has.</summary>
    private static string Doubled(TokenMint mint, string name, string value) => $"{mint.Good().Header.ToJsonString()[..^1]},\"{name}\":{value}}}";

    private static string Hmac(TokenMint mint, string algorithm, byte[] secret) => mint.Good().WithHeader("alg", algorithm).Signed(text =>
        algorithm == "HS512" ? HMACSHA512.HashData(secret, text) : HMACSHA256.HashData(secret, text));
}
