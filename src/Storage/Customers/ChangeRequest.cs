using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>One change of one customer.</summary>
/// <param name="OpId">Names the operation for good: a repetition with the same id changes nothing and returns the first receipt.</param>
/// <param name="ById">Who does it; goes to the audit.</param>
/// <param name="At">People's time of the change.</param>
public sealed record ChangeRequest(string Tenant, string CustomerId, string OpId, string ById, DateTimeOffset At);

/// <summary>What a pure decision made of a customer: a change, or a no with its reason.</summary>
public abstract record Decision<TNo>
{
    private Decision() { }

    /// <param name="FollowUpId">The follow-up the receipt names; null for none.</param>
    /// <param name="StepId">The step the receipt names; null for none.</param>
    public sealed record Commit(CustomerEdit Edit, string? FollowUpId = null, string? StepId = null) : Decision<TNo>
    {
        /// <summary>Rows that are written in the same set beside those of the edit.</summary>
        internal IReadOnlyList<Change> Beside { get; init; } = [];

        /// <summary>As the head shall say from now on; null leaves what it says. See <see cref="HeadRow"/>.</summary>
        internal string? Merging { get; init; }

        /// <summary>The head names no customer any more that is being merged into this one.</summary>
        internal bool EndsMerging { get; init; }
    }

    public sealed record No(TNo Why) : Decision<TNo>;
}

/// <summary>That an operation was committed: ids only.</summary>
/// <param name="Rev">Revision of the customer that the operation made.</param>
/// <param name="What">Code of the operation, from <see cref="CustomerEdit.What"/>.</param>
public sealed record Receipt(string OpId, int Rev, string What, string? FollowUpId, string? StepId);

/// <summary>What became of a change.</summary>
public abstract record ChangeOutcome<TNo>
{
    private ChangeOutcome() { }

    /// <summary>The change stands.</summary>
    /// <param name="File">The customer after the change.</param>
    /// <param name="ShadowsStand">False when lists and reminders follow later, by the relay.</param>
    /// <param name="OnItsWay">
    /// Ids of taken-away steps whose reminder was already being sent or had been sent at that moment; also those of which
    /// this could not be found out.
    /// </param>
    public sealed record Committed(CustomerFile File, Receipt Receipt, bool ShadowsStand, IReadOnlyList<string> OnItsWay) : ChangeOutcome<TNo>
    {
        /// <summary>
        /// Those of <see cref="OnItsWay"/> whose reminder the channel has accepted, once: no other copy can follow, so there is
        /// no need to warn of it.
        /// </summary>
        public IReadOnlyList<string> Arrived { get; init; } = [];
    }

    /// <summary>The same operation was committed before.</summary>
    /// <param name="File">The customer as it is now.</param>
    public sealed record AlreadyDone(CustomerFile File, Receipt Receipt) : ChangeOutcome<TNo>
    {
        /// <summary>
        /// Ids of steps that the operation took away and whose reminder may still be on its way now, as far as prompts tell: one that was
        /// planned anew by it does not any more.
        /// </summary>
        public IReadOnlyList<string> OnItsWay { get; init; } = [];
    }

    /// <summary>The decision said no; nothing was written.</summary>
    public sealed record No(TNo Why) : ChangeOutcome<TNo>;

    /// <summary>The change would leave more than <see cref="CustomerStore.MaxOpenSteps"/> steps open; nothing was written.</summary>
    public sealed record Full(int OpenSteps) : ChangeOutcome<TNo>;

    /// <summary>There was such a customer, and it was erased: its id is never used again; nothing was written.</summary>
    public sealed record Erased : ChangeOutcome<TNo>;

    /// <summary>Others kept changing the customer meanwhile; nothing of this change was kept. Trying again is safe.</summary>
    public sealed record Contended : ChangeOutcome<TNo>;
}
