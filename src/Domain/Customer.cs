namespace CrmBot.Domain;

/// <summary>The head of a customer: what is true of it as a whole.</summary>
/// <param name="Helpers">Ids of people who work on it beside the owner.</param>
/// <param name="LastContact">Local day of the latest filed contact, in the filer's zone; null before the first.</param>
/// <param name="Source">Where a derived or imported customer came from; null when typed by a person.</param>
public sealed record Customer(
    string Id,
    string Name,
    IReadOnlyList<string> Aliases,
    string OwnerId,
    IReadOnlyList<string> Helpers,
    Tier Tier,
    Stage Stage,
    Status Status,
    DateOnly? LastContact,
    bool Vip = false,
    string? Source = null)
{
    /// <summary>Words that colleagues sort it by, as written; null for none.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>What business it is in, as written; null when not known.</summary>
    public string? Industry { get; init; }
}

/// <summary>One contact with a customer, written down.</summary>
/// <param name="ContactedAt">When the contact took place.</param>
/// <param name="Summary">What happened: needs and feedback in the rep's words. Never logged.</param>
/// <param name="NextStepId">The first step this record set; null when there is none. All of them are found by <see cref="Step.SourceId"/>.</param>
/// <param name="NoNextStepBecause">The rep's reason for leaving the next step out; null when there is one.</param>
/// <param name="Shallow">Filed although the coach asked for more; counted in the manager's numbers.</param>
/// <param name="Edition">1 when filed, one more at each edit; earlier editions are kept.</param>
public sealed record FollowUp(
    string Id,
    string AuthorId,
    DateTimeOffset ContactedAt,
    DateTimeOffset FiledAt,
    Channel Channel,
    string? ContactName,
    string Summary,
    Sentiment? Sentiment,
    Status? Status,
    string? NextStepId,
    string? NoNextStepBecause,
    bool Shallow,
    int Edition)
{
    /// <summary>What was said, part by part; null in a record that keeps only its summary.</summary>
    public Gist? Gist { get; init; }

    /// <summary>What was filled into fields of the company's own: field id to value, as <see cref="FieldValues"/> keeps it; null for nothing. Never logged.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }
}

/// <summary>An obligation: a next step or a promise, ours or the customer's.</summary>
/// <param name="What">What is to be done, in the rep's words. Never logged.</param>
/// <param name="DueDay">Local day in <paramref name="Zone"/>.</param>
/// <param name="DueTime">Local time; null means the daily list time of that day.</param>
/// <param name="DueAt">The instant derived from day, time and zone when the step was planned.</param>
/// <param name="Ver">Counts up whenever the reminder must be planned anew (date, owner, zone).</param>
/// <param name="SourceId">The follow-up this step came from, of an act of care the moment; null when it stands alone.</param>
/// <param name="ClosedAt">When it was done or cancelled.</param>
public sealed record Step(
    string Id,
    string What,
    string OwnerId,
    OwedBy By,
    DateOnly DueDay,
    TimeOnly? DueTime,
    string Zone,
    DateTimeOffset DueAt,
    StepState State,
    int Ver,
    string? SourceId,
    DateTimeOffset? ClosedAt)
{
    /// <summary>What sort of obligation it is; null for a next step or a promise.</summary>
    public StepKind? Kind { get; init; }

    /// <summary>The last local day on which it is still worth doing; null where the kind alone decides that. See <see cref="Lateness"/>.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The day it is about, where that is not the day to be reminded on: a birthday on a Sunday.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Who asked a colleague for it; null for what nobody asked for. See <see cref="StepKind.Help"/>.</summary>
    public string? AskedById { get; init; }

    /// <summary>When it was asked, of a reminder of one's own when it was asked for; null for what nobody asked for.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>When the colleague who was asked said that they do it.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>What the colleague who was asked said: the answer, or why not. Never logged.</summary>
    public string? Said { get; init; }

    /// <summary>What it takes: people, money, samples. Null for nothing that was said. Never logged.</summary>
    public string? Resources { get; init; }
}

/// <summary>Something bought. Amount in the currency's main unit.</summary>
public sealed record Order(string Id, DateOnly Day, decimal Amount, string Currency);

/// <summary>A complaint; open while <paramref name="ClosedAt"/> is null.</summary>
public sealed record Complaint(
    string Id, DateTimeOffset OpenedAt, Severity Severity, string Text, string OwnerId, DateTimeOffset? ClosedAt, string? Resolution);

/// <summary>A satisfaction answer: CSAT 1 to 5, or NPS 0 to 10.</summary>
public sealed record Satisfaction(string Id, DateOnly Day, bool Nps, int Score);

/// <summary>An act of care that took place: a greeting, a gift, an article sent.</summary>
public sealed record Touch(string Id, DateTimeOffset At, string ById, string Kind, Sentiment? Reaction);
