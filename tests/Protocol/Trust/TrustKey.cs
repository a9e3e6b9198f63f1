using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace CrmBot.Protocol.Tests;

/// <summary>A key of a token authority, made for this run.</summary>
internal sealed class TrustKey(string id, int bits = 2048)
{
    /// <summary>Keys take long to make; tests that mean no particular one share these.</summary>
    public static readonly TrustKey One = new("key-1"), Two = new("key-2"), Foreign = new("key-1");

    public string Id { get; } = id;

    public RSA Rsa { get; } = RSA.Create(bits);

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
}
