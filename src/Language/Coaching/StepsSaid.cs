using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>What the clauses say of what is done next.</summary>
internal sealed record StepsSaid(StepSaid Best, bool NamesObject, bool Owner, (CoachClause CoachClause, DateFind Dated)? Next, CoachClause? Undated)
{
    private const CoachCue Acts = CoachCue.Action | CoachCue.Touch;

    /// <summary>Weight from which on a clause says what is done, and not only that something is.</summary>
    private const int Certain = 4;

    public static StepsSaid Read(List<CoachClause> clauses, DateOnly today)
    {
        var best = StepSaid.None;
        var (names, owner) = (false, false);
        (CoachClause, DateFind)? next = null;
        CoachClause? undated = null;
        for (var i = 0; i < clauses.Count; i++)
        {
            var clause = clauses[i];
            if (clause.Has(CoachCue.Closing))
            {
                best = Max(best, StepSaid.Closed);
            }

            if (clause.Dates.Find(d => Ahead(d, today)) is not { } date)
            {
                if (clause.Has(CoachCue.Action | CoachCue.Soon) && !clause.Has(CoachCue.Wait | CoachCue.Greeting | CoachCue.Feeling) && !clause.Dates.Exists(d => d.SaidPast) && !Done(clause))
                {
                    undated ??= clause.Has(CoachCue.Action) ? clause : undated;
                    best = Max(best, StepSaid.Undated);
                }

                continue;
            }

            var group = Group(clauses, i);
            var said = Of(group, date, today);
            best = Max(best, said);
            if (said is StepSaid.Own or StepSaid.Contact)
            {
                next ??= (group.Words, date);
                names |= said == StepSaid.Own && (group.Content >= Certain || (group.Cues & (CoachCue.Collect | CoachCue.Chase)) != 0);
                owner |= (group.Cues & CoachCue.Ours) != 0 || group.Names > 0;
            }
        }

        return new StepsSaid(best, names, owner, next, undated);
    }

    private static StepSaid Of(Group group, DateFind date, DateOnly today)
    {
        var cues = group.Cues;
        var ours = (cues & CoachCue.Ours) != 0;
        var theirs = !ours && (cues & CoachCue.Theirs) != 0;
        // "I sent it on Monday" is over, also where the Monday could be the next one; "booked for Monday" is not.
        var done = (cues & CoachCue.Did) != 0 && (cues & CoachCue.Appointed) == 0 && (date.Due == today || date is { Why: "weekday", Bound: DateBound.On });
        if ((cues & CoachCue.Greeting) != 0)
        {
            return ours && !done && (cues & Acts) != 0 ? StepSaid.Contact : StepSaid.None;
        }

        if (((cues & CoachCue.Log) != 0 && !(ours && (cues & CoachCue.Action) != 0)) || ((cues & CoachCue.Feeling) != 0 && (cues & CoachCue.Action) == 0) || ((cues & CoachCue.Wait) != 0 && !ours))
        {
            return StepSaid.None;
        }

        if (theirs || done)
        {
            return (cues & Acts) != 0 && (cues & (CoachCue.Need | CoachCue.Vague | CoachCue.Soon)) == 0 && (!done || (ours && group.Content >= Certain))
                ? StepSaid.Promised : StepSaid.None;
        }

        if ((cues & CoachCue.Action) != 0 && (ours || (cues & CoachCue.Need) == 0 || group.Names > 0))
        {
            return StepSaid.Own;
        }

        if ((cues & CoachCue.Touch) != 0)
        {
            return StepSaid.Contact;
        }

        return ours && group.Content >= 2 ? StepSaid.Own
            : (cues & (CoachCue.Need | CoachCue.Objection | CoachCue.Vague | CoachCue.Soon)) == 0 && (group.Content >= Certain || (cues & CoachCue.Decision) != 0) ? StepSaid.Promised
            : StepSaid.None;
    }

    /// <summary>A day that is still to come, or today; a mere time counts where it is a limit ("by noon").</summary>
    private static bool Ahead(DateFind date, DateOnly today) =>
        !date.SaidPast && date.Due >= today && (date.HasDay || date.Bound == DateBound.By);

    /// <summary>The clause of a day, with the one beside it in the same sentence where it has no verb of its own.</summary>
    private static Group Group(List<CoachClause> clauses, int at)
    {
        var clause = clauses[at];
        if (clause.Has(Acts | CoachCue.Wait))
        {
            return new Group(clause, clause.Cues, clause.Content, clause.Names);
        }

        foreach (var beside in new[] { at + 1, at - 1 })
        {
            if (beside >= 0 && beside < clauses.Count && clauses[beside].Sentence == clause.Sentence && clauses[beside].Dates.Count == 0
                && clauses[beside].Has(Acts | CoachCue.Ours))
            {
                var other = clauses[beside];
                return new Group(other, clause.Cues | other.Cues, clause.Content + other.Content, clause.Names + other.Names);
            }
        }

        return new Group(clause, clause.Cues, clause.Content, clause.Names);
    }

    private static bool Done(CoachClause clause) => clause.Has(CoachCue.Did) && !clause.Has(CoachCue.Soon);

    private static StepSaid Max(StepSaid one, StepSaid other) => one > other ? one : other;
}

/// <param name="Words">The clause that names what is done.</param>
internal sealed record Group(CoachClause Words, CoachCue Cues, int Content, int Names);
