using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>Pairs of statements that cannot both be.</summary>
internal static class Clashes
{
    /// <summary>What is not said together of one deal. "But" between them does not help: it is not won while it is compared.</summary>
    private static readonly (Cue One, Cue Other)[] Pairs =
    [
        (Cue.Won, Cue.Undecided),
        (Cue.Lost, Cue.Collect | Cue.Chase | Cue.Paid),
        (Cue.Won, Cue.Lost),
        (Cue.Paid, Cue.Chase),
        (Cue.Refused | Cue.Lost, Cue.Eager),
    ];

    /// <summary>The first two clauses that clash, the first null where it is the status; null when none do.</summary>
    public static (Clause? One, Clause Other)? Find(List<Clause> clauses, Status? status)
    {
        var stated = status switch { Status.Won => Cue.Won, Status.Lost => Cue.Lost, _ => Cue.None };
        foreach (var (one, other) in Pairs)
        {
            var first = clauses.Find(c => c.Marks.Exists(m => (m.Cues & one) != Cue.None));
            var second = clauses.Find(c => c.Marks.Exists(m => (m.Cues & other) != Cue.None && (m.Cues & one) == Cue.None));
            if (second is not null && (first is not null || (stated & one) != Cue.None))
            {
                return (first, second);
            }
        }

        return null;
    }
}
