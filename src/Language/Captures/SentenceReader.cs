using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>Puts a capture together from the clauses of a text.</summary>
internal sealed class SentenceReader(Sentence sentence, CaptureContext context, NamesRead names)
{
    private readonly StepRules steps = new(sentence, context);

    public Capture Read()
    {
        steps.Read(MomentRules.Is);
        var wishes = new WishRules(sentence, steps.Took);
        var moments = new MomentRules(sentence, context.Dates).Read(steps.Took);
        var (objection, category) = wishes.Objection();
        var need = wishes.Need() ?? wishes.Dear() ?? wishes.Paid() ?? (steps.Steps.Count == 0 && objection is null ? steps.Asked : null);
        var facts = new FactRules(sentence, context, names, steps);
        var status = facts.Code<Status>("status");
        var complaint = facts.Flag("complaint", "Complaint");
        var cold = facts.Flag("care", "Cold");
        return new Capture(names.Customer)
        {
            Channel = facts.Channel(),
            Contact = facts.Contact(),
            ContactedOn = facts.ContactedOn(),
            Need = need,
            Objection = objection,
            Category = category,
            Status = status,
            Sentiment = facts.Sentiment(complaint is not null, objection is not null, status?.Value),
            Outcome = facts.Code<Outcome>("outcome"),
            Steps = [.. steps.Steps.Select(s => need is not null && StepWords.Objectless.Contains(s.What) ? s with { What = $"{s.What}: {need.Value}" } : s)],
            Moments = moments,
            Competitors = facts.Competitors(),
            Amount = Amounts.First(sentence.Text),
            NewContacts = facts.NewContacts(),
            Helpers = facts.Helpers(),
            Referrals = facts.Referrals(),
            Cold = cold,
            Care = facts.Flag("care", "Care"),
            Complaint = complaint,
            Escalate = complaint is not null && facts.Flag("escalate", "Escalate") is not null,
            Nps = facts.Nps(),
            QuietUntil = facts.QuietUntil(),
            EventOn = facts.EventOn(),
            Resolved = facts.Resolved(),
            ComplaintResolved = facts.ComplaintResolved(),
        };
    }
}
