namespace CrmBot.Protocol;

/// <summary>
/// One tenant's rate: halved when the channel says "too many", won back steadily, half of the full rate a minute. Lock it for each call.
/// </summary>
internal sealed class TenantPace(ConnectorOptions options, TimeSpan now)
{
    private const double Slowest = 1;
    private const double SecondsToWinBackHalf = 60;

    // Calls that were under way together are refused together: that is one refusal.
    private static readonly TimeSpan BetweenCuts = TimeSpan.FromSeconds(1);

    private readonly double _full = options.TenantPerSecond;
    private readonly Bucket _bucket = new(Burst(options.TenantPerSecond), options.TenantPerSecond, now);
    private double _cutTo = options.TenantPerSecond;
    private TimeSpan? _cutAt;

    public bool IsRemoved { get; private set; }

    /// <summary>How long to wait for one's turn. It is taken when that is at most <paramref name="patience"/>.</summary>
    public TimeSpan Take(TimeSpan now, TimeSpan patience)
    {
        Adjust(now);
        var wait = _bucket.Wait(now);
        if (wait <= patience)
        {
            _bucket.Take();
        }

        return wait;
    }

    /// <summary>The new rate; null when it was cut a moment ago.</summary>
    public double? Slow(TimeSpan now)
    {
        if (_cutAt is { } last && now - last < BetweenCuts)
        {
            return null;
        }

        _cutTo = Math.Max(Slowest, Rate(now) / 2);
        _cutAt = now;
        _bucket.Change(Burst(_cutTo), _cutTo, now);
        return _cutTo;
    }

    public bool RemoveIfIdle(TimeSpan now)
    {
        Adjust(now);
        return IsRemoved = _cutAt is null && _bucket.IsFull(now);
    }

    private static double Burst(double perSecond) => Math.Max(1, perSecond / 5);

    private double Rate(TimeSpan now) =>
        _cutAt is { } cut ? Math.Min(_full, _cutTo + ((now - cut).TotalSeconds * _full / 2 / SecondsToWinBackHalf)) : _full;

    private void Adjust(TimeSpan now)
    {
        if (_cutAt is not null)
        {
            var rate = Rate(now);
            _bucket.Change(Burst(rate), rate, now);
            _cutAt = rate < _full ? _cutAt : null;
        }
    }
}
