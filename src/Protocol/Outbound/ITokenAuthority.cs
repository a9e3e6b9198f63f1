namespace CrmBot.Protocol;

/// <summary>Whoever issues the bot's tokens. Each call asks for a new one; <see cref="ConnectorTokens"/> remembers.</summary>
internal interface ITokenAuthority
{
    /// <summary>Throws <see cref="NoTokenException"/>, or whatever the network does, when none can be had.</summary>
    Task<IssuedToken> IssueAsync(CancellationToken ct);
}

internal sealed record IssuedToken(string Value, DateTimeOffset ExpiresAt);

/// <summary>No token can be had.</summary>
/// <param name="why">Codes only: it goes into the log.</param>
internal sealed class NoTokenException(string why) : Exception(why);
