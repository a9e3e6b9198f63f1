using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace CrmBot.Protocol.Tests;

/// <summary>A key of a token authority, made for this run.</summary>
internal sealed class TrustKey(string id, int bits = 2048)
{
    /// <summary>Keys take long to make; tests that mean no particular one share these.</summary>
    public static readonly TrustKey One = new("key-1"), Two = new("key-2"), Foreign = new("key-1");

    /// <summary>For key sets with something wrong in them; their ids say what; one is in none.</summary>
    public static readonly TrustKey Bare = new("bare"), Idle = new("idle"), Named = new("named"), Encrypts = new("encrypts"), Small = new("small", 1024), Gone = new("gone");

    /// <summary>Elliptic.</summary>
    public static readonly ECDsa Curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private readonly Lazy<RSA> _rsa = new(() => RSA.Create(bits));

    public string Id { get; } = id;

    public RSA Rsa => _rsa.Value;

    /// <summary>As in a key set; <paramref name="endorsements"/> null leaves the member out.</summary>
    public JsonObject Jwk(params string[]? endorsements)
    {
        var p = Rsa.ExportParameters(false);
        var jwk = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = Id,
            ["x5t"] = Id,
            ["n"] = Token.Base64Url(p.Modulus!),
            ["e"] = Token.Base64Url(p.Exponent!),
        };
        if (endorsements is not null)
        {
            jwk["endorsements"] = new JsonArray([.. endorsements.Select(e => (JsonNode)e)]);
        }

        return jwk;
    }

    /// <summary><see cref="Curve"/> as in a key set, with the id <c>curve</c>.</summary>
    public static JsonObject CurveJwk(params string[] endorsements)
    {
        var p = Curve.ExportParameters(false);
        return new JsonObject
        {
            ["kty"] = "EC",
            ["use"] = "sig",
            ["kid"] = "curve",
            ["crv"] = "P-256",
            ["x"] = Token.Base64Url(p.Q.X!),
            ["y"] = Token.Base64Url(p.Q.Y!),
            ["endorsements"] = new JsonArray([.. endorsements.Select(e => (JsonNode)e)]),
        };
    }
}
