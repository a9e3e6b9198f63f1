using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>Pairs of statements that cannot both be.</summary>
internal static class Clashes
{
    /// <summary>What is not said together of one deal. "But" between them does not help: it is not won while it is compared.</summary>
    private static readonly (CoachCue One, CoachCue Other)[] Pairs =
    [
        (CoachCue.Won, CoachCue.Undecided),
        (CoachCue.Lost, CoachCue.Collect),
        (CoachCue.Won, CoachCue.Lost),
        (CoachCue.Paid, CoachCue.Chase),
        (CoachCue.Refused | CoachCue.Lost, CoachCue.Eager),
    ];

    /// <summary>The first two clauses that clash, the first null where it is the status; null when none do.</summary>
    public static (CoachClause? One, CoachClause Other)? Find(List<CoachClause> clauses, Status? status)
    {
        var stated = status switch { Status.Won => CoachCue.Won, Status.Lost => CoachCue.Lost, _ => CoachCue.None };
        foreach (var (one, other) in Pairs)
        {
            var first = clauses.Find(c => c.Marks.Exists(m => (m.Cues & one) != 0));
            var second = clauses.Find(c => c.Marks.Exists(m => (m.Cues & other) != 0 && (m.Cues & one) == 0));
            if (second is not null && (first is not null || (stated & one) != 0))
            {
                return (first, second);
            }
        }

        return null;
    }
}
