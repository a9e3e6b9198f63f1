namespace CrmBot.Domain;

/// <summary>
/// What a contact brought to light, part by part, beside the writer's own text. Null or left out is what was not said: nothing is
/// made up. Free text is never logged. Source: settled product decisions, "The follow-up summary".
/// </summary>
/// <param name="Needs">What the customer wants.</param>
/// <param name="Objection">What stands in the way.</param>
/// <param name="Category">What the objection is about.</param>
public sealed record Gist(string? Background, string? Needs, string? Objection, ObjectionCategory? Category)
{
    public static Gist None { get; } = new(null, null, null, null);

    /// <summary>What is asked of colleagues.</summary>
    public string? HelpNeeded { get; init; }

    /// <summary>Ids of the colleagues who are to help.</summary>
    public IReadOnlyList<string>? Helpers { get; init; }

    public Outcome? Outcome { get; init; }

    public IReadOnlyList<string>? Competitors { get; init; }

    /// <summary>In the main unit of <see cref="Currency"/>; both are given or neither is.</summary>
    public decimal? Amount { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>Who was recommended.</summary>
    public IReadOnlyList<string>? Referrals { get; init; }

    /// <summary>Who comes in another's place.</summary>
    public IReadOnlyList<string>? NewContacts { get; init; }

    /// <summary>Objections that are gone.</summary>
    public IReadOnlyList<string>? Resolved { get; init; }

    /// <summary>Answered little or not at all to a friendly touch.</summary>
    public bool? Cold { get; init; }

    /// <summary>It was an act of care, no follow-up.</summary>
    public bool? Care { get; init; }

    public bool? Complaint { get; init; }

    /// <summary>0 to 10.</summary>
    public int? Nps { get; init; }

    /// <summary>First local day on which the customer may be spoken to again.</summary>
    public DateOnly? QuietUntil { get; init; }

    /// <summary>A day on which something takes place at the customer.</summary>
    public DateOnly? EventOn { get; init; }

    /// <summary>Who took part, on both sides, as written.</summary>
    public string? Participants { get; init; }

    /// <summary>What the customer looks at. Source: checklist A3, as the two below.</summary>
    public string? Concern { get; init; }

    /// <summary>What the customer asked.</summary>
    public string? Question { get; init; }

    /// <summary>What hurts the customer.</summary>
    public string? Pain { get; init; }

    public string? Risks { get; init; }

    public string? Opportunity { get; init; }

    /// <summary>1 to 5: how much the customer trusts us, as the writer saw it.</summary>
    public int? Trust { get; init; }

    /// <summary>What the next steps take: people, money, samples.</summary>
    public string? Resources { get; init; }

    /// <summary>What we are to prepare. With a day it is a step too: <see cref="Filing.MaterialsOf"/>.</summary>
    public string? Materials { get; init; }

    /// <summary>Local day of the writer until which the help is needed.</summary>
    public DateOnly? HelpBy { get; init; }

    /// <summary>What the writer makes of it, for themselves and for others to learn from.</summary>
    public string? Reflection { get; init; }

    /// <summary>True when nothing was found.</summary>
    public bool HoldsNothing() => this == None;

    /// <summary>Every free text of it, for whoever looks for words.</summary>
    public IEnumerable<string> Texts() => new[]
        {
            Background, Needs, Objection, HelpNeeded, Participants, Concern, Question, Pain, Risks, Opportunity, Resources, Materials, Reflection,
        }
        .OfType<string>()
        .Concat(Competitors ?? []).Concat(Referrals ?? []).Concat(NewContacts ?? []).Concat(Resolved ?? []);

    /// <summary>The same with every free text as <paramref name="change"/> makes it; itself when that changes none.</summary>
    public Gist WithTexts(Func<string, string> change)
    {
        var now = this with
        {
            Background = One(Background),
            Needs = One(Needs),
            Objection = One(Objection),
            HelpNeeded = One(HelpNeeded),
            Competitors = All(Competitors),
            Referrals = All(Referrals),
            NewContacts = All(NewContacts),
            Resolved = All(Resolved),
            Participants = One(Participants),
            Concern = One(Concern),
            Question = One(Question),
            Pain = One(Pain),
            Risks = One(Risks),
            Opportunity = One(Opportunity),
            Resources = One(Resources),
            Materials = One(Materials),
            Reflection = One(Reflection),
        };
        return now == this ? this : now;

        string? One(string? text) => text is null ? null : change(text);

        // The list itself where nothing of it changes: lists are equal only to themselves.
        IReadOnlyList<string>? All(IReadOnlyList<string>? texts)
        {
            List<string>? changed = texts is null ? null : [.. texts.Select(change)];
            return changed is null || changed.SequenceEqual(texts!, StringComparer.Ordinal) ? texts : changed;
        }
    }
}
