namespace CrmBot.Domain;

/// <summary>Why a summary is shallow. Source: checklist A12, A16 to A18, A24, A25, A28 and A29.</summary>
public enum ShallowReason
{
    PassiveWait,
    NoNeed,
    NoNextStep,
    NoDue,
    Vague,
    TooShort,
    GreetingOnly,
    FeelingOnly,
    Placeholder,
    VerbatimLog,
    Duplicate,
    Contradiction,
    NoSpecifics,
}

/// <summary>What is asked for, once. Every one is about something that is missing in this very text.</summary>
public enum Ask
{
    /// <summary>What the customer wants, or what is in the way.</summary>
    Need,

    /// <summary>What exactly the vague words stand for.</summary>
    Specifics,

    /// <summary>What came of a conversation that was written down word by word.</summary>
    Gist,

    /// <summary>What is new, where the text is that of an earlier record.</summary>
    News,

    /// <summary>Which of two statements holds.</summary>
    Which,

    /// <summary>What we do next, and on which day.</summary>
    NextStep,

    /// <summary>What we do, and when, if nobody answers.</summary>
    AfterWait,

    /// <summary>The day of a step that was said.</summary>
    Day,

    /// <summary>Who does the step.</summary>
    Owner,
}

/// <summary>How good a summary is.</summary>
/// <param name="Score">0 to 100; good from <see cref="Coach.Good"/> on.</param>
/// <param name="Reasons">Empty for a good one; the gravest first.</param>
/// <param name="Asks">At most <see cref="Coach.MostAsks"/>; empty for a good one.</param>
public sealed record Review(int Score, IReadOnlyList<ShallowReason> Reasons, IReadOnlyList<Ask> Asks)
{
    public bool Shallow => Score < Coach.Good;
}

/// <summary>
/// From what a summary says to how good it is. Pure; this is the only place of the formula.
/// Source: moonshot M1 (evidence of need, fact, objection or feedback, next action, owner and date; penalties for waiting,
/// placeholders, feelings, transcripts, copies, greetings and contradictions) and the settled decisions on the follow-up
/// summary: needs or feedback, and a next step with owner and date or an explicit reason for none, are coached.
/// <code>
/// substance (need, objection, fact, nobody reached)   40
/// next step: ours, dated                              35
///            contact again, dated                     30
///            none, with a reason                      30
///            an appointment, a promise of theirs      25
///            undated                                   4
/// figures: one 5, two or more 10; a name 5; the owner 5; plenty of content 5
/// transcript, copy, contradiction, placeholder        at most 40 in all
/// good                                                 from 70 on
/// </code>
/// So a good one has substance and a dated step; one whose only date is another's needs something certain besides, and no
/// amount of detail makes up for a step that is missing. The numbers are ours: set on the committed rows.
/// </summary>
public static class Coach
{
    /// <summary>The least score of a good summary.</summary>
    public const int Good = 70;

    /// <summary>Questions that are asked in one go.</summary>
    public const int MostAsks = 2;

    /// <summary>Shared shingles from which on a text is a copy of another.</summary>
    public const double Copied = 0.8;

    private const int Capped = 40;
    private const int Short = 16;
    private const int Turns = 4;
    private const int Stations = 4;

    public static Review Review(Evidence e)
    {
        var substance = Substance(e);
        var contact = e.Step >= StepSaid.Closed;
        var copied = e.Near >= Copied || (e.SaysSame && !(substance && contact));
        var transcript = e.Turns >= Turns || (e.Stations >= Stations && !(contact && e.Need | e.Objection));
        var placeholder = e.Placeholder && !(substance && contact);
        var score = Points(e, substance);
        score = copied || transcript || placeholder || e.Contradicts ? Math.Min(score, Capped) : Math.Min(score, 100);
        if (score >= Good)
        {
            return new Review(score, [], []);
        }

        var reasons = Reasons(e, substance, copied, transcript, placeholder);
        return new Review(score, reasons, Asks(e, reasons));
    }

    /// <summary>Whether the text says what the customer wants, what is in the way, or what happened.</summary>
    private static bool Substance(Evidence e)
    {
        var kinds = (e.Need ? 1 : 0) + (e.Objection ? 1 : 0) + (e.Fact ? 1 : 0);
        return e.Unreached
            || (kinds > 0 && (e.Content >= 4 || e.Figures > 0 || kinds > 1))
            || e.Content >= 14
            || (e.Step == StepSaid.Own && e.StepNamesObject);
    }

    private static int Points(Evidence e, bool substance) =>
        (substance ? 40 : 0)
        + e.Step switch
        {
            StepSaid.Own => 35,
            StepSaid.Contact or StepSaid.Closed => 30,
            StepSaid.Promised => 25,
            StepSaid.Undated => 4,
            _ => 0,
        }
        + Math.Min(e.Figures, 2) * 5
        + (e.Names > 0 ? 5 : 0)
        + (e.Owner ? 5 : 0)
        + (e.Content >= 24 ? 5 : 0);

    private static List<ShallowReason> Reasons(Evidence e, bool substance, bool copied, bool transcript, bool placeholder)
    {
        var reasons = new List<ShallowReason>();
        var dated = e.Step > StepSaid.Undated;
        Add(ShallowReason.Contradiction, e.Contradicts);
        Add(ShallowReason.Duplicate, copied || e.SaysSame);
        Add(ShallowReason.VerbatimLog, transcript);
        Add(ShallowReason.Placeholder, placeholder);
        Add(ShallowReason.GreetingOnly, e.Greeting && !e.Need && !e.Objection);
        Add(ShallowReason.FeelingOnly, e.Feeling && !e.Need && !e.Objection);
        Add(ShallowReason.PassiveWait, e.Waits && e.Step < StepSaid.Closed);
        Add(ShallowReason.TooShort, e.Length < Short);
        Add(ShallowReason.NoNeed, !(e.Need && e.Content >= 4) && !(e.Objection && e.Content >= 4) && (!substance || e.Figures == 0));
        Add(ShallowReason.NoNextStep, e.Step == StepSaid.None || (e.Waits && e.Step < StepSaid.Closed));
        Add(ShallowReason.NoDue, !dated && (e.Step == StepSaid.Undated || e.Vague || e.Waits));
        Add(ShallowReason.NoSpecifics, e.Figures == 0);
        Add(ShallowReason.Vague, e.Vague || reasons.Count == 0);
        return reasons;

        void Add(ShallowReason reason, bool holds)
        {
            if (holds)
            {
                reasons.Add(reason);
            }
        }
    }

    private static List<Ask> Asks(Evidence e, List<ShallowReason> reasons)
    {
        var asks = new List<Ask>();
        if (e.Contradicts)
        {
            asks.Add(Ask.Which);
        }

        if (reasons.Contains(ShallowReason.Duplicate))
        {
            asks.Add(Ask.News);
        }
        else if (reasons.Contains(ShallowReason.VerbatimLog))
        {
            asks.Add(Ask.Gist);
        }
        else if (reasons.Contains(ShallowReason.NoNeed))
        {
            asks.Add(Ask.Need);
        }
        else if (e.Vague && reasons.Contains(ShallowReason.NoSpecifics))
        {
            asks.Add(Ask.Specifics);
        }

        if (e.Step == StepSaid.Undated && !e.Waits)
        {
            asks.Add(Ask.Day);
        }
        else if (e.Step < StepSaid.Closed)
        {
            asks.Add(e.Waits && !asks.Contains(Ask.Need) ? Ask.AfterWait : Ask.NextStep);
        }
        else if (e.NoOwner)
        {
            asks.Add(Ask.Owner);
        }

        return asks.Count == 0 ? [Ask.Need] : [.. asks.Take(MostAsks)];
    }
}
