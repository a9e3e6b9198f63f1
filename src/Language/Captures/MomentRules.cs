using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>What is told of the life of a contact.</summary>
internal sealed class MomentRules(Sentence sentence, DateContext dates)
{
    /// <summary>A clause that tells of somebody's life, and not of what we do about it.</summary>
    public static bool Is(CaptureClause clause) =>
        clause.First("moment") is not null
        && !(clause.First("asking", "Must") is { } must && clause.First("action") is not null && clause.First("moment")!.From > must.From);

    public IReadOnlyList<MomentRead> Read(Func<CaptureClause, bool> isTaken)
    {
        var moments = new List<MomentRead>();
        foreach (var clause in sentence.Clauses.Where(c => !isTaken(c) && Is(c)))
        {
            foreach (var cue in clause.Cues("moment"))
            {
                var kind = Enum.Parse<MomentKind>(cue.Is);
                var (on, monthOnly) = On(clause, kind);
                var known = moments.FindIndex(m => m.Kind == kind);
                if (known >= 0)
                {
                    moments[known] = moments[known] with { On = moments[known].On ?? on, MonthOnly = moments[known].On is null ? monthOnly : moments[known].MonthOnly };
                    continue;
                }

                var of = clause.Names.LastOrDefault(n => n.Kind == NameKind.Contact && n.Start < clause.StartOf(cue)) ?? sentence.Names.LastOrDefault(n => n.Kind == NameKind.Contact && n.Start < clause.Start);
                moments.Add(new MomentRead(
                    kind, Words.Tidy(clause.Text), of is null ? null : sentence.Text[of.Start..of.End], on, monthOnly, clause.Start, clause.End - clause.Start));
            }
        }

        return moments;
    }

    private (DateOnly? On, bool MonthOnly) On(CaptureClause clause, MomentKind kind)
    {
        var today = Zones.DayOf(dates.Now, dates.Zone);
        var find = clause.Dates.FirstOrDefault(d => d.HasDay && d.Day > today);
        return find is null ? (null, false)
            : find.Until is { } until && find.Day.Day == 1 && until.DayNumber - find.Day.DayNumber is >= 27 and <= 30 ? (find.Day, true)
            : find.Until is null ? (find.Day, false)
            : kind == MomentKind.Travel ? (find.Until, false) // of a journey the last day counts
            : (null, false);
    }
}
