using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CrmBot.Protocol.Bench;

/// <summary>Signs the channel's tokens and shows the key: what the Bot Connector's authority is to a bot on the internet.</summary>
internal sealed class Authority : IDisposable
{
    public const string AppId = "3d5a2b7e-1111-4222-8333-444455556666";
    public const string Issuer = "https://authority.bench.example";

    private const string KeyId = "kQ7zB2xV9nLmT4cR8wYpHs3dFgJ";

    private readonly RSA rsa = RSA.Create(2048);
    private int issued;

    public string KeySet
    {
        get
        {
            var key = rsa.ExportParameters(false);
            return $$"""
                {"keys":[{"kty":"RSA","use":"sig","kid":"{{KeyId}}","x5t":"{{KeyId}}","n":"{{Base64Url.EncodeToString(key.Modulus)}}","e":"{{Base64Url.EncodeToString(key.Exponent)}}","endorsements":["msteams","webchat","directline"]}]}
                """;
        }
    }

    /// <summary>A token of the channel to the bot, good for an hour; each one is another.</summary>
    public string Token(string serviceUrl)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var signed = Part($$"""{"alg":"RS256","kid":"{{KeyId}}","x5t":"{{KeyId}}","typ":"JWT"}""") + "." + Part(
            $$"""{"serviceurl":"{{serviceUrl}}","jti":"{{++issued}}","nbf":{{now - 300}},"exp":{{now + 3600}},"iss":"{{Issuer}}","aud":"{{AppId}}"}""");
        return signed + "." + Base64Url.EncodeToString(rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    public void Dispose() => rsa.Dispose();

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
