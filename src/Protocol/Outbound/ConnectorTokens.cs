using Microsoft.Extensions.Logging;

namespace CrmBot.Protocol;

/// <summary>
/// The one token of the bot's app, tenant and scope: asked for by one call at a time, renewed ahead while the old one still serves.
/// </summary>
/// <param name="time">Machine time.</param>
/// <param name="jitter">Spreads renewals, so that replicas do not ask in one moment.</param>
internal sealed class ConnectorTokens(ITokenAuthority authority, TimeProvider time, Random jitter, ILogger log) : IConnectorToken
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Spread = TimeSpan.FromMinutes(1);

    // Less than a call to the channel may take, so that a slow authority is told apart from a slow channel.
    private static readonly TimeSpan IssueLimit = TimeSpan.FromSeconds(10);

    // A token must not die on its way.
    private static readonly TimeSpan LastUse = TimeSpan.FromSeconds(10);

    // An authority with a memory of its own may give the same old token again and again.
    private static readonly TimeSpan ShortestUse = TimeSpan.FromSeconds(30);

    // A registration that is wrong gets 401 for every message: it must not become one token request for every message.
    private static readonly TimeSpan BetweenDrops = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private volatile Held? _held;
    private Task<Issue>? _flight;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private DateTimeOffset _noDropBefore = DateTimeOffset.MinValue;
    private int _failures;
    private string _fault = "";

    /// <summary>Whether the authority is being asked now.</summary>
    public bool IsAsking
    {
        get
        {
            lock (_gate)
            {
                return _flight is not null;
            }
        }
    }

    public AuthorityState State
    {
        get
        {
            lock (_gate)
            {
                return _failures > 0 ? AuthorityState.Failing : _held is null ? AuthorityState.NotAsked : AuthorityState.Answering;
            }
        }
    }

    public ValueTask<string?> GetAsync(string serviceUrl, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (_held is { } held && now < held.RenewAt)
        {
            return new ValueTask<string?>(held.Token);
        }

        Task<Issue> flight;
        lock (_gate)
        {
            held = _held;
            if (held is not null && now < held.RenewAt)
            {
                return new ValueTask<string?>(held.Token);
            }

            if (_flight is null && now >= _notBefore)
            {
                _flight = Task.Run(IssueAsync, CancellationToken.None);
            }

            if (held is not null && now < held.LastUse)
            {
                return new ValueTask<string?>(held.Token);
            }

            flight = _flight ?? throw new NoTokenException(_fault);
        }

        return WaitAsync(flight, ct);
    }

    public bool Refused(string token)
    {
        lock (_gate)
        {
            if (_held is null || !string.Equals(_held.Token, token, StringComparison.Ordinal))
            {
                return true;
            }

            var now = time.GetUtcNow();
            if (now < _noDropBefore)
            {
                return false;
            }

            _noDropBefore = now + BetweenDrops;
            _held = null;
        }

        OutboundLog.TokenDropped(log);
        return true;
    }

    private static async ValueTask<string?> WaitAsync(Task<Issue> flight, CancellationToken ct)
    {
        var issue = await flight.WaitAsync(ct);
        return issue.Token ?? throw new NoTokenException(issue.Fault);
    }

    // Never throws, so that a renewal nobody waits for leaves no unobserved exception.
    private async Task<Issue> IssueAsync()
    {
        using var limit = new CancellationTokenSource(IssueLimit, time);
        try
        {
            var token = await authority.IssueAsync(limit.Token).WaitAsync(limit.Token);
            int failures;
            lock (_gate)
            {
                _held = Hold(token, time.GetUtcNow());
                (failures, _failures, _flight) = (_failures, 0, null);
                _notBefore = DateTimeOffset.MinValue;
            }

            if (failures > 0)
            {
                OutboundLog.TokenBack(log, failures);
            }

            return new Issue(token.Value, "");
        }
        catch (Exception fault)
        {
            var why = Why(fault, limit.IsCancellationRequested);
            int failures;
            lock (_gate)
            {
                failures = ++_failures;
                (_fault, _flight) = (why, null);
                _notBefore = time.GetUtcNow() + Pause(failures);
            }

            if (failures == 1)
            {
                OutboundLog.TokenMissing(log, why);
            }

            return new Issue(null, why);
        }
    }

    private Held Hold(IssuedToken token, DateTimeOffset now)
    {
        var renewAt = token.ExpiresAt - Ahead - (Spread * jitter.NextDouble());
        var earliest = now + ShortestUse;
        var lastUse = token.ExpiresAt - LastUse;
        renewAt = renewAt > earliest ? renewAt : earliest;
        return new Held(token.Value, renewAt < lastUse ? renewAt : lastUse, lastUse);
    }

    private static TimeSpan Pause(int failures)
    {
        var pause = TimeSpan.FromSeconds(1 << Math.Min(failures - 1, 10));
        return pause < LongestPause ? pause : LongestPause;
    }

    private static string Why(Exception fault, bool tooLate) => fault switch
    {
        NoTokenException => fault.Message,
        _ when tooLate => "no answer in time",
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http => http.HttpRequestError.ToString(),
        _ => fault.GetType().Name,
    };

    private sealed record Held(string Token, DateTimeOffset RenewAt, DateTimeOffset LastUse);

    private sealed record Issue(string? Token, string Fault);
}
