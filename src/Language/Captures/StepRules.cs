using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>Which clauses say what is to be done, by whom and when.</summary>
internal sealed class StepRules(Sentence sentence, CaptureContext context)
{
    private readonly DaysAhead days = new(context.Dates);
    private readonly List<StepRead> steps = [];
    private readonly HashSet<CaptureClause> taken = [];
    private (CaptureClause Clause, CaptureCue Asks)? asked;
    private CaptureClause? undated;
    private Doer last = Doer.Nobody;

    public IReadOnlyList<StepRead> Steps => steps;

    /// <summary>What they ask us to do without a day; null where a day was found for it.</summary>
    public Said<string>? Asked => asked is not { } wish ? null
        : Words.Bare(Words.Tidy(sentence.Text[wish.Clause.EndOf(wish.Asks)..wish.Clause.End]), StepWords.Joins) is { Length: > 1 } what ? new Said<string>(what, wish.Clause.Start, wish.Clause.End - wish.Clause.Start, true) : null;

    /// <summary>Whether the clause is about something to be done; then it tells nothing else.</summary>
    public bool Took(CaptureClause clause) => taken.Contains(clause);

    public void Read(Func<CaptureClause, bool> isMoment)
    {
        foreach (var clause in sentence.Clauses)
        {
            if (Step(clause, isMoment(clause)) is { } step)
            {
                steps.Add(step);
                taken.Add(clause);
                undated = null;
            }
            else
            {
                undated = IsUndated(clause) ? clause : null;
            }
        }
    }

    /// <inheritdoc cref="DaysAhead.Ahead"/>
    public DateFind? Ahead(CaptureClause clause) => days.Ahead(clause);

    private StepRead? Step(CaptureClause clause, bool isMoment)
    {
        if (clause.Has("quiet") || clause.Has("resolved"))
        {
            return null;
        }

        var when = Ahead(clause);
        if (clause.Conditional && when is null)
        {
            return null;
        }

        var deed = clause.First("action", "Pay") ?? clause.First("action");
        if (deed is not null && when is not null && (StepSigns.Denied(clause, deed) || (DaysAhead.Was(clause) && !clause.Has("subject", "Us"))
            || (clause.Has("status", nameof(Status.OnHold)) && !clause.Has("subject", "Us"))))
        {
            return null;
        }

        var asks = clause.First("asking", "AsksUs");
        asks = asks is not null && when is null && sentence.Text[clause.EndOf(asks) - 1] == '看' ? null : asks;
        var must = clause.First("asking", "Must");
        var subject = Subject.Of(clause, clause.First("action") is { } first ? clause.StartOf(first) : clause.End);
        var before = last;
        last = subject.Who == Doer.Nobody ? last : subject.Who;
        if (When(clause, when, deed, subject) is { } filled)
        {
            return filled;
        }

        if (subject.Who == Doer.Them && deed?.Is == "Pay" && ToUs(clause, deed) && !DaysAhead.Happened(clause))
        {
            return Made(clause, OwedBy.Customer, null, null, when, subject, must);
        }

        var ours = subject.Who is Doer.Us or Doer.Colleague;
        if (!ours && must is null && (isMoment || StepSigns.Wishes(clause, when, deed) || StepSigns.Objects(clause, deed)) && !(asks is not null && when is not null))
        {
            return null;
        }

        if (asks is not null && !ours && (deed is not null || when is not null))
        {
            asked = when is null ? (clause, asks) : null;
            return when is null ? null : Made(clause, OwedBy.Us, context.SpeakerId, null, when, subject, asks);
        }

        if (clause.First("asking", "Lets") is { } lets && StepSigns.Helper(clause, lets) is { } helper && (when is not null || (deed is not null && ours)))
        {
            var colleague = helper.Kind == NameKind.Colleague;
            // 财务小刘 does it for us; 王总 alone is invited.
            var named = !colleague && clause.Without(clause.EndOf(lets), helper.Start, clause.Names.Select(n => (n.Start, n.End))).Length > 0;
            return Made(clause, OwedBy.Us, colleague ? helper.Hits[0].Id : named ? null : context.SpeakerId, named ? sentence.Text[helper.Start..helper.End] : null, when, subject, null);
        }

        return subject.Who switch
        {
            Doer.Nobody when deed is null && must is null => Bare(clause, when, subject),
            Doer.Us or Doer.Colleague when (when is not null && !(deed is null && must is null && DaysAhead.Happened(clause))) || (must is not null && deed is not null && !DaysAhead.Happened(clause)) =>
                Made(clause, OwedBy.Us, subject.Named is not null ? null : subject.ColleagueId ?? context.SpeakerId, subject.Named, when, subject, must),
            // 再去碰一次: who comes again is us.
            Doer.Them when deed is not null && when is not null && StepSigns.Again(clause, deed) => Made(clause, OwedBy.Us, context.SpeakerId, null, when, subject with { Start = 0, End = 0 }, must),
            Doer.Them => Theirs(clause, when, deed, must, subject),
            Doer.Nobody => Unsaid(clause, when, deed, must, before, subject),
            _ => null,
        };
    }

    private StepRead? Theirs(CaptureClause clause, DateFind? when, CaptureCue? deed, CaptureCue? must, Subject subject)
    {
        if (deed is null && when is { Bound: DateBound.By } && (clause.Has("subject", "Them") || must is not null) && !DaysAhead.Happened(clause))
        {
            return Made(clause, OwedBy.Customer, null, null, when, subject, must);
        }

        if (deed is null || clause.Has("referral") || clause.Text.Contains('才', StringComparison.Ordinal) || clause.Has("contacts"))
        {
            return null;
        }

        return when is not null || (must is not null && !DaysAhead.Happened(clause) && clause.StartOf(must) < clause.StartOf(deed)) || (deed.Is == "Pay" && !DaysAhead.Happened(clause) && ToUs(clause, deed))
            ? Made(clause, OwedBy.Customer, null, null, when, subject, must)
            : null;
    }

    private bool ToUs(CaptureClause clause, CaptureCue deed) => sentence.Text[clause.StartOf(deed)..clause.EndOf(deed)] is var said
        && (said.Contains('我', StringComparison.Ordinal) || said.Contains(" us", StringComparison.OrdinalIgnoreCase) || said.Contains(" me", StringComparison.OrdinalIgnoreCase));

    private StepRead? Unsaid(CaptureClause clause, DateFind? when, CaptureCue? deed, CaptureCue? must, Doer before, Subject subject)
    {
        if (when is null)
        {
            return must is not null && deed is not null && must.From <= deed.From && !DaysAhead.Happened(clause) && !clause.Has("referral")
                ? Made(clause, OwedBy.Us, context.SpeakerId, null, null, subject, must) : null;
        }

        if ((clause.Text.Contains('才', StringComparison.Ordinal) && deed?.Is != "Pay") || clause.Has("contacts"))
        {
            return null;
        }

        var theirs = deed?.Is == "Pay" || StepWords.Hither().IsMatch(clause.Text) || (deed?.Is == "Answer" && before == Doer.Them);
        return theirs ? Made(clause, OwedBy.Customer, null, null, when, subject, must) : Made(clause, OwedBy.Us, context.SpeakerId, null, when, subject, must);
    }

    /// <summary>"Pricing sheet over to him by Mon": a thing and a day near enough to be one are something to be done.</summary>
    private StepRead? Bare(CaptureClause clause, DateFind? when, Subject subject)
    {
        if (when is null or { HasDay: false } or { Bound: DateBound.From or DateBound.Until } || (when.Until is { } until && until.DayNumber - when.Day.DayNumber > 7)
            || clause.Of.Text.AsSpan(clause.Start, clause.End - clause.Start).IndexOfAny(StepWords.Past) >= 0 || DaysAhead.Was(clause)
            || clause.Has("contacts") || clause.Has("status") || clause.Has("sentiment") || clause.Has("outcome") || clause.Text.Contains('才', StringComparison.Ordinal)
            || StepWords.Never().IsMatch(clause.Text))
        {
            return null;
        }

        var theirs = StepWords.Coming().IsMatch(clause.Text);
        return Made(clause, theirs ? OwedBy.Customer : OwedBy.Us, theirs ? null : context.SpeakerId, null, when, subject, null);
    }

    /// <summary>A clause of only a day or a time completes what stood before it.</summary>
    private StepRead? When(CaptureClause clause, DateFind? when, CaptureCue? deed, Subject subject)
    {
        var said = clause.Dates.Count > 0 ? clause.Dates[0] : null;
        if (said is null)
        {
            return null;
        }

        var rest = Words.Bare(clause.Without(clause.Start, clause.End, [.. clause.Dates.Select(d => (d.Start, d.Start + d.Length)), (subject.Start, subject.End)]), StepWords.Joins);
        if (rest.Length == 0)
        {
            if (steps.Count > 0 && steps[^1] is { } step && (step.When is null ? when is not null : step.Time is null && said is { HasDay: false, Time: not null }))
            {
                steps[^1] = step.When is null ? step with { When = when, Time = when!.Time } : step with { Time = said.Time };
                taken.Add(clause);
            }
            else if (when is not null && undated is { } deedBefore)
            {
                taken.Add(deedBefore);
                return Made(deedBefore, OwedBy.Us, context.SpeakerId, null, when, Subject.Of(deedBefore, deedBefore.StartOf(deedBefore.First("action")!)), null);
            }
            else if (when is not null && asked is { } wish)
            {
                asked = null;
                taken.Add(wish.Clause);
                return Made(wish.Clause, OwedBy.Us, context.SpeakerId, null, when, Subject.Of(wish.Clause, wish.Clause.StartOf(wish.Asks)), wish.Asks);
            }

            return null;
        }

        if (when is null || !StepWords.Objectless.Contains(rest) || subject.Who == Doer.Them)
        {
            return null;
        }

        if (asked is { } wished)
        {
            asked = null;
            taken.Add(wished.Clause);
            return Made(wished.Clause, OwedBy.Us, context.SpeakerId, null, when, Subject.Of(wished.Clause, wished.Clause.StartOf(wished.Asks)), wished.Asks);
        }

        return deed is null && subject.Who == Doer.Nobody ? Made(clause, OwedBy.Us, context.SpeakerId, null, when, subject, null) : null;
    }

    /// <summary>"回办公室就发": something to be done whose day may follow. Nobody else does it, and it has not been done.</summary>
    private bool IsUndated(CaptureClause clause) =>
        clause.First("action") is { Is: "Do" } deed && clause.Dates.Count == 0 && !clause.Conditional && !DaysAhead.Happened(clause) && !StepSigns.Denied(clause, deed) && !taken.Contains(clause)
            && !clause.Has("need") && !clause.Has("objection") && !clause.Has("channel") && !clause.Has("status") && !clause.Has("question")
            && Subject.Of(clause, clause.StartOf(deed)).Who is Doer.Nobody or Doer.Us;

    private StepRead Made(CaptureClause clause, OwedBy by, string? owner, string? named, DateFind? when, Subject subject, CaptureCue? lead)
    {
        var cut = clause.Dates.Where(d => when is not null && (d.Start == when.Start || !d.HasDay)).Select(d => (StepSigns.On(clause, d.Start), d.Start + d.Length)).ToList();
        cut.Add((subject.Start, subject.End));
        if (lead is not null)
        {
            cut.Add((clause.StartOf(lead), clause.EndOf(lead)));
        }

        var what = Words.Bare(clause.Without(clause.Start, clause.End, cut), StepWords.Joins);
        return new StepRead(what.Length > 0 ? what : Words.Tidy(clause.Text), by, owner, named, when, clause.Start, clause.End - clause.Start, by == OwedBy.Customer || subject.Who == Doer.Nobody)
        {
            Time = when?.Time,
        };
    }
}
