using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace CrmBot.Protocol;

/// <summary>
/// Who may talk to the bot: first the token by itself, then, when the body is read, the token against the activity.
/// Does nothing where no app id is configured; <see cref="IsOn"/> says so.
/// </summary>
internal sealed class InboundTrust : IDisposable
{
    private static readonly IssuerSetting BotConnector = new()
    {
        Issuer = "https://api.botframework.com",
        Metadata = "https://login.botframework.com/v1/.well-known/openidconfiguration",
    };

    private readonly TimeProvider _time;
    private readonly KeyFetch _fetch;
    private readonly FrozenDictionary<string, IssuerKeys> _issuers;
    private readonly TokenVerifier _verifier;
    private readonly RememberedTokens _remembered;
    private readonly IReadOnlySet<string> _tenants;

    public InboundTrust(IOptions<TrustOptions> options, IOptions<ProtocolOptions> protocol, TimeProvider time, ILogger<InboundTrust> log)
    {
        var registration = options.Value;
        IsOn = registration.IsOn;
        _time = time;
        _fetch = new KeyFetch(protocol.Value.AllowLoopback, time);
        _remembered = new RememberedTokens(time);
        _tenants = registration.Tenants();
        _issuers = Issuers(registration).ToFrozenDictionary(
            static i => i.Issuer, i => new IssuerKeys(i.Issuer, i.Metadata, _fetch, time, log), StringComparer.Ordinal);
        _verifier = new TokenVerifier(IsOn ? Guid.Parse(registration.MicrosoftAppId).ToString() : "", _issuers, time);
    }

    public bool IsOn { get; }

    /// <summary>Of all issuers; one that fails counts most.</summary>
    public AuthorityState State => IsOn ? _issuers.Values.Max(static i => i.State) : AuthorityState.NotNeeded;

    /// <summary>Judges the token by itself.</summary>
    public ValueTask<TrustOutcome> CheckAsync(StringValues authorization)
    {
        if (BearerHeader.Read(authorization, out var token) is { } refusal)
        {
            return new(refusal);
        }

        var hash = RememberedTokens.HashOf(token);
        if (_remembered.Find(hash) is { } known)
        {
            // The key may have been withdrawn, or changed what it is endorsed for; a fetch that brought new objects forgets old verdicts.
            var found = known.Token.Issuer.FindAsync(known.Token.Key.Id);
            if (found.IsCompletedSuccessfully && ReferenceEquals(found.Result.Key, known.Token.Key))
            {
                return new(VerifiedToken.TimeFault(known.Token.NotBefore, known.Token.Expires, _time.GetUtcNow()) is { } fault
                    ? new TrustOutcome.Invalid(fault)
                    : known);
            }

            _remembered.Forget(hash);
        }

        return VerifyAsync(token.ToString(), hash);
    }

    /// <summary>Judges the activity by the token: its channel, its service URL, its tenant. Asked for every activity, also of a remembered token.</summary>
    /// <returns><paramref name="caller"/> itself, or why not.</returns>
    public TrustOutcome Admit(TrustOutcome.Trusted caller, Activity activity) =>
        ActivityTrust.Fault(caller.Token, activity, _tenants) is { } fault ? new TrustOutcome.NotForUs(fault) : caller;

    public void Dispose() => _fetch.Dispose();

    /// <summary>Those configured, and the public Bot Connector unless one of its name is among them.</summary>
    internal static IEnumerable<IssuerSetting> Issuers(TrustOptions options) =>
        options.Trust.Issuers.Any(static i => i.Issuer == BotConnector.Issuer) ? options.Trust.Issuers : options.Trust.Issuers.Append(BotConnector);

    private async ValueTask<TrustOutcome> VerifyAsync(string token, RememberedTokens.Hash hash)
    {
        var outcome = await _verifier.VerifyAsync(token);
        if (outcome is TrustOutcome.Trusted trusted)
        {
            _remembered.Keep(hash, trusted);
        }

        return outcome;
    }
}
