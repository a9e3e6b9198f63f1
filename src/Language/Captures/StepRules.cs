using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>Which clauses say what is to be done, by whom and when.</summary>
internal sealed class StepRules(Sentence sentence, CaptureContext context)
{
    private static readonly string[] Joins =
        ["然后", "所以", "因此", "并且", "并", "就", "先", "那", "也", "了", "会", "将", "去", "来", "and", "then", "so", "to", "will", "'ll", "that", "also", "just", "must", "should", "the plan is to", "go", "：", ":"];

    // What is left of "ten days later we send it": the deed without its object.
    private static readonly HashSet<string> Bare = new(StringComparer.OrdinalIgnoreCase)
    {
        "给", "发", "发过去", "寄过去", "送过去", "给过去", "给他", "给她", "给他们", "发他", "发她", "发他们", "发给他", "发给她", "发给他们", "给到", "给到他们", "交", "出", "寄", "送", "报", "回",
        "回他", "回复", "答复", "俾佢", "俾佢哋", "send it", "send it over", "send over", "send", "sending", "sending it", "deliver", "sends it", "will send", "send them", "send both", "答复他", "给客户", "发客户", "提交",
    };

    private static readonly System.Buffers.SearchValues<char> Past = System.Buffers.SearchValues.Create("了过過已咗刚剛");

    private readonly DateOnly today = Zones.DayOf(context.Dates.Now, context.Dates.Zone);
    private readonly List<StepRead> steps = [];
    private readonly HashSet<CaptureClause> taken = [];
    private (CaptureClause Clause, CaptureCue Asks)? asked;
    private Doer last = Doer.Nobody;

    public IReadOnlyList<StepRead> Steps => steps;

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
            }
        }
    }

    /// <summary>The first day or time of the clause that lies ahead.</summary>
    public DateFind? Ahead(CaptureClause clause)
    {
        var find = clause.Dates.FirstOrDefault(d => IsAhead(clause, d));
        if (find is { Time: null } && clause.Dates.FirstOrDefault(d => d != find && !d.HasDay && d.Time is not null) is { } time)
        {
            find = find with { Time = time.Time };
        }

        return find;
    }

    private bool IsAhead(CaptureClause clause, DateFind find)
    {
        if (find.SaidPast || find.Due < today)
        {
            return false;
        }

        if (find.Day > today || (find.Until ?? today) > today)
        {
            return true;
        }

        // Today: what is told of it has mostly happened.
        var now = TimeOnly.FromDateTime(Zones.LocalOf(context.Dates.Now, context.Dates.Zone));
        return find.Time > now || (find.Time is null && find.Part is DayPart.Evening or DayPart.Afternoon && !Happened(clause))
            || (find.HasDay && find.Time is null && find.Part is null && clause.Has("action") && !clause.Has("channel") && !Happened(clause));
    }

    /// <summary>Told of the past.</summary>
    private static bool Happened(CaptureClause clause)
    {
        // 别忘了 holds no past.
        var from = clause.First("asking", "Must") is { } must ? clause.EndOf(must) : clause.Start;
        return clause.Of.Text.AsSpan(from, Math.Max(0, clause.End - from)).IndexOfAny(Past) >= 0 || clause.Has("outcome") || clause.Has("care", "Care");
    }

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

        var deed = clause.First("action");
        var asks = clause.First("asking", "AsksUs");
        var must = clause.First("asking", "Must");
        var subject = Subject.Of(clause, deed is null ? clause.End : clause.StartOf(deed));
        var before = last;
        last = subject.Who == Doer.Nobody ? last : subject.Who;
        if (When(clause, when, deed, subject) is { } filled)
        {
            return filled;
        }

        if (subject.Who == Doer.Them && deed?.Is == "Pay" && ToUs(clause, deed) && !Happened(clause))
        {
            return Made(clause, OwedBy.Customer, null, null, when, subject, must);
        }

        var ours = subject.Who is Doer.Us or Doer.Colleague;
        if (!ours && must is null && (isMoment || Wishes(clause, when, deed) || Objects(clause, deed)) && !(asks is not null && when is not null))
        {
            return null;
        }

        if (asks is not null && !ours && (deed is not null || when is not null))
        {
            asked = when is null ? (clause, asks) : null;
            return when is null ? null : Made(clause, OwedBy.Us, context.SpeakerId, null, when, subject, asks);
        }

        if (clause.First("asking", "Lets") is { } lets && Helper(clause, lets) is { } helper && (when is not null || (deed is not null && ours)))
        {
            return Made(clause, OwedBy.Us, helper.Kind == NameKind.Colleague ? helper.Hits[0].Id : null, helper.Kind == NameKind.Colleague ? null : sentence.Text[helper.Start..helper.End], when, subject, null);
        }

        return subject.Who switch
        {
            Doer.Us or Doer.Colleague when (when is not null && !(deed is null && must is null && Happened(clause))) || (must is not null && deed is not null && !Happened(clause)) =>
                Made(clause, OwedBy.Us, subject.Named is not null ? null : subject.ColleagueId ?? context.SpeakerId, subject.Named, when, subject, must),
            Doer.Them => Theirs(clause, when, deed, must, subject),
            Doer.Nobody when deed is not null || must is not null => Unsaid(clause, when, deed, must, before, subject),
            _ => null,
        };
    }

    private StepRead? Theirs(CaptureClause clause, DateFind? when, CaptureCue? deed, CaptureCue? must, Subject subject)
    {
        if (deed is null || clause.Has("referral") || clause.Text.Contains('才', StringComparison.Ordinal) || clause.Has("contacts"))
        {
            return null;
        }

        return when is not null || (must is not null && !Happened(clause) && clause.StartOf(must) < clause.StartOf(deed)) || (deed.Is == "Pay" && !Happened(clause) && ToUs(clause, deed))
            ? Made(clause, OwedBy.Customer, null, null, when, subject, must)
            : null;
    }

    private bool ToUs(CaptureClause clause, CaptureCue deed) => sentence.Text[clause.StartOf(deed)..clause.EndOf(deed)] is var said
        && (said.Contains('我', StringComparison.Ordinal) || said.Contains(" us", StringComparison.OrdinalIgnoreCase) || said.Contains(" me", StringComparison.OrdinalIgnoreCase));

    private StepRead? Unsaid(CaptureClause clause, DateFind? when, CaptureCue? deed, CaptureCue? must, Doer before, Subject subject)
    {
        if (when is null)
        {
            return must is not null && deed is not null && must.From <= deed.From && !Happened(clause) && !clause.Has("referral")
                ? Made(clause, OwedBy.Us, context.SpeakerId, null, null, subject, must) : null;
        }

        if (clause.Text.Contains('才', StringComparison.Ordinal) || clause.Has("contacts"))
        {
            return null;
        }

        var theirs = deed?.Is == "Pay" || (deed?.Is == "Answer" && before == Doer.Them);
        return theirs ? Made(clause, OwedBy.Customer, null, null, when, subject, must) : Made(clause, OwedBy.Us, context.SpeakerId, null, when, subject, must);
    }

    /// <summary>A clause of only a day or a time completes what stood before it.</summary>
    private StepRead? When(CaptureClause clause, DateFind? when, CaptureCue? deed, Subject subject)
    {
        var said = clause.Dates.Count > 0 ? clause.Dates[0] : null;
        if (said is null)
        {
            return null;
        }

        var rest = Words.Bare(clause.Without(clause.Start, clause.End, [.. clause.Dates.Select(d => (d.Start, d.Start + d.Length)), (subject.Start, subject.End)]), Joins);
        if (rest.Length == 0)
        {
            if (steps.Count > 0 && steps[^1] is { } step && (step.When is null ? when is not null : step.Time is null && said is { HasDay: false, Time: not null }))
            {
                steps[^1] = step.When is null ? step with { When = when, Time = when!.Time } : step with { Time = said.Time };
                taken.Add(clause);
            }
            else if (when is not null && asked is { } wish)
            {
                asked = null;
                taken.Add(wish.Clause);
                return Made(wish.Clause, OwedBy.Us, context.SpeakerId, null, when, Subject.Of(wish.Clause, wish.Clause.StartOf(wish.Asks)), wish.Asks);
            }

            return null;
        }

        if (when is null || !Bare.Contains(rest) || subject.Who == Doer.Them)
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

    /// <summary>Whether it tells what they want rather than what we do: the wish stands before the day.</summary>
    private static bool Wishes(CaptureClause clause, DateFind? when, CaptureCue? deed) =>
        clause.First("need") is { } wish && !(deed is not null && when is not null && when.Start < clause.StartOf(wish) && deed.From <= wish.From);

    private static bool Objects(CaptureClause clause, CaptureCue? deed) => clause.First("objection") is { } objection && (deed is null || objection.From <= deed.From);

    private static NameMention? Helper(CaptureClause clause, CaptureCue lets) =>
        clause.Names.FirstOrDefault(n => n.Kind is not NameKind.Customer && n.Start >= clause.EndOf(lets) && n.Start <= clause.EndOf(lets) + 6);

    private StepRead Made(CaptureClause clause, OwedBy by, string? owner, string? named, DateFind? when, Subject subject, CaptureCue? lead)
    {
        var cut = clause.Dates.Where(d => when is not null && (d.Start == when.Start || !d.HasDay)).Select(d => (d.Start, d.Start + d.Length)).ToList();
        cut.Add((subject.Start, subject.End));
        if (lead is not null)
        {
            cut.Add((clause.StartOf(lead), clause.EndOf(lead)));
        }

        var what = Words.Bare(clause.Without(clause.Start, clause.End, cut), Joins);
        return new StepRead(what.Length > 0 ? what : Words.Tidy(clause.Text), by, owner, named, when, clause.Start, clause.End - clause.Start, by == OwedBy.Customer || subject.Who == Doer.Nobody)
        {
            Time = when?.Time,
        };
    }
}
