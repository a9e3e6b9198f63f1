namespace CrmBot.Domain;

/// <summary>A member of the company.</summary>
/// <param name="Id">Short id, unique in the tenant.</param>
/// <param name="Name">The name colleagues see.</param>
/// <param name="EnglishName">The name in Latin letters, when it differs.</param>
/// <param name="Aliases">Other names colleagues use.</param>
/// <param name="Team">An attribute people filter by; it gives no sight. <c>*</c> is all teams, null is none.</param>
/// <param name="ManagerId">Whom this person reports to; null at the top.</param>
/// <param name="Zone">IANA time zone name, chosen by the person, never an offset.</param>
/// <param name="Language"><c>zh-CN</c> or <c>en-US</c>: what this person reads.</param>
/// <param name="Left">No member any more: keeps the name in history, is given no customers. False in rows that do not say.</param>
public sealed record Person(
    string Id,
    string Name,
    string? EnglishName,
    IReadOnlyList<string> Aliases,
    Role Role,
    string? Team,
    string? ManagerId,
    string Zone,
    string Language,
    bool Left = false)
{
    /// <summary>ISO 3166 code of the calendar this person works by; null for the one of the zone.</summary>
    public string? Region { get; init; }

    /// <summary>Local time at which this person asked for the daily list; null for the usual one.</summary>
    public TimeOnly? ListTime { get; init; }

    /// <summary>Hours in which this person is left alone; null for none but the usual ones.</summary>
    public QuietHours? Quiet { get; init; }

    /// <summary>Absences, the earliest first; null for none.</summary>
    public IReadOnlyList<Leave>? Leaves { get; init; }

    /// <summary>Customers this person does not want to be reminded of for a while; null for none.</summary>
    public IReadOnlyList<Mute>? Mutes { get; init; }

    /// <summary>True for somebody who does not want others to learn from their summaries, not even without names; null is false.</summary>
    public bool? NoExamples { get; init; }
}

/// <summary>An absence. Both days are local days of the person and belong to it.</summary>
/// <param name="DelegateId">Who gets what comes due meanwhile; null for nobody: then it waits.</param>
public sealed record Leave(DateOnly From, DateOnly Until, string? DelegateId);

/// <summary>A customer, or one of its people, of whom nothing is to be brought for a while.</summary>
/// <param name="Until">The first local day on which reminders come again.</param>
public sealed record Mute(string CustomerId, DateOnly Until)
{
    /// <summary>The follow-up that asked for it; null when a person did by a button.</summary>
    public string? SourceId { get; init; }

    /// <summary>The only one of the customer's people who is left alone, as <see cref="QuietContacts.KeyOf"/> gives it; null for all of them.</summary>
    public string? Contact { get; init; }
}
