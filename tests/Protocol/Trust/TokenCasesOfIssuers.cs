using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace CrmBot.Protocol.Tests;

/// <summary>Who signed, for whom, and until when.</summary>
internal static partial class TokenCases
{
    private static IEnumerable<TokenCase> Keys() =>
    [
        TokenCase.Invalid("no key id", "NoKeyId", m => m.Good().WithoutHeader("kid")),
        TokenCase.Invalid("empty key id", "NoKeyId", m => m.Good().WithHeader("kid", "")),
        TokenCase.Invalid("key id null", "NoKeyId", m => m.Good().WithHeader("kid", null)),
        TokenCase.Invalid("unknown key id", "UnknownKey", m => m.Good().WithHeader("kid", "key-9")),
        TokenCase.Invalid("key id in other case", "UnknownKey", m => m.Good().WithHeader("kid", "KEY-1")),
        TokenCase.Invalid("key id twice, the last unknown", "UnknownKey", m => Token.Signed(Doubled(m, "kid", "\"key-9\""), m.Good().Claims.ToJsonString(), TrustKey.One)),
        TokenCase.Invalid("key withdrawn", "UnknownKey", m => m.Of(TrustKey.Gone).Signed(TrustKey.Gone)),
        TokenCase.Invalid("key too short", "UnknownKey", m => m.Of(TrustKey.Small).Signed(TrustKey.Small)),
        TokenCase.Invalid("key for encryption", "UnknownKey", m => m.Of(TrustKey.Encrypts).Signed(TrustKey.Encrypts)),
        TokenCase.Invalid("RS256 by the name of a curve", "UnknownKey", m => m.Good().WithHeader("kid", "curve")),
        TokenCase.Invalid("RS256 by the name of a secret", "UnknownKey", m => m.Good().WithHeader("kid", "octets")),

        TokenCase.Invalid("foreign key of a published id", "Signature", m => m.Good().Signed(TrustKey.Foreign)),
        TokenCase.Invalid("another published key than it says", "Signature", m => m.Good().Signed(TrustKey.Two)),
        TokenCase.Invalid("foreign key brought along", "Signature", m => m.Good().WithHeader("jwk", TrustKey.Foreign.Jwk("msteams")).Signed(TrustKey.Foreign)),
        TokenCase.Invalid("foreign key brought along, without a key id", "NoKeyId", m => m.Good().WithoutHeader("kid").WithHeader("jwk", TrustKey.Foreign.Jwk("msteams")).Signed(TrustKey.Foreign)),
        TokenCase.Invalid("foreign key set named", "Signature", m => m.Good().WithHeader("jku", "https://keys.example/set").Signed(TrustKey.Foreign)),
        TokenCase.Invalid("foreign key by the issuer's own set", "Signature", m => m.Good().WithHeader("jku", m.KeySetUrl).Signed(TrustKey.Foreign)),
        TokenCase.Invalid("foreign certificate named", "Signature", m => m.Good().WithHeader("x5u", "https://keys.example/certificate").Signed(TrustKey.Foreign)),
        TokenCase.Invalid("foreign certificate brought along", "Signature", m => m.Good().WithHeader("x5c", new JsonArray(Convert.ToBase64String(TrustKey.Foreign.Rsa.ExportSubjectPublicKeyInfo()))).Signed(TrustKey.Foreign)),

        TokenCase.Invalid("no signature", "Signature", m => m.Good().Signed(_ => [])),
        TokenCase.Invalid("half a signature", "Signature", m => m.Good().Signed(t => Sign(t)[..128])),
        TokenCase.Invalid("a signature of zeros", "Signature", m => m.Good().Signed(_ => new byte[256])),
        TokenCase.Invalid("a signature with a byte more", "Signature", m => m.Good().Signed(t => [.. Sign(t), 0])),
        TokenCase.Invalid("one bit of the signature turned", "Signature", m => m.Good().Signed(t => Turned(Sign(t)))),
        TokenCase.Invalid("another token's signature", "Signature", m => Replaced(m, 2, m.Good().With("jti", "2").Signed(TrustKey.One).Split('.')[2])),
        TokenCase.Invalid("a claim changed after signing", "Signature", m => Replaced(m, 1, Token.Part(m.Good().With("serviceurl", "https://evil.botframework.com").Claims.ToJsonString()))),
        TokenCase.Invalid("the header changed after signing", "Signature", m => Replaced(m, 0, Token.Part(m.Good().WithHeader("typ", "at+jwt").Header.ToJsonString()))),
    ];

    private static IEnumerable<TokenCase> Issuers() =>
    [
        TokenCase.Invalid("no issuer", "UnknownIssuer", m => m.Good().Without("iss")),
        TokenCase.Invalid("issuer empty", "UnknownIssuer", m => m.Good().With("iss", "")),
        TokenCase.Invalid("issuer null", "UnknownIssuer", m => m.Good().With("iss", null)),
        TokenCase.Invalid("issuer a number", "Malformed", m => m.Good().With("iss", 5)),
        TokenCase.Invalid("issuer a list", "Malformed", m => m.Good().With("iss", new JsonArray(TokenMint.Issuer))),
        TokenCase.Invalid("issuer an object", "Malformed", m => m.Good().With("iss", new JsonObject { ["url"] = TokenMint.Issuer })),
        TokenCase.Invalid("issuer's name in other case", "UnknownIssuer", m => m.Good().Without("iss").With("ISS", TokenMint.Issuer)),
        TokenCase.Invalid("foreign issuer", "UnknownIssuer", m => m.Good().With("iss", "https://api.botframework.example")),
        TokenCase.Invalid("issuer of the government's cloud", "UnknownIssuer", m => m.Good().With("iss", "https://api.botframework.us")),
        TokenCase.Invalid("issuer of the Chinese cloud", "UnknownIssuer", m => m.Good().With("iss", "https://api.botframework.azure.cn")),
        TokenCase.Invalid("issuer with a slash more", "UnknownIssuer", m => m.Good().With("iss", TokenMint.Issuer + "/")),
        TokenCase.Invalid("issuer in other case", "UnknownIssuer", m => m.Good().With("iss", TokenMint.Issuer.ToUpperInvariant())),
        TokenCase.Invalid("issuer with a blank", "UnknownIssuer", m => m.Good().With("iss", " " + TokenMint.Issuer)),
        TokenCase.Invalid("issuer over http", "UnknownIssuer", m => m.Good().With("iss", "http://api.botframework.com")),
        TokenCase.Invalid("emulator, version 1", "UnknownIssuer", m => Entra(m, "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", "1.0", "appid")),
        TokenCase.Invalid("emulator, version 2", "UnknownIssuer", m => Entra(m, "https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0", "2.0", "azp")),
        TokenCase.Invalid("emulator, newer, version 1", "UnknownIssuer", m => Entra(m, "https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/", "1.0", "appid")),
        TokenCase.Invalid("emulator, newer, version 2", "UnknownIssuer", m => Entra(m, "https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0", "2.0", "azp")),
        TokenCase.Invalid("emulator of the government's cloud", "UnknownIssuer", m => Entra(m, "https://sts.windows.net/cab8a31a-1906-4287-a0d8-4eef66b95f6e/", "1.0", "appid")),
        TokenCase.Invalid("Entra for a tenant that the token names itself", "UnknownIssuer", m => Entra(m, $"https://login.microsoftonline.com/{TokenMint.Tenant}/v2.0", "2.0", "azp").With("tid", TokenMint.Tenant)),
        TokenCase.Invalid("Entra for everybody", "UnknownIssuer", m => Entra(m, "https://login.microsoftonline.com/common/v2.0", "2.0", "azp")),
        TokenCase.Invalid("a skill", "UnknownIssuer", m => Entra(m, $"https://login.microsoftonline.com/{TokenMint.Tenant}/v2.0", "2.0", "azp").With("azp", "99999999-2222-3333-4444-555555555555")),
    ];

    private static IEnumerable<TokenCase> Audiences() =>
    [
        TokenCase.Invalid("no audience", "Audience", m => m.Good().Without("aud")),
        TokenCase.Invalid("audience empty", "Audience", m => m.Good().With("aud", "")),
        TokenCase.Invalid("audience null", "Audience", m => m.Good().With("aud", null)),
        TokenCase.Invalid("audience a number", "Malformed", m => m.Good().With("aud", 5)),
        TokenCase.Invalid("audience an object", "Malformed", m => m.Good().With("aud", new JsonObject { ["id"] = TokenMint.AppId })),
        TokenCase.Invalid("another bot's audience", "Audience", m => m.Good().With("aud", "0c5e2f6a-6f0e-4a37-9a3d-5a0c3b7d1e12")),
        TokenCase.Invalid("the issuer as audience", "Audience", m => m.Good().With("aud", TokenMint.Issuer)),
        TokenCase.Invalid("audience api://", "Audience", m => m.Good().With("aud", "api://" + TokenMint.AppId)),
        TokenCase.Invalid("audience api://botid-", "Audience", m => m.Good().With("aud", "api://botid-" + TokenMint.AppId)),
        TokenCase.Invalid("audience with a blank", "Audience", m => m.Good().With("aud", TokenMint.AppId + " ")),
        TokenCase.Invalid("audience in braces", "Audience", m => m.Good().With("aud", "{" + TokenMint.AppId + "}")),
        TokenCase.Invalid("an audience list with another beside us", "Audience", m => m.Good().With("aud", new JsonArray(TokenMint.AppId, "another"))),
        TokenCase.Invalid("an empty audience list", "Audience", m => m.Good().With("aud", new JsonArray())),
        TokenCase.Invalid("audience twice, the last another's", "Audience", m => Token.Signed(m.Good().Header.ToJsonString(), m.Good().Claims.ToJsonString()[..^1] + ",\"aud\":\"another\"}", TrustKey.One)),
    ];

    private static IEnumerable<TokenCase> Times() =>
    [
        TokenCase.Invalid("no expiry", "NoExpiry", m => m.Good().Without("exp")),
        TokenCase.Invalid("expiry null", "Malformed", m => m.Good().With("exp", null)),
        TokenCase.Invalid("expiry a word", "Malformed", m => m.Good().With("exp", "soon")),
        TokenCase.Invalid("expiry true", "Malformed", m => m.Good().With("exp", true)),
        TokenCase.Invalid("expiry an object", "Malformed", m => m.Good().With("exp", new JsonObject())),
        TokenCase.Invalid("expiry a list", "Malformed", m => m.Good().With("exp", new JsonArray(m.At(TimeSpan.FromMinutes(50))))),
        TokenCase.Invalid("expiry no number can hold", "Malformed", m => m.Good().With("exp", JsonNode.Parse("1e400"))),
        TokenCase.Invalid("expired beyond the skew", "Expired", m => m.Good().With("exp", m.At(TimeSpan.FromSeconds(-301)))),
        TokenCase.Invalid("expired years ago", "Expired", m => m.Good().With("nbf", 1).With("exp", 2)),
        TokenCase.Invalid("expiry zero", "Expired", m => m.Good().With("exp", 0)),
        TokenCase.Invalid("expiry negative", "Expired", m => m.Good().With("exp", -5)),
        TokenCase.Invalid("not yet valid beyond the skew", "NotYetValid", m => m.Good().With("nbf", m.At(TimeSpan.FromSeconds(310)))),
        TokenCase.Invalid("valid only in years", "NotYetValid", m => m.Good().With("nbf", m.At(TimeSpan.FromDays(900))).With("exp", m.At(TimeSpan.FromDays(901)))),
    ];

    private static Token Entra(TokenMint mint, string issuer, string version, string claim) =>
        mint.Good().Without("serviceurl").With("iss", issuer).With("ver", version).With(claim, TokenMint.AppId).With("tid", issuer.Split('/')[3]);

    private static byte[] Sign(byte[] text) => TrustKey.One.Rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static byte[] Turned(byte[] bytes)
    {
        bytes[100] ^= 1;
        return bytes;
    }
}
