using CrmBot.Domain;

namespace CrmBot.Scheduler;

/// <summary>One due message about one step, with the step and its customer as they were read after the claim.</summary>
/// <param name="CustomerId">Empty for a reminder that belongs to no customer.</param>
/// <param name="Ver">Version of the step; a card that carries it is old when the step has a higher one.</param>
/// <param name="DueAt">When the step is due (people's time); a retry does not move it.</param>
/// <param name="Attempt">1 for the first try.</param>
/// <param name="AttemptId">Names this try; put into the card, it proves delivery when it comes back.</param>
/// <param name="File">The whole customer of a message that speaks of this alone; null where several are one message, and for a reminder that belongs to no customer.</param>
public sealed record DuePrompt(
    string PromptId, PromptKind Kind, string CustomerId, string StepId, int Ver, DateTimeOffset DueAt, int Attempt, string AttemptId, CustomerFile? File, Step Step)
{
    /// <summary>The customer's head, in every message; null for a reminder that belongs to no customer.</summary>
    public Customer? Head
    {
        get => field ?? File?.Head;
        init;
    }

    /// <summary>When it was to be sent (people's time): long before now after a time in which the bot was down.</summary>
    public DateTimeOffset FireAt { get; init; }

    /// <summary>How often the recipient was told of this version before.</summary>
    public int Nudge { get; init; }

    /// <summary>Whose step it is, when the recipient stands in for them or is their manager; null when it is their own.</summary>
    public string? ForId { get; init; }

    /// <summary>True when its day is so long past that it is only reported, not to be done any more.</summary>
    public bool TooLate { get; init; }

    /// <summary>Code of what happened to it before, such as that its owner could not be reached; null when nothing did.</summary>
    public string? Why { get; init; }

    /// <summary>
    /// True when nobody knows whether an earlier try arrived, so that this may be a second copy. A later attempt alone does
    /// not say that: most follow one that was surely not sent.
    /// </summary>
    public bool MayHaveArrived { get; init; }
}

/// <summary>Everything of one person that is due together; it is one message.</summary>
/// <param name="Recipient">Id of the person.</param>
/// <param name="Prompts">One or more, the earliest due first.</param>
public sealed record DueBatch(string Tenant, string Recipient, IReadOnlyList<DuePrompt> Prompts);

/// <summary>How a delivery ended.</summary>
public abstract record Delivered
{
    private Delivered() { }

    /// <param name="ActivityId">The id the channel gave the message.</param>
    public sealed record Arrived(string ActivityId) : Delivered;

    /// <summary>The channel asked to wait; surely not sent, and not counted as an attempt.</summary>
    /// <param name="After">Null when it did not say how long.</param>
    public sealed record Later(TimeSpan? After) : Delivered;

    /// <summary>Surely not sent; kept until the recipient is in touch again.</summary>
    public sealed record Unreachable(string Why) : Delivered;

    /// <summary>Surely not sent; tried again with growing waits.</summary>
    public sealed record NotSent(string Why) : Delivered;

    /// <summary>Nobody knows whether it was sent, such as after a time-out or a 5xx.</summary>
    public sealed record Ambiguous(string Why) : Delivered;

    /// <summary>Surely not sent, and would never be accepted as it is.</summary>
    public sealed record Rejected(string Why) : Delivered;
}

/// <summary>Brings a due message to its recipient.</summary>
public interface IPromptDelivery
{
    /// <summary>
    /// Sends one message. An exception counts as <see cref="Delivered.Ambiguous"/>. The token is cancelled only when a
    /// shutdown has waited long enough.
    /// </summary>
    ValueTask<Delivered> DeliverAsync(DueBatch batch, CancellationToken ct);
}
