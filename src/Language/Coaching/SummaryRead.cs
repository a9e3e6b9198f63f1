using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>A next step that a summary says in its own words.</summary>
/// <param name="What">The clause, without the words that say when.</param>
/// <param name="Dated">The day that it is due.</param>
public sealed record StepSaidSo(string What, DateFind Dated);

/// <summary>A summary as the coach reads it.</summary>
/// <param name="Evidence">What its words tell.</param>
public sealed record SummaryRead(Evidence Evidence)
{
    /// <summary>Our first step with a day; null when none is said.</summary>
    public StepSaidSo? Next { get; init; }

    /// <summary>The words that name a step without a day; null when there are none.</summary>
    public string? Undated { get; init; }

    /// <summary>The first vague words; null when there are none.</summary>
    public string? Vague { get; init; }

    /// <summary>The two stretches that cannot both be, the first empty where it is the status; null when nothing contradicts.</summary>
    public (string One, string Other)? Clash { get; init; }
}
