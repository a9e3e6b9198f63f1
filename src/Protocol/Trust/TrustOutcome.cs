namespace CrmBot.Protocol;

/// <summary>Whether a request may be taken. Closed. What is not <see cref="Trusted"/> is told to the sender by status only.</summary>
internal abstract record TrustOutcome
{
    private TrustOutcome()
    {
    }

    public T Match<T>(Func<VerifiedToken, T> trusted, Func<T> missing, Func<TrustFault, T> invalid, Func<TrustFault, T> notForUs, Func<T> undecided) =>
        this switch
        {
            Trusted t => trusted(t.Token),
            Missing => missing(),
            Invalid i => invalid(i.Why),
            NotForUs n => notForUs(n.Why),
            Undecided => undecided(),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public sealed record Trusted(VerifiedToken Token) : TrustOutcome;

    /// <summary>No token at all: 401.</summary>
    public sealed record Missing : TrustOutcome;

    /// <summary>Not a token that an issuer of ours made for this bot and this hour: 401.</summary>
    public sealed record Invalid(TrustFault Why) : TrustOutcome;

    /// <summary>A good token, but not for this activity: 403.</summary>
    public sealed record NotForUs(TrustFault Why) : TrustOutcome;

    /// <summary>The issuer's keys cannot be had, so nobody can say: refused with 503, for the channel to try again.</summary>
    public sealed record Undecided : TrustOutcome;
}

/// <summary>Why a token was refused: the code in the log, never shown to the sender.</summary>
internal enum TrustFault
{
    // The token (401)
    ManyHeaders,
    Scheme,
    TooLong,
    Malformed,
    Algorithm,
    CriticalHeader,
    NoKeyId,
    UnknownIssuer,
    Audience,
    NoExpiry,
    Expired,
    NotYetValid,
    UnknownKey,
    Signature,
    Version,
    IssuerTenant,

    // What it is used for (403)
    Skill,
    KeyNotEndorsed,
    ChannelNotEndorsed,
    NoServiceUrl,
    ServiceUrl,
    Tenant,
}
