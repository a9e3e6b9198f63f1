using System.Globalization;
using System.Text.Json;

namespace CrmBot.Protocol;

/// <summary>
/// OAuth 2 client credentials (RFC 6749, 4.4) with a secret, or with an assertion signed by a certificate (RFC 7523): one form, one answer.
/// </summary>
/// <param name="time">Machine time, from which the authority's <c>expires_in</c> counts.</param>
internal sealed class ClientCredentials(HttpClient http, AppCredentials app, ConnectorOptions options, TimeProvider time) : ITokenAuthority
{
    private const int LongestAnswer = 64 * 1024;

    // RFC 6749 only recommends expires_in.
    private static readonly TimeSpan UnknownLifetime = TimeSpan.FromMinutes(10);

    private readonly Uri _endpoint = Endpoint(app, options);

    /// <summary>The configured one, else the public cloud's for the tenant that issues this app's tokens.</summary>
    public static Uri Endpoint(AppCredentials app, ConnectorOptions options)
    {
        var tenant = app.Is(AppCredentials.MultiTenant) ? "botframework.com" : app.MicrosoftAppTenantId!.Trim();
        return new Uri(string.IsNullOrWhiteSpace(options.TokenEndpoint)
            ? $"https://login.microsoftonline.com/{Uri.EscapeDataString(tenant)}/oauth2/v2.0/token"
            : options.TokenEndpoint);
    }

    public async Task<IssuedToken> IssueAsync(CancellationToken ct)
    {
        // Before the call: the lifetime counts from the moment of issue, which is not earlier.
        var asked = time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, _endpoint) { Content = new FormUrlEncodedContent(Form(asked)) };
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        await response.Content.LoadIntoBufferAsync(LongestAnswer, ct);
        var body = await response.Content.ReadAsByteArrayAsync(ct);
        return response.IsSuccessStatusCode
            ? Issued(body, asked)
            : throw new NoTokenException($"status {(int)response.StatusCode} {Error(body)}");
    }

    private Dictionary<string, string> Form(DateTimeOffset now)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = app.MicrosoftAppId!.Trim(),
            ["scope"] = options.Scope,
        };
        if (app.MicrosoftAppCertificatePath is { Length: > 0 } path)
        {
            form["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
            form["client_assertion"] = ClientAssertion.Of(path, app.MicrosoftAppCertificatePassword, form["client_id"], _endpoint, now);
        }
        else
        {
            form["client_secret"] = app.MicrosoftAppPassword!;
        }

        return form;
    }

    private static IssuedToken Issued(byte[] body, DateTimeOffset asked)
    {
        if (Json(body) is not { } json || Text(json, "access_token"u8) is not { Length: > 0 } token || !token.All(IsHeaderCharacter)
            || !"Bearer".Equals(Text(json, "token_type"u8), StringComparison.OrdinalIgnoreCase))
        {
            throw new NoTokenException("the answer holds no bearer token");
        }

        var lifetime = int.TryParse(Text(json, "expires_in"u8), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : UnknownLifetime;
        return new IssuedToken(token, asked + lifetime);
    }

    private static bool IsHeaderCharacter(char letter) => letter is > ' ' and <= '~';

    // "invalid_client 7000222" tells an administrator that the secret has expired; the description would carry ids of the tenant.
    private static string Error(byte[] body)
    {
        if (Json(body) is not { } json)
        {
            return "without a code";
        }

        var error = Text(json, "error"u8) is { Length: > 0 and <= 64 } text && text.All(static c => char.IsAsciiLetter(c) || c == '_') ? text : "";
        var code = json.TryGetProperty("error_codes"u8, out var codes) && codes is { ValueKind: JsonValueKind.Array } && codes.GetArrayLength() > 0
            && codes[0] is { ValueKind: JsonValueKind.Number } first && first.TryGetInt32(out var number)
                ? number.ToString(CultureInfo.InvariantCulture)
                : "";
        return $"{error} {code}".Trim() is { Length: > 0 } found ? found : "without a code";
    }

    private static string? Text(JsonElement json, ReadOnlySpan<byte> name) => !json.TryGetProperty(name, out var member)
        ? null
        : member.ValueKind switch
        {
            JsonValueKind.String => member.GetString(),
            JsonValueKind.Number => member.GetRawText(),
            _ => null,
        };

    private static JsonElement? Json(byte[] body)
    {
        try
        {
            return JsonElement.Parse(body) is { ValueKind: JsonValueKind.Object } json ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
