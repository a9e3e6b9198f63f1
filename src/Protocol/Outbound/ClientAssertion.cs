using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace CrmBot.Protocol;

/// <summary>Proves possession of the certificate's key for ten minutes: a JWT as Entra asks for it (PS256, <c>x5t#S256</c>).</summary>
internal static class ClientAssertion
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <param name="path">Read each time, so that a certificate renewed in place is taken up.</param>
    public static string Of(string path, string? password, string clientId, Uri audience, DateTimeOffset now)
    {
        using var certificate = Load(path, password);
        using var key = certificate.GetRSAPrivateKey() ?? throw new NoTokenException("the certificate has no RSA private key");
        var signed = $"{Header(certificate)}.{Claims(clientId, audience, now)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Header(X509Certificate2 certificate) => Json(json =>
    {
        json.WriteString("alg"u8, "PS256"u8);
        json.WriteString("typ"u8, "JWT"u8);
        json.WriteString("x5t#S256"u8, Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256)));
    });

    private static string Claims(string clientId, Uri audience, DateTimeOffset now) => Json(json =>
    {
        json.WriteString("aud"u8, audience.AbsoluteUri);
        json.WriteString("iss"u8, clientId);
        json.WriteString("sub"u8, clientId);
        json.WriteString("jti"u8, RandomNumberGenerator.GetHexString(32, lowercase: true));
        json.WriteNumber("iat"u8, now.ToUnixTimeSeconds());
        json.WriteNumber("nbf"u8, now.ToUnixTimeSeconds());
        json.WriteNumber("exp"u8, (now + Lifetime).ToUnixTimeSeconds());
    });

    private static string Json(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Base64Url.EncodeToString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static X509Certificate2 Load(string path, string? password)
    {
        try
        {
            return X509Certificate2.GetCertContentType(path) == X509ContentType.Pkcs12
                ? X509CertificateLoader.LoadPkcs12FromFile(path, password)
                : string.IsNullOrEmpty(password)
                    ? X509Certificate2.CreateFromPemFile(path)
                    : X509Certificate2.CreateFromEncryptedPemFile(path, password);
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new NoTokenException($"the certificate cannot be read ({fault.GetType().Name})");
        }
    }
}
