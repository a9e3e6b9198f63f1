namespace CrmBot.Protocol;

/// <summary>One conversation's turns to be sent: its two rates, and the time for which the channel has closed it. Lock it for each call.</summary>
internal sealed class ConversationPace(ConnectorOptions options, TimeSpan now)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>The channel may ask for any time; after this one it is asked again.</summary>
    public static readonly TimeSpan LongestClosure = TimeSpan.FromHours(1);

    private readonly Bucket _second = new(options.ConversationPerSecond, options.ConversationPerSecond, now);
    private readonly Bucket _hour = new(options.ConversationPerHour, options.ConversationPerHour / 3600.0, now);
    private TimeSpan _closedUntil = now;
    private int _strikes;

    /// <summary>Counts closures: a turn taken before the last one is no longer good.</summary>
    public int Closures { get; private set; }

    /// <summary>No longer looked up; whoever still holds it looks again.</summary>
    public bool IsRemoved { get; private set; }

    /// <summary>How long to wait for one's turn. It is taken when that is at most <paramref name="patience"/>.</summary>
    public TimeSpan Take(TimeSpan now, TimeSpan patience)
    {
        var second = _second.Wait(now);
        var hour = _hour.Wait(now);
        var wait = second > hour ? second : hour;
        if (wait <= patience)
        {
            _second.Take();
            _hour.Take();
        }

        return wait;
    }

    public void GiveBack()
    {
        _second.GiveBack();
        _hour.GiveBack();
    }

    /// <param name="retryAfter">Null when the channel named none: a pause that doubles, with up to a quarter of jitter.</param>
    /// <param name="jitter">0 to 1.</param>
    /// <returns>Whether this is the first refusal after a quiet time: one that says something of the tenant too.</returns>
    public bool Close(TimeSpan now, TimeSpan? retryAfter, double jitter)
    {
        // Calls that were under way together are refused together: that is one refusal.
        if (now >= _closedUntil)
        {
            _strikes = now - _closedUntil < LongestPause ? _strikes + 1 : 1;
        }

        var pause = retryAfter ?? (FirstPause * Math.Min(1 << Math.Min(_strikes - 1, 10), LongestPause / FirstPause) * (1 + (jitter / 4)));
        var until = now + (pause < LongestClosure ? pause : LongestClosure);
        if (until > _closedUntil)
        {
            _closedUntil = until;
            _second.CloseUntil(until);
            Closures++;
        }

        return _strikes == 1;
    }

    public bool RemoveIfIdle(TimeSpan now) =>
        IsRemoved = now - _closedUntil >= LongestPause && _second.IsFull(now) && _hour.IsFull(now);
}
