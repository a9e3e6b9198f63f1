using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>
/// Reads what a summary tells: in Chinese of either script, Cantonese, English or a mix. Judges nothing: that is
/// <see cref="Coach"/>. Pure; the words stand in <c>phrases/coach/</c>.
/// </summary>
public static class SummaryReader
{
    /// <summary>Longer texts are read up to here.</summary>
    private const int Longest = 8000;

    /// <summary>Never throws for any text.</summary>
    /// <param name="step">What is done next, where the form says it in a field of its own; null for none.</param>
    /// <param name="stepOn">The day of <paramref name="step"/>; null when that was left out.</param>
    /// <param name="status">The status that is set with it; null when it stays.</param>
    /// <exception cref="ArgumentException">The zone is not known.</exception>
    public static SummaryRead Read(string summary, DateContext dates, string? step = null, DateOnly? stepOn = null, Status? status = null)
    {
        summary = summary.Length > Longest ? summary[..Longest] : summary;
        var text = string.IsNullOrWhiteSpace(step) ? summary : $"{summary}\n{step}";
        var folded = string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = Fold.Char(source[i]);
            }
        });
        var finds = DateReader.Find(text, dates);
        var today = Zones.DayOf(dates.Now, dates.Zone);
        var clauses = ClauseReader.Read(folded, text, finds);
        foreach (var clause in clauses.Where(c => c.Start > summary.Length))
        {
            Field(clause, stepOn);
        }

        var steps = StepsSaid.Read(clauses, today);
        var all = clauses.Aggregate(Cue.None, (cues, c) => cues | c.Cues);
        var clash = Clashes.Find(clauses, status);
        var evidence = new Evidence
        {
            Length = folded.Sum(c => Fold.IsHan(c) ? 2 : char.IsLetterOrDigit(c) ? 1 : 0),
            Content = clauses.Where(c => !c.IsFiller).Sum(c => c.Content),
            Need = clauses.Exists(c => c.Has(Cue.Need) && !c.Has(Cue.Feeling | Cue.Greeting)),
            Objection = clauses.Exists(c => c.Has(Cue.Objection)),
            Fact = clauses.Exists(c => c.Has(Cue.Decision)),
            Unreached = (all & Cue.Unreached) != Cue.None,
            // Two days that are told apart are as certain as a figure.
            Figures = clauses.Where(c => !c.Has(Cue.Log | Cue.Placeholder)).Sum(c => c.Figures) + (finds.Where(f => f.HasDay).DistinctBy(f => f.Due).Count() > 1 ? 1 : 0),
            Names = clauses.Sum(c => c.Names),
            Step = steps.Best,
            StepNamesObject = steps.NamesObject,
            Owner = steps.Owner,
            NoOwner = (all & Cue.Somebody) != Cue.None,
            Waits = (all & Cue.Wait) != Cue.None,
            Vague = (all & (Cue.Vague | Cue.Soon)) != Cue.None,
            Feeling = (all & Cue.Feeling) != Cue.None,
            Greeting = (all & Cue.Greeting) != Cue.None,
            Placeholder = Emptiness.Holds(clauses, folded),
            SaysSame = (all & Cue.Same) != Cue.None || Emptiness.Repeats(clauses, folded),
            Turns = Transcript.Turns(folded),
            Stations = Transcript.Stations(clauses, finds),
            Contradicts = clash is not null,
        };
        return new SummaryRead(evidence)
        {
            Next = steps.Next is { } next && next.Clause.Start <= summary.Length ? new StepSaidSo(Without(text, next.Clause, next.Dated), next.Dated) : null,
            Undated = steps.Undated is { } undated ? Words(text, undated) : null,
            Vague = clauses.Find(c => c.Has(Cue.Vague | Cue.Soon)) is { } vague ? Words(text, vague) : null,
            Clash = clash is var (one, other) ? (one is null ? "" : Words(text, one), Words(text, other)) : null,
        };
    }

    /// <summary>A field of the form is a step of the person who fills it in, and its day is the one beside it.</summary>
    private static void Field(Clause clause, DateOnly? on)
    {
        clause.Cues |= clause.Has(Cue.Wait) ? Cue.None : Cue.Ours | (clause.Has(Cue.Touch | Cue.Vague | Cue.Soon) && clause.Content < 2 ? Cue.Touch : Cue.Action);
        if (on is { } day)
        {
            clause.Dates.Clear();
            clause.Dates.Add(new DateFind(clause.Start, 0, day, "field") { Due = day });
        }
    }

    private static string Words(string text, Clause clause) => text[clause.Start..clause.End].Trim();

    /// <summary>A clause without its date and without who does it, as one would write it into a list of things to do.</summary>
    private static string Without(string text, Clause clause, DateFind date)
    {
        var end = Math.Min(date.Start + date.Length, clause.End);
        var before = text[clause.Start..Math.Max(clause.Start, date.Start)].Trim();
        if (Links.FirstOrDefault(l => before.EndsWith(l, StringComparison.OrdinalIgnoreCase)) is { } link)
        {
            before = before[..^link.Length].TrimEnd();
        }

        var after = text[Math.Max(end, clause.Start)..clause.End].Trim();
        var what = (before.Length == 0 ? after : after.Length == 0 ? before : Fold.IsHan(before[^1]) || Fold.IsHan(after[0]) ? before + after : $"{before} {after}").Trim();
        foreach (var lead in Leads)
        {
            if (what.StartsWith(lead, StringComparison.OrdinalIgnoreCase) && what.Length > lead.Length + 1)
            {
                what = what[lead.Length..].TrimStart();
                break;
            }
        }

        return what.Length == 0 ? Words(text, clause) : what;
    }

    /// <summary>Words that only lead to the day.</summary>
    private static readonly string[] Links = [" on", " by", " at", " before", " until", " for"];

    private static readonly string[] Leads = ["我方", "我们", "我", "I will ", "I'll ", "I am going to ", "We will ", "We'll ", "I ", "We ", "and I ", "will "];
}
