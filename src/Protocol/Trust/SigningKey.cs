using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace CrmBot.Protocol;

/// <summary>One RSA key of an issuer. Two fetches of one key give two objects, so the object also says which fetch it came from.</summary>
/// <param name="Endorsements">Channels that the key may speak for; null when the issuer gave no list.</param>
internal sealed record SigningKey(string Id, RsaSecurityKey Key, IReadOnlyList<string>? Endorsements)
{
    private const int SmallestModulusBytes = 2048 / 8;

    /// <summary>Null for a key that signs nothing for us: not RSA, too small, without an id, or for encryption.</summary>
    public static SigningKey? Read(JsonElement jwk)
    {
        if (jwk.ValueKind != JsonValueKind.Object || Text(jwk, "kty") != "RSA" || (Text(jwk, "use") ?? "sig") != "sig"
            || Text(jwk, "kid") is not { Length: > 0 } id || Bytes(jwk, "n") is not { } modulus || Bytes(jwk, "e") is not { Length: > 0 } exponent)
        {
            return null;
        }

        return modulus.AsSpan().TrimStart((byte)0).Length < SmallestModulusBytes
            ? null
            : new SigningKey(id, new RsaSecurityKey(new RSAParameters { Modulus = modulus, Exponent = exponent }) { KeyId = id }, Strings(jwk, "endorsements"));
    }

    private static string? Text(JsonElement jwk, string name) =>
        jwk.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[]? Bytes(JsonElement jwk, string name)
    {
        try
        {
            return Text(jwk, name) is { } text ? Base64UrlEncoder.DecodeBytes(text) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static List<string>? Strings(JsonElement jwk, string name)
    {
        if (!jwk.TryGetProperty(name, out var list) || list.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        return [.. from item in list.EnumerateArray() where item.ValueKind == JsonValueKind.String select item.GetString()];
    }
}
