namespace CrmBot.Protocol;

/// <summary>
/// A token bucket that may go into debt: whoever takes what is not there yet knows how long to wait for it, so those who wait form a queue.
/// Times count from any one origin. Not safe for concurrent use.
/// </summary>
internal sealed class Bucket(double capacity, double perSecond, TimeSpan now)
{
    private double _tokens = capacity;
    private TimeSpan _at = now;
    private double _capacity = capacity;
    private double _perSecond = perSecond;

    /// <summary>How long until one may go, in whole milliseconds; zero when it may go now.</summary>
    public TimeSpan Wait(TimeSpan now)
    {
        Fill(now);
        var until = _at > now ? (_at - now).TotalSeconds : 0;
        var missing = Math.Max(0, 1 - _tokens) / _perSecond;
        // Rounded up, and a millionth forgiven: a timer that waits whole milliseconds must find its token there.
        return TimeSpan.FromMilliseconds(Math.Ceiling(((until + missing) * 1000) - 1e-6));
    }

    public void Take() => _tokens--;

    public void GiveBack() => _tokens = Math.Min(_capacity, _tokens + 1);

    /// <summary>Nothing more until then, and then one.</summary>
    public void CloseUntil(TimeSpan time) => (_tokens, _at) = (1, time);

    public void Change(double capacity, double perSecond, TimeSpan now)
    {
        Fill(now);
        (_capacity, _perSecond, _tokens) = (capacity, perSecond, Math.Min(_tokens, capacity));
    }

    public bool IsFull(TimeSpan now)
    {
        Fill(now);
        return _at <= now && _tokens >= _capacity;
    }

    private void Fill(TimeSpan now)
    {
        if (now > _at)
        {
            _tokens = Math.Min(_capacity, _tokens + ((now - _at).TotalSeconds * _perSecond));
            _at = now;
        }
    }
}
