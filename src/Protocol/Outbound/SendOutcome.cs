namespace CrmBot.Protocol;

/// <summary>
/// What became of a send, update or delete. Closed.
/// Only <see cref="Sent"/> and <see cref="Ambiguous"/> may have reached the person; after every other one it surely has not.
/// </summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>Whether the person may have it. Sending again after true can show it twice.</summary>
    public bool MayHaveArrived => this is Sent or Ambiguous;

    /// <summary>One arm for every case: whoever reads an outcome so is told by the compiler when a case is added.</summary>
    public T Match<T>(
        Func<Sent, T> sent,
        Func<Throttled, T> throttled,
        Func<NoSuchConversation, T> noSuchConversation,
        Func<Blocked, T> blocked,
        Func<TooLarge, T> tooLarge,
        Func<Refused, T> refused,
        Func<NotSent, T> notSent,
        Func<Ambiguous, T> ambiguous) => this switch
        {
            Sent outcome => sent(outcome),
            Throttled outcome => throttled(outcome),
            NoSuchConversation outcome => noSuchConversation(outcome),
            Blocked outcome => blocked(outcome),
            TooLarge outcome => tooLarge(outcome),
            Refused outcome => refused(outcome),
            NotSent outcome => notSent(outcome),
            Ambiguous outcome => ambiguous(outcome),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>Accepted. The id is empty when the channel did not say one (typing, split messages): such a message cannot be updated.</summary>
    public sealed record Sent(string ActivityId) : SendOutcome;

    /// <summary>Too many calls: the channel said so (429), or it would. Try again after the given time, at most an hour; without one, back off with jitter.</summary>
    public sealed record Throttled(TimeSpan? RetryAfter) : SendOutcome;

    /// <summary>404: the conversation, activity or member is gone; the code says which, empty when the channel did not. Create the conversation again once.</summary>
    public sealed record NoSuchConversation(string Code) : SendOutcome;

    /// <summary>The person or the tenant does not want it, or the app is not installed. Permanent until the person speaks or installs.</summary>
    public sealed record Blocked(string Code) : SendOutcome;

    /// <summary>The message exceeds the channel's limit; the same one will never pass.</summary>
    public sealed record TooLarge : SendOutcome;

    /// <summary>
    /// Our fault: wrong token, bad payload, a route the channel lacks. Sending the same again will not help.
    /// Status 0 when we refused ourselves (<c>HostNotAllowed</c>, <c>NoConversationId</c>).
    /// </summary>
    public sealed record Refused(int Status, string? Code) : SendOutcome;

    /// <summary>It never left (<c>NoToken</c>: for want of a token), or the channel says it did nothing (412). Try again later.</summary>
    public sealed record NotSent(string Why) : SendOutcome;

    /// <summary>Nobody knows: no answer, a broken answer, or a server error after the message left. The wire has no idempotency key.</summary>
    public sealed record Ambiguous(string Why) : SendOutcome;
}
