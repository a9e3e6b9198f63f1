namespace CrmBot.Protocol;

/// <summary>How an authority has answered so far.</summary>
public enum AuthorityState
{
    /// <summary>Without an app id nobody is asked.</summary>
    NotNeeded,

    /// <summary>Nothing has needed it since the start, or since the channel refused what it gave.</summary>
    NotAsked,

    Answering,

    /// <summary>The last time it was asked, nothing could be had; what it gave before may still serve.</summary>
    Failing,
}

/// <summary>
/// Whether the channel's authorities answer: for an operator who wants to know why nobody gets in or nothing goes out. Looking
/// asks nobody anything.
/// </summary>
public sealed class ChannelAuthorities
{
    private readonly InboundTrust _trust;
    private readonly IConnectorToken _tokens;

    internal ChannelAuthorities(InboundTrust trust, IConnectorToken tokens) => (_trust, _tokens) = (trust, tokens);

    /// <summary>The issuers' signing keys, by which callers are judged.</summary>
    public AuthorityState Keys => _trust.State;

    /// <summary>The bot's own token, without which nothing is sent.</summary>
    public AuthorityState Token => _tokens is ConnectorTokens tokens ? tokens.State : AuthorityState.NotNeeded;
}
