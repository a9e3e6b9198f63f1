namespace CrmBot.Protocol;

/// <summary>Where the connector's bearer tokens come from. Asked only for hosts that <see cref="OutboundHosts"/> allows.</summary>
public interface IConnectorToken
{
    /// <summary>
    /// A token to call this service URL with, or null to call without one. Throws when none can be had, and logs that once an outage.
    /// The same token is best the same string: then its header is made once.
    /// </summary>
    ValueTask<string?> GetAsync(string serviceUrl, CancellationToken ct);

    /// <summary>The channel answered 401 to this token. True when another may be had, so that the call is worth one repetition.</summary>
    bool Refused(string token) => false;
}

/// <summary>For local development, where the bot has no app id: calls carry no token.</summary>
public sealed class NoToken : IConnectorToken
{
    public ValueTask<string?> GetAsync(string serviceUrl, CancellationToken ct) => default;
}
