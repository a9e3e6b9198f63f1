namespace CrmBot.Protocol;

/// <summary>What a token says whose signature, issuer and audience were verified. Times and key can change, so they are looked at every time.</summary>
/// <param name="NotBefore">UTC; the smallest time when the token names none.</param>
/// <param name="ServiceUrl">The claim, null when absent.</param>
/// <param name="IsFromEntra">Made by Entra for this very bot: it names no channel, so endorsements do not apply.</param>
internal sealed record VerifiedToken(
    IssuerKeys Issuer, SigningKey Key, DateTime NotBefore, DateTime Expires, string? ServiceUrl, bool IsFromEntra)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>Both bounds are inside.</summary>
    public static TrustFault? TimeFault(DateTime notBefore, DateTime expires, DateTimeOffset now)
    {
        var utc = now.UtcDateTime;
        return expires < utc - Skew ? TrustFault.Expired
            : notBefore > utc + Skew ? TrustFault.NotYetValid
            : null;
    }
}
