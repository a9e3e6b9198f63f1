namespace CrmBot.Domain;

/// <summary>What came of a record later.</summary>
/// <param name="MovedOn">The customer's status went forward in the funnel.</param>
/// <param name="StepOnTime">A step that it set was done on its day or before.</param>
/// <param name="Resolved">Its objection was said to be gone.</param>
/// <param name="Lost">The customer was lost.</param>
public sealed record Later(bool MovedOn, bool StepOnTime, bool Resolved, bool Lost)
{
    public static Later Nothing { get; } = new(false, false, false, false);
}

/// <summary>A record that others may learn from.</summary>
/// <param name="Filing">How it was filed.</param>
/// <param name="Points">The greater, the better an example.</param>
public sealed record Candidate(Deed Filing, Later Later, double Points);

/// <summary>
/// Which records are good examples: how well they were written, times what came of them. Pure; the only place of the formula.
/// Source: moonshot M22, "score x later outcome". The weights are ours:
/// <code>
/// points = score x (1 + 0.5 status went forward + 0.5 objection resolved + 0.25 step done on its day)
/// none below <see cref="Coach.Good"/>, and none of a customer that was lost afterwards
/// </code>
/// </summary>
public static class Merit
{
    /// <summary>Authors that examples come from at least: of one or two everybody would know whose they are.</summary>
    public const int LeastAuthors = 3;

    /// <summary>Candidates that are kept; of one author at most <see cref="MostOfOne"/>.</summary>
    public const int Most = 120;

    public const int MostOfOne = 12;

    public static double Points(int score, Later later) => score < Coach.Good || later.Lost
        ? 0
        : score * (1 + (later.MovedOn ? 0.5 : 0) + (later.Resolved ? 0.5 : 0) + (later.StepOnTime ? 0.25 : 0));

    /// <summary>The best records of many people, the best first; of equal ones the latest.</summary>
    /// <param name="deeds">Of everybody whose records may be shown, and of all others who had a part in their customers.</param>
    /// <param name="isShared">Whether somebody's records may be shown to others.</param>
    /// <returns>Empty where too few people wrote any.</returns>
    public static IReadOnlyList<Candidate> Best(IReadOnlyList<Deed> deeds, Func<string, bool> isShared)
    {
        var byCustomer = deeds.ToLookup(d => d.CustomerId, StringComparer.Ordinal);
        var best = Deed.Filings(deeds).Where(f => f.Shallow is not true && isShared(f.PersonId))
            .Select(f => (Filing: f, Later: LaterOf(f, byCustomer[f.CustomerId])))
            .Select(f => new Candidate(f.Filing, f.Later, Points(f.Filing.Score ?? Coach.Good, f.Later)))
            .Where(c => c.Points > 0)
            .GroupBy(c => c.Filing.PersonId, StringComparer.Ordinal)
            .Select(g => InOrder(g).Take(MostOfOne).ToList())
            .ToList();
        return best.Count < LeastAuthors ? [] : [.. InOrder(best.SelectMany(b => b)).Take(Most)];
    }

    private static IEnumerable<Candidate> InOrder(IEnumerable<Candidate> some) =>
        some.OrderByDescending(c => c.Points).ThenByDescending(c => c.Filing.At).ThenBy(c => c.Filing.Id, StringComparer.Ordinal);

    private static Later LaterOf(Deed filing, IEnumerable<Deed> ofCustomer)
    {
        var all = ofCustomer.ToList();
        var steps = all.Where(d => d.Code == Deed.StepSet && d.Rev == filing.Rev).Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
        var moves = all.Where(d => d.Code == Deed.Moved && d.Rev >= filing.Rev).OrderBy(d => d.Rev).ToList();
        return new Later(
            moves.Exists(m => m.Before is { } before && m.After is { } after && Rank(after) > Rank(before)),
            all.Exists(d => d is { Code: Deed.StepDone, OnTime: true } && steps.Contains(d.Id)),
            Resolved: false,
            moves is [.., { After: Status.Lost }]);
    }

    /// <summary>The order of the funnel; what is out of it stands before its beginning.</summary>
    private static int Rank(Status status) => status switch
    {
        Status.New => 1,
        Status.Hesitant => 2,
        Status.Interested => 3,
        Status.Proposal => 4,
        Status.Negotiating => 5,
        Status.Won => 6,
        Status.Active => 7,
        _ => 0,
    };
}
