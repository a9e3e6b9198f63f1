namespace CrmBot.Protocol;

/// <summary>
/// The time in which the answer to an invoke still reaches the client as the response itself. Turn and time limit race for it; whoever
/// is second must find another way.
/// </summary>
public sealed class InvokeWindow
{
    private int _taken;

    /// <summary>The language of the person, once the turn knows it; what they are told at the limit is said in it.</summary>
    public string? Language { get; set; }

    /// <summary>
    /// True once: the caller's answer becomes the response. False when the client has been told that the work goes on: what would have
    /// been the response must be sent as a message.
    /// </summary>
    public bool TryAnswer() => Interlocked.Exchange(ref _taken, 1) == 0;
}
