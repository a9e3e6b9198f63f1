namespace CrmBot.Domain;

/// <summary>A customer with what lies open in its file: the view decisions are made on.</summary>
/// <param name="Rev">Revision of the head; counts every change of the customer.</param>
/// <param name="Steps">All open steps, and those closed lately.</param>
/// <param name="Recent">The latest follow-ups, newest first; see the store for how many.</param>
/// <param name="MergedInto">The customer this one was merged into; null for a live one.</param>
public sealed record CustomerFile(
    Customer Head,
    int Rev,
    IReadOnlyList<Contact> Contacts,
    IReadOnlyList<Step> Steps,
    IReadOnlyList<FollowUp> Recent,
    IReadOnlyList<Complaint> Complaints,
    IReadOnlyList<Satisfaction> Scores,
    string? MergedInto = null)
{
    /// <summary>True of one whose content is gone; nobody is given such a file.</summary>
    public bool Erased { get; init; }

    /// <summary>What is remembered of its people.</summary>
    public IReadOnlyList<Moment> Moments { get; init; } = [];

    /// <summary>Needs and objections, also those that are settled; at most <see cref="Domain.Items.MostKept"/>, as far as one change made them.</summary>
    public IReadOnlyList<Item> Items { get; init; } = [];

    /// <summary>Open steps, the earliest due first.</summary>
    public IEnumerable<Step> OpenSteps => Steps.Where(s => s.State == StepState.Open).OrderBy(s => s.DueAt);
}

/// <summary>What changes in a customer in one go: all of it is kept, or none.</summary>
/// <param name="What">Code of the operation for the audit, such as <c>filed</c>, <c>step-done</c>; no free text.</param>
public sealed record CustomerEdit(string What, Customer Head)
{
    /// <summary>
    /// Everything there is of the customer goes, for ever: <see cref="Head"/> holds ids and codes only, <see cref="Steps"/> those
    /// that were open, closed and without words.
    /// </summary>
    public bool Erases { get; init; }

    /// <summary>New records, or new editions of stored ones; the store keeps the earlier edition.</summary>
    public IReadOnlyList<FollowUp> FollowUps { get; init; } = [];

    /// <summary>Stored records that are to be gone, with every edition, the words of every step they set, and their places.</summary>
    public IReadOnlyList<FollowUp> GoneFollowUps { get; init; } = [];

    public IReadOnlyList<Step> Steps { get; init; } = [];
    public IReadOnlyList<Contact> Contacts { get; init; } = [];

    /// <summary>How good the new record was when it was filed; null where nobody judged it. For the facts: it is not kept with the record.</summary>
    public Judged? Judged { get; init; }

    /// <summary>Ids of stored contacts that are to be gone.</summary>
    public IReadOnlyList<string> GoneContacts { get; init; } = [];

    public IReadOnlyList<Complaint> Complaints { get; init; } = [];
    public IReadOnlyList<Satisfaction> Scores { get; init; } = [];
    public IReadOnlyList<Order> Orders { get; init; } = [];
    public IReadOnlyList<Touch> Touches { get; init; } = [];
    public IReadOnlyList<Moment> Moments { get; init; } = [];
    public IReadOnlyList<Item> Items { get; init; } = [];

    /// <summary>Ids of stored needs and objections that are to be gone.</summary>
    public IReadOnlyList<string> GoneItems { get; init; } = [];

    /// <summary>Ids of stored moments that are to be gone.</summary>
    public IReadOnlyList<string> GoneMoments { get; init; } = [];
}
