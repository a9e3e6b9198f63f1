using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Reviews;

/// <summary>How many follow-ups of a quarter were effective, beside the one before: one's own, or person by person of those in sight. Source: checklist A28.</summary>
internal sealed class RateAsked(PeriodFacts facts)
{
    public async Task<Reply> AskAsync(Turn turn, Meaning said, CancellationToken ct)
    {
        var period = PeriodSaid.Of(turn, said, LocalPeriod.QuarterOf);
        var meaning = PeriodSaid.Apart(turn, said, "person");
        if (Scope.Said(turn, meaning) is not { } scope)
        {
            return Reply.Say(Answer.Text(turn.Words("reviews").Format("nobodyCalled", ("name", meaning["person"] ?? ""))));
        }

        return Reply.Say(RateCards.Rate(turn, scope, period, await RatesAsync(turn, scope, period, ct)));
    }

    /// <summary>By person, those who filed nothing in both periods left out.</summary>
    public async Task<IReadOnlyList<PersonRate>> RatesAsync(Turn turn, Scope scope, LocalPeriod period, CancellationToken ct)
    {
        var before = period.Before();
        return
        [
            .. (await facts.SinceAsync(turn.Tenant, scope.People, before.First, turn.Now, ct))
                .Select(p => new PersonRate(p.Person, EffectiveRate.Of(p.Deeds, period, p.Person.Zone), EffectiveRate.Of(p.Deeds, before, p.Person.Zone)))
                .Where(r => r.Now.Filed + r.Before.Filed > 0),
        ];
    }
}
