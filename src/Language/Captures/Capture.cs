using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>What a statement tells of one contact with a customer. What was not said is null or empty; nothing is made up.</summary>
/// <param name="Customer">Whom it is about.</param>
public sealed record Capture(CustomerRead Customer)
{
    public Said<Channel>? Channel { get; init; }

    /// <summary>The person there, as written.</summary>
    public Said<string>? Contact { get; init; }

    /// <summary>The local day of the contact where it was told of another day than today ("yesterday").</summary>
    public Said<DateOnly>? ContactedOn { get; init; }

    /// <summary>Of a text with headings only.</summary>
    public Said<string>? Background { get; init; }

    /// <summary>What the customer wants, in the writer's words.</summary>
    public Said<string>? Need { get; init; }

    /// <summary>What stands in the way, in the writer's words.</summary>
    public Said<string>? Objection { get; init; }

    public ObjectionCategory? Category { get; init; }

    /// <summary>Null where it was not stated: the stored one stays.</summary>
    public Said<Status>? Status { get; init; }

    public Said<Sentiment>? Sentiment { get; init; }

    public Said<Outcome>? Outcome { get; init; }

    /// <summary>In the order of the text; ours and theirs.</summary>
    public IReadOnlyList<StepRead> Steps { get; init; } = [];

    public IReadOnlyList<MomentRead> Moments { get; init; } = [];

    public IReadOnlyList<Said<string>> Competitors { get; init; } = [];

    public Said<Money>? Amount { get; init; }

    /// <summary>Who comes in another's place, as written.</summary>
    public IReadOnlyList<Said<string>> NewContacts { get; init; } = [];

    /// <summary>Ids of colleagues who are to help.</summary>
    public IReadOnlyList<Said<string>> Helpers { get; init; } = [];

    /// <summary>What is asked of colleagues, in the writer's words.</summary>
    public Said<string>? HelpNeeded { get; init; }

    public IReadOnlyList<Said<string>> Referrals { get; init; } = [];

    /// <summary>Answered little or not at all to a friendly touch.</summary>
    public Said<bool>? Cold { get; init; }

    /// <summary>An act of care (a greeting, a gift), no follow-up.</summary>
    public Said<bool>? Care { get; init; }

    public Said<bool>? Complaint { get; init; }

    /// <summary>A complaint that the manager should know of at once.</summary>
    public bool Escalate { get; init; }

    /// <summary>0 to 10.</summary>
    public Said<int>? Nps { get; init; }

    /// <summary>First day on which the customer may be spoken to again.</summary>
    public Said<DateOnly>? QuietUntil { get; init; }

    /// <summary>A day on which something takes place at the customer, and which is no step of ours.</summary>
    public Said<DateOnly>? EventOn { get; init; }

    /// <summary>Objections that are said to be gone.</summary>
    public IReadOnlyList<Said<string>> Resolved { get; init; } = [];

    public bool ComplaintResolved { get; init; }

    /// <summary>What it tells where it tells of no contact; null for a contact, and for what may be one.</summary>
    public Aside? Aside { get; init; }
}

/// <summary>Which customer a text is about.</summary>
/// <param name="Ids">One: that one. Several: equally likely, the likeliest first; ask. None: not said, or nobody known.</param>
/// <param name="Start">Of the words that name it; 0 where it was not named itself.</param>
/// <param name="Guessed">Known by a contact's name, by a letter wrong, or as one of several of that name that is the speaker's own.</param>
public sealed record CustomerRead(IReadOnlyList<string> Ids, int Start, int Length, bool Guessed = false)
{
    public static CustomerRead None { get; } = new([], 0, 0);

    /// <summary>Others that the same words could mean, where one is taken.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>The id where there is one; null where one has to be asked for.</summary>
    public string? Id => Ids is [var only] ? only : null;
}

/// <summary>Something that is to be done.</summary>
/// <param name="What">In the writer's words, without who and when where that leaves a whole.</param>
/// <param name="By">Ours, or the customer's promise.</param>
/// <param name="OwnerId">Of a colleague; null where it is the customer's, or somebody's whom the directory does not know.</param>
/// <param name="Owner">As written, of somebody whom the directory does not know; null otherwise.</param>
/// <param name="When">The day as said; null when none was.</param>
/// <param name="Start">Of the whole clause.</param>
public sealed record StepRead(string What, OwedBy By, string? OwnerId, string? Owner, DateFind? When, int Start, int Length, bool Guessed = false)
{
    public DateOnly? Due => When?.Due;

    /// <summary>Local time of the due day; null when none was said.</summary>
    public TimeOnly? Time { get; init; }
}

/// <param name="What">In the writer's words.</param>
/// <param name="Of">Whose it is, as written; null when not said.</param>
/// <param name="On">The day where one was said; the first of a month where only the month was.</param>
public sealed record MomentRead(MomentKind Kind, string What, string? Of, DateOnly? On, bool MonthOnly, int Start, int Length);

/// <param name="Amount">In the currency's main unit.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record Money(decimal Amount, string Currency);
