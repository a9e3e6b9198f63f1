namespace CrmBot.Bot.Tests.WebChat;

/// <summary>A wall clock that stands until it is moved; its timers run on the machine's time.</summary>
internal sealed class HandMovedTime : TimeProvider
{
    private DateTimeOffset _now = new(2025, 9, 10, 9, 40, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Move(TimeSpan by) => _now += by;
}
