namespace CrmBot.Domain;

/// <summary>How the delivery of a message ended.</summary>
public enum DeliveryEnd
{
    Arrived,

    /// <summary>The channel asked to wait; surely not sent.</summary>
    Throttled,

    /// <summary>The recipient cannot be reached until they are in touch again; surely not sent.</summary>
    Unreachable,

    /// <summary>Surely not sent; a later try may succeed.</summary>
    NotSent,

    /// <summary>Nobody knows whether it was sent.</summary>
    Ambiguous,

    /// <summary>Surely not sent, and never will be as it is.</summary>
    Rejected,
}

/// <summary>What becomes of a message after a try.</summary>
public abstract record NextTry
{
    private NextTry() { }

    /// <summary>Nothing more is to be done.</summary>
    public sealed record Over : NextTry;

    /// <param name="Counts">False when the try was no attempt.</param>
    public sealed record Again(TimeSpan Wait, bool Counts) : NextTry;

    /// <summary>Set aside until the recipient is in touch.</summary>
    public sealed record Parked : NextTry;

    /// <summary>Stays as it is until its lease ends; then <see cref="AfterDelivery.AfterSilence"/> decides.</summary>
    public sealed record Unclear : NextTry;

    /// <summary>Given up; an operator may start it again.</summary>
    public sealed record Poison : NextTry;
}

/// <summary>What becomes of a message of which nobody knows whether it was sent.</summary>
public enum Silence
{
    /// <summary>Sent once more: a second copy is a smaller fault than none.</summary>
    SendAgain,

    /// <summary>Left as unknown.</summary>
    GiveUp,
}

/// <summary>The one table from the end of a delivery to the next state of its message.</summary>
public static class AfterDelivery
{
    /// <summary>Attempts after which a message is given up.</summary>
    public const int MaxAttempts = 8;

    private static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromHours(6);
    private static readonly TimeSpan UsualThrottle = TimeSpan.FromSeconds(30);

    /// <param name="attempt">1 for the first try.</param>
    /// <param name="asked">How long the channel asked to wait; null when it did not say.</param>
    public static NextTry Of(DeliveryEnd end, int attempt, TimeSpan? asked) => end switch
    {
        DeliveryEnd.Arrived => new NextTry.Over(),
        DeliveryEnd.Throttled => new NextTry.Again(asked is { } wait && wait > TimeSpan.Zero ? wait : UsualThrottle, Counts: false),
        DeliveryEnd.Unreachable => new NextTry.Parked(),
        DeliveryEnd.NotSent when attempt >= MaxAttempts => new NextTry.Poison(),
        DeliveryEnd.NotSent => new NextTry.Again(Backoff(attempt), Counts: true),
        DeliveryEnd.Ambiguous => new NextTry.Unclear(),
        DeliveryEnd.Rejected => new NextTry.Poison(),
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, "Not an end of a delivery."),
    };

    /// <summary>A follow-up, a promise and what a person asked for is sent once more, and only once.</summary>
    /// <param name="resent">How often it was sent again already.</param>
    public static Silence AfterSilence(PromptKind kind, int resent) =>
        kind is PromptKind.FollowUp or PromptKind.Promise or PromptKind.Reminder && resent == 0 ? Silence.SendAgain : Silence.GiveUp;

    /// <summary>The wait before the next try: 15 s, doubled by each attempt, at most 6 h.</summary>
    /// <param name="attempt">Attempts made, 1 or more.</param>
    public static TimeSpan Backoff(int attempt)
    {
        var doubled = FirstBackoff.TotalSeconds * Math.Pow(2, attempt - 1);
        return doubled >= LongestBackoff.TotalSeconds ? LongestBackoff : TimeSpan.FromSeconds(doubled);
    }
}
