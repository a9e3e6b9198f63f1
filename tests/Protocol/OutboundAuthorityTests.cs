using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CrmBot.Protocol.Tests;

/// <summary>The token endpoint over real HTTP: what it is asked, and what its answers mean.</summary>
public sealed class OutboundAuthorityTests
{
    private const string Good = """{"token_type":"Bearer","expires_in":3600,"access_token":"t1"}""";

    private readonly OutboundClock _clock = new();

    [Fact]
    public async Task A_secret_is_sent_as_a_form_and_the_token_lives_as_long_as_the_answer_says()
    {
        await using var authority = await FakeChannel.StartAsync(200, Good);

        var token = await Credentials(authority, new() { MicrosoftAppPassword = "p&s=客" }).IssueAsync(CancellationToken.None);

        Assert.Equal(new IssuedToken("t1", _clock.GetUtcNow().AddHours(1)), token);
        var call = Assert.Single(authority.Calls);
        Assert.Equal(("POST", "/t/oauth2/v2.0/token", "application/x-www-form-urlencoded"), (call.Method, call.Path, call.ContentType));
        var form = QueryHelpers.ParseQuery(call.Body);
        Assert.Equal(
            ["client_id=app", "client_secret=p&s=客", "grant_type=client_credentials", "scope=https://api.botframework.com/.default"],
            form.Select(part => $"{part.Key}={part.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(200, """{"token_type":"bearer","expires_in":"86399","access_token":"t1"}""", 86399)]
    [InlineData(200, """{"token_type":"Bearer","access_token":"t1"}""", 600)]
    public async Task Older_and_thinner_answers_are_understood(int status, string body, int seconds)
    {
        await using var authority = await FakeChannel.StartAsync(status, body);

        var token = await Credentials(authority).IssueAsync(CancellationToken.None);

        Assert.Equal(_clock.GetUtcNow().AddSeconds(seconds), token.ExpiresAt);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_client","error_description":"Contoso: secret s","error_codes":[7000215]}""", "status 400 invalid_client 7000215")]
    [InlineData(401, """{"error":"invalid_client","error_codes":[7000222]}""", "status 401 invalid_client 7000222")]
    [InlineData(400, """{"error":"no code\nFake log line","error_codes":["x"]}""", "status 400 without a code")]
    [InlineData(500, "<html>Oops</html>", "status 500 without a code")]
    [InlineData(302, null, "status 302 without a code")]
    [InlineData(200, "<html>Sign in</html>", "the answer holds no bearer token")]
    [InlineData(200, """{"token_type":"mac","access_token":"t1"}""", "the answer holds no bearer token")]
    [InlineData(200, """{"token_type":"Bearer","access_token":""}""", "the answer holds no bearer token")]
    [InlineData(200, """{"token_type":"Bearer","access_token":"t1\r\nX-Evil: 1"}""", "the answer holds no bearer token")]
    public async Task A_refusal_is_told_by_its_codes_alone(int status, string? body, string why)
    {
        await using var authority = await FakeChannel.StartAsync(status, body, headers: ("Location", "http://localhost:1/"));

        var fault = await Assert.ThrowsAsync<NoTokenException>(() => Credentials(authority).IssueAsync(CancellationToken.None));

        Assert.Equal(why, fault.Message);
        Assert.Single(authority.Calls);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(true, "pass")]
    [InlineData(false, null)]
    [InlineData(false, "pass")]
    public async Task A_certificate_signs_an_assertion_for_the_endpoint(bool pkcs12, string? password)
    {
        await using var authority = await FakeChannel.StartAsync(200, Good);
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=bot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)
            .CreateSelfSigned(_clock.GetUtcNow().AddDays(-1), _clock.GetUtcNow().AddDays(1));
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, pkcs12 ? certificate.Export(X509ContentType.Pkcs12, password) : Pem(certificate, key, password));
            var credentials = Credentials(authority, new() { MicrosoftAppCertificatePath = path, MicrosoftAppCertificatePassword = password });
            await credentials.IssueAsync(CancellationToken.None);
            await credentials.IssueAsync(CancellationToken.None);
        }
        finally
        {
            File.Delete(path);
        }

        var forms = authority.Calls.Select(call => QueryHelpers.ParseQuery(call.Body)).ToArray();
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", forms[0]["client_assertion_type"].ToString());
        Assert.DoesNotContain("client_secret", forms[0].Keys);
        var parts = forms[0]["client_assertion"].ToString().Split('.');
        Assert.True(key.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
        var header = JsonElement.Parse(Base64Url.DecodeFromChars(parts[0]));
        Assert.Equal("PS256", header.GetProperty("alg").GetString());
        Assert.Equal(certificate.GetCertHash(HashAlgorithmName.SHA256), Base64Url.DecodeFromChars(header.GetProperty("x5t#S256").GetString()));
        var claims = JsonElement.Parse(Base64Url.DecodeFromChars(parts[1]));
        Assert.Equal($"{authority.Url}/t/oauth2/v2.0/token", claims.GetProperty("aud").GetString());
        Assert.Equal(("app", "app"), (claims.GetProperty("iss").GetString(), claims.GetProperty("sub").GetString()));
        Assert.Equal(_clock.GetUtcNow().ToUnixTimeSeconds(), claims.GetProperty("nbf").GetInt64());
        Assert.Equal(_clock.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds(), claims.GetProperty("exp").GetInt64());
        Assert.NotEqual(forms[0]["client_assertion"].ToString(), forms[1]["client_assertion"].ToString());
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_read_is_no_token_and_no_call()
    {
        await using var authority = await FakeChannel.StartAsync(200, Good);

        var fault = await Assert.ThrowsAsync<NoTokenException>(() => Credentials(
            authority, new() { MicrosoftAppCertificatePath = typeof(Connector).Assembly.Location }).IssueAsync(CancellationToken.None));

        Assert.StartsWith("the certificate cannot be read", fault.Message, StringComparison.Ordinal);
        Assert.Empty(authority.Calls);
    }

    [Fact]
    public async Task A_managed_identity_is_asked_for_the_resource_where_app_service_gives_it()
    {
        var expires = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds());
        await using var azure = await FakeChannel.StartAsync(context => context.Response.WriteAsync(
            $$"""{"access_token":"m1","expires_on":"{{expires.ToUnixTimeSeconds()}}","resource":"https://api.botframework.com","token_type":"Bearer"}"""));
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", azure.Url + "/msi/token");
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", "header");
        try
        {
            var identity = new ManagedIdentity(new AppCredentials { MicrosoftAppId = "app" }, new ConnectorOptions());
            var token = await identity.IssueAsync(CancellationToken.None);
            Assert.Equal("m1", token.Value);
            Assert.InRange(token.ExpiresAt, expires.AddMinutes(-1), expires.AddMinutes(1));

            // Not its library's memory: a refused token must be replaced.
            await identity.IssueAsync(CancellationToken.None);
        }
        finally
        {
            Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", null);
            Environment.SetEnvironmentVariable("IDENTITY_HEADER", null);
        }

        Assert.Equal(2, azure.Calls.Count);
        var asked = QueryHelpers.ParseQuery(azure.Calls.First().Path.Split('?')[1]);
        Assert.Equal(("https://api.botframework.com", "app"), (asked["resource"].ToString(), asked["client_id"].ToString()));
    }

    private static byte[] Pem(X509Certificate2 certificate, RSA key, string? password) => Encoding.ASCII.GetBytes(
        certificate.ExportCertificatePem() + "\n" + (password is null
            ? key.ExportPkcs8PrivateKeyPem()
            : key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000))));

    private ClientCredentials Credentials(FakeChannel authority, AppCredentials? app = null)
    {
        app ??= new AppCredentials { MicrosoftAppPassword = "s" };
        app.MicrosoftAppId = "app";
        return new ClientCredentials(
            ConnectorHttp.Create(), app, new ConnectorOptions { TokenEndpoint = authority.Url + "/t/oauth2/v2.0/token" }, _clock);
    }
}
