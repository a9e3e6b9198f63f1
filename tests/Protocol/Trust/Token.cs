using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CrmBot.Protocol.Tests;

/// <summary>A token made by hand, so that any part of it can be wrong.</summary>
internal sealed class Token(JsonObject header, JsonObject claims)
{
    public JsonObject Header { get; } = header;

    public JsonObject Claims { get; } = claims;

    public static string Base64Url(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    public Token With(string claim, JsonNode? value)
    {
        Claims[claim] = value;
        return this;
    }

    public Token Without(string claim)
    {
        Claims.Remove(claim);
        return this;
    }

    public Token WithHeader(string name, JsonNode? value)
    {
        Header[name] = value;
        return this;
    }

    public Token WithoutHeader(string name)
    {
        Header.Remove(name);
        return this;
    }

    public string Signed(TrustKey key) => Signed(text => key.Rsa.SignData(text, Hash, IsPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1));

    public string Signed(Func<byte[], byte[]> sign) => Signed(Header.ToJsonString(), Claims.ToJsonString(), sign);

    /// <summary>For what no JSON object can hold.</summary>
    public static string Signed(string header, string claims, TrustKey key) =>
        Signed(header, claims, text => key.Rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    public static string Part(string json) => Base64Url(Encoding.UTF8.GetBytes(json));

    private static string Signed(string header, string claims, Func<byte[], byte[]> sign)
    {
        var text = Part(header) + "." + Part(claims);
        return text + "." + Base64Url(sign(Encoding.ASCII.GetBytes(text)));
    }

    private string Algorithm => Header["alg"] is JsonValue value && value.TryGetValue<string>(out var name) ? name : "";

    private bool IsPss => Algorithm.StartsWith("PS", StringComparison.Ordinal);

    private HashAlgorithmName Hash => Algorithm switch
    {
        "RS1" => HashAlgorithmName.SHA1,
        "RS384" or "PS384" => HashAlgorithmName.SHA384,
        "RS512" or "PS512" => HashAlgorithmName.SHA512,
        _ => HashAlgorithmName.SHA256,
    };
}
