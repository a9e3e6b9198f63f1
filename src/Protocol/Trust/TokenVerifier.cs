using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CrmBot.Protocol;

/// <summary>Judges a token by itself, before anything is known of the activity. What costs nothing is looked at before any key is fetched.</summary>
internal sealed class TokenVerifier(string appId, FrozenDictionary<string, IssuerKeys> issuers, TimeProvider time)
{
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = BearerHeader.LongestToken };

    public async ValueTask<TrustOutcome> VerifyAsync(string text)
    {
        JsonWebToken token;
        Claims claims;
        try
        {
            token = new JsonWebToken(text);
            claims = Claims.Of(token);
        }
        catch (Exception fault) when (fault is ArgumentException or SecurityTokenException or FormatException or JsonException or InvalidOperationException or OverflowException)
        {
            // The library's ways to say that a stranger's text is no token.
            return new TrustOutcome.Invalid(TrustFault.Malformed);
        }

        if (Shape(token, claims) is { } misshapen)
        {
            return new TrustOutcome.Invalid(misshapen);
        }

        // The issuer is not verified yet: it only chooses the keys, and the signature decides.
        var issuer = issuers[claims.Issuer!];
        var (key, certain) = await issuer.FindAsync(claims.KeyId!);
        if (key is null)
        {
            return certain ? new TrustOutcome.Invalid(TrustFault.UnknownKey) : new TrustOutcome.Undecided();
        }

        if (!await IsSignedAsync(token, issuer.Issuer, key))
        {
            return new TrustOutcome.Invalid(TrustFault.Signature);
        }

        var entra = EntraIssuers.IsEntra(issuer.Issuer);
        return entra && EntraFault(token, issuer.Issuer) is { } refusal
            ? refusal
            : new TrustOutcome.Trusted(new VerifiedToken(issuer, key, claims.NotBefore, claims.Expires!.Value, claims.ServiceUrl, entra));
    }

    private TrustFault? Shape(JsonWebToken token, Claims claims)
    {
        if (!Algorithms.Contains(claims.Algorithm, StringComparer.Ordinal))
        {
            return TrustFault.Algorithm;
        }

        if (token.TryGetHeaderValue<object>("crit", out _))
        {
            return TrustFault.CriticalHeader;
        }

        if (string.IsNullOrEmpty(claims.KeyId))
        {
            return TrustFault.NoKeyId;
        }

        if (claims.Issuer is null || !issuers.ContainsKey(claims.Issuer))
        {
            return TrustFault.UnknownIssuer;
        }

        if (claims.Audiences.Count != 1 || claims.Audiences[0] != appId)
        {
            return TrustFault.Audience;
        }

        return claims.Expires is { } expires ? VerifiedToken.TimeFault(claims.NotBefore, expires, time.GetUtcNow()) : TrustFault.NoExpiry;
    }

    private async Task<bool> IsSignedAsync(JsonWebToken token, string issuer, SigningKey key)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidAlgorithms = Algorithms,
            ValidIssuer = issuer,
            ValidAudience = appId,
            IssuerSigningKey = key.Key,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            // The library would read the static clock.
            LifetimeValidator = (notBefore, expires, _, _) =>
                expires is { } end && VerifiedToken.TimeFault(notBefore ?? DateTime.MinValue, end, time.GetUtcNow()) is null,
        });
        return result.IsValid;
    }

    /// <summary>Only the bot's own token from the issuer's own tenant is taken; another app's is a skill's.</summary>
    private TrustOutcome? EntraFault(JsonWebToken token, string issuer)
    {
        if (!string.Equals(Claims.Text(token, "tid"), EntraIssuers.TenantOf(issuer), StringComparison.OrdinalIgnoreCase))
        {
            return new TrustOutcome.Invalid(TrustFault.IssuerTenant);
        }

        var caller = Claims.Text(token, "ver") switch
        {
            "1.0" or "" => "appid",
            "2.0" => "azp",
            _ => null,
        };
        if (caller is null)
        {
            return new TrustOutcome.Invalid(TrustFault.Version);
        }

        return Claims.Text(token, caller) == appId ? null : new TrustOutcome.NotForUs(TrustFault.Skill);
    }

    private sealed record Claims(
        string? Algorithm, string? KeyId, string? Issuer, IReadOnlyList<string> Audiences, DateTime NotBefore, DateTime? Expires, string? ServiceUrl)
    {
        public static Claims Of(JsonWebToken token) => new(
            token.Alg,
            token.Kid,
            token.Issuer,
            [.. token.Audiences],
            token.ValidFrom,
            token.TryGetPayloadValue<object>(JwtRegisteredClaimNames.Exp, out _) ? token.ValidTo : null,
            Text(token, "serviceurl"));

        public static string? Text(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var value) ? value : null;
    }
}
