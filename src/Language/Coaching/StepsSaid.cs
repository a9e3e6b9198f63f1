using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>What the clauses say of what is done next.</summary>
internal sealed record StepsSaid(StepSaid Best, bool NamesObject, bool Owner, (Clause Clause, DateFind Dated)? Next, Clause? Undated)
{
    private const Cue Acts = Cue.Action | Cue.Touch;

    /// <summary>Weight from which on a clause says what is done, and not only that something is.</summary>
    private const int Certain = 4;

    /// <summary>Days of a span within which something can be promised.</summary>
    private const int LongestSpan = 40;

    private const int Week = 7;

    /// <summary>Days that are as well past as to come; the tense tells.</summary>
    private static readonly HashSet<string> EitherWay = new(StringComparer.Ordinal) { "weekday", "date", "slash", "dotted", "the-day", "month-day-alone" };

    public static StepsSaid Read(List<Clause> clauses, DateOnly today)
    {
        var best = StepSaid.None;
        var (names, owner) = (false, false);
        (Clause, DateFind)? next = null;
        Clause? undated = null;
        for (var i = 0; i < clauses.Count; i++)
        {
            var clause = clauses[i];
            if (clause.Has(Cue.Closing))
            {
                best = Max(best, StepSaid.Closed);
            }

            if (clause.Dates.Find(d => Ahead(d, today)) is not { } date)
            {
                if (clause.Has(Cue.Action | Cue.Soon) && !clause.Has(Cue.Wait | Cue.Greeting | Cue.Feeling) && !clause.Dates.Exists(d => d.SaidPast && d.Due <= today) && !Done(clause))
                {
                    undated ??= clause.Has(Cue.Action) ? clause : undated;
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
                names |= said == StepSaid.Own && (group.Content >= Certain || (group.Cues & (Cue.Collect | Cue.Chase)) != Cue.None);
                owner |= (group.Cues & Cue.Ours) != Cue.None || group.Names > 0;
            }
        }

        return new StepsSaid(best, names, owner, next, undated);
    }

    private static StepSaid Of(Group group, DateFind date, DateOnly today)
    {
        var cues = group.Cues;
        var ours = (cues & Cue.Ours) != Cue.None;
        var theirs = !ours && (cues & Cue.Theirs) != Cue.None;
        // "I sent it on Monday" is over, also where the Monday could be the next one; "booked for Monday" is not.
        var done = (cues & Cue.Did) != Cue.None && (cues & (Cue.Appointed | Cue.Ahead)) == Cue.None && (date.Due == today || (date.Bound == DateBound.On && EitherWay.Contains(date.Why)));
        if ((cues & Cue.Greeting) != Cue.None)
        {
            return ours && !done && (cues & Acts) != Cue.None ? StepSaid.Contact : StepSaid.None;
        }

        if (((cues & Cue.Log) != Cue.None && !(ours && (cues & Cue.Action) != Cue.None)) || Idle(group) || ((cues & Cue.Wait) != Cue.None && !ours))
        {
            return StepSaid.None;
        }

        if (theirs || done)
        {
            return (cues & Acts) != Cue.None && (cues & (Cue.Need | Cue.Vague | Cue.Soon)) == Cue.None && (!done || (ours && group.Content >= Certain))
                ? StepSaid.Promised : StepSaid.None;
        }

        // What we want and ask for is our step; what the customer wants by a day is theirs.
        var wished = (cues & (Cue.Need | Cue.Objection)) != Cue.None && !group.Led;
        if ((cues & Cue.Action) != Cue.None && (ours || (cues & Cue.Need) == Cue.None || group.Names > 0))
        {
            return StepSaid.Own;
        }

        if ((cues & Cue.Touch) != Cue.None)
        {
            return StepSaid.Contact;
        }

        return (cues & Cue.Appointed) != Cue.None && (cues & (Cue.Vague | Cue.Soon)) == Cue.None && !ours ? StepSaid.Promised
            : ours && !wished && group.Content >= 2 ? StepSaid.Own
            : ours && !wished && (cues & (Cue.Vague | Cue.Soon)) == Cue.None ? StepSaid.Contact
            : (cues & (Cue.Need | Cue.Objection | Cue.Vague | Cue.Soon)) == Cue.None && !IsSeason(date) && (group.Content >= Certain || (cues & Cue.Decision) != Cue.None) ? StepSaid.Promised
            : StepSaid.None;
    }

    /// <summary>A meal, a game, a good mood: no step unless it says what is done beside.</summary>
    private static bool Idle(Group group) => (group.Cues & Cue.Feeling) != Cue.None
        && ((group.Cues & Cue.Action) == Cue.None || (group.Content < Certain && (group.Cues & (Cue.Need | Cue.Objection | Cue.Decision)) == Cue.None));

    /// <summary>A quarter, a year, what is left of this month: no day by itself.</summary>
    private static bool IsSeason(DateFind date) => date.Until is { } until && until.DayNumber - date.Day.DayNumber > (date.Why == "period" ? Week : LongestSpan);

    /// <summary>A day that is still to come, or today; a mere time counts where it is a limit ("by noon").</summary>
    private static bool Ahead(DateFind date, DateOnly today) =>
        date.Due >= today && !(date.SaidPast && date.Due == today) && (date.HasDay || date.Bound == DateBound.By);

    /// <summary>The clause of a day, with the one beside it in the same sentence where it has no verb of its own.</summary>
    private static Group Group(List<Clause> clauses, int at)
    {
        var clause = clauses[at];
        // Where one went today says nothing of what the neighbour tells.
        if (clause.Has(Acts | Cue.Wait) || (clause.Has(Cue.Did) && !clause.Has(Cue.Ahead | Cue.Appointed)))
        {
            return new Group(clause, clause.Cues, clause.Content, clause.Names, Led(clause));
        }

        foreach (var beside in new[] { at + 1, at - 1 })
        {
            if (beside >= 0 && beside < clauses.Count && clauses[beside].Sentence == clause.Sentence && clauses[beside].Dates.Count == 0
                && clauses[beside].Has(Acts) && !clauses[beside].Has(Cue.Objection))
            {
                var other = clauses[beside];
                return new Group(other, clause.Cues | other.Cues, clause.Content + other.Content, clause.Names + other.Names, Led(other));
            }
        }

        return new Group(clause, clause.Cues, clause.Content, clause.Names, Led(clause));
    }

    private static bool Led(Clause clause) =>
        clause.Marks.Find(m => (m.Cues & (Cue.Ours | Cue.Theirs | Cue.Need | Cue.Objection)) != Cue.None) is { Cues: var first } && (first & Cue.Ours) != Cue.None;

    private static bool Done(Clause clause) => clause.Has(Cue.Did) && !clause.Has(Cue.Soon | Cue.Ahead);

    private static StepSaid Max(StepSaid one, StepSaid other) => one > other ? one : other;
}

/// <param name="Words">The clause that names what is done.</param>
/// <param name="Led">One of us stands before what is wished and before one of theirs.</param>
internal sealed record Group(Clause Words, Cue Cues, int Content, int Names, bool Led);
