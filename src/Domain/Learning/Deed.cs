namespace CrmBot.Domain;

/// <summary>How good a summary was when it was filed: numbers and codes, nothing of the text.</summary>
/// <param name="Score">0 to 100; see <see cref="Coach"/>.</param>
/// <param name="Lacks">What it lacked most; null for a good one.</param>
public sealed record Judged(int Score, ShallowReason? Lacks)
{
    public static Judged Of(Review review) => new(review.Score, review.Reasons is [var first, ..] ? first : null);
}

/// <summary>Something that a person did, as the facts tell it: ids, codes and numbers.</summary>
/// <param name="PersonId">Whose it is: who wrote a record, who owed a step.</param>
/// <param name="Rev">Revision of the customer that it was done with: what one change did has one.</param>
/// <param name="Code">Such as <c>filed</c>, <c>unfiled</c>, <c>due</c>, <c>done</c>, <c>status</c>.</param>
/// <param name="Id">Of the record or the step.</param>
public sealed record Deed(DateTimeOffset At, string PersonId, string CustomerId, int Rev, string Code, string Id)
{
    public const string Filed = "filed";
    public const string Unfiled = "unfiled";
    public const string StepSet = "due";
    public const string StepDone = "done";
    public const string Moved = "status";

    public Status? Before { get; init; }
    public Status? After { get; init; }
    public bool? OnTime { get; init; }
    public bool? Shallow { get; init; }

    /// <summary>Null for a filing of before it was kept, and for one that was imported.</summary>
    public int? Score { get; init; }

    public ShallowReason? Lacks { get; init; }

    /// <summary>What the objection of a filing was about; null for none, or one that is not known.</summary>
    public ObjectionCategory? About { get; init; }

    /// <summary>What came of the contact of a filing; null where it was not said, and for one of before it was kept.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>When the contact of a filing took place; null for one of before it was kept: then it is taken for the moment of filing.</summary>
    public DateTimeOffset? ContactedAt { get; init; }

    /// <summary>The filings among some deeds, without those that were taken back.</summary>
    public static IReadOnlyList<Deed> Filings(IEnumerable<Deed> deeds)
    {
        var all = deeds.Where(d => d.Code is Filed or Unfiled).ToList();
        var gone = all.Where(d => d.Code == Unfiled).Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
        return [.. all.Where(d => d.Code == Filed && !gone.Contains(d.Id)).DistinctBy(d => d.Id)];
    }
}
