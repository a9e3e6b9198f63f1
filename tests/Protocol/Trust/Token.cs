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

    public string Signed(TrustKey key) => Signed(text => key.Rsa.SignData(text, Hash, Algorithm == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1));

    public string Signed(Func<byte[], byte[]> sign)
    {
        var text = Part(Header.ToJsonString()) + "." + Part(Claims.ToJsonString());
        return text + "." + Base64Url(sign(Encoding.ASCII.GetBytes(text)));
    }

    public static string Part(string json) => Base64Url(Encoding.UTF8.GetBytes(json));

    private string? Algorithm => Header["alg"]?.GetValue<string>();

    private HashAlgorithmName Hash => Algorithm switch
    {
        "RS384" => HashAlgorithmName.SHA384,
        "RS512" => HashAlgorithmName.SHA512,
        _ => HashAlgorithmName.SHA256,
    };
}
