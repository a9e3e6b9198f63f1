using CrmBot.Bot.Conversation;
using CrmBot.Cards;
using CrmBot.Domain;

namespace CrmBot.Bot.Care;

/// <summary>From what was told of somebody's life to the day on which to come back to it. Everything is done by the customer's owner.</summary>
internal sealed class Caring(CardShelf shelf)
{
    /// <summary>When a moment would come back; null for never, and for who has left.</summary>
    /// <param name="sourceId">The record that it was told in.</param>
    public static (CareDay Rule, DateOnly Day, TimeOnly? Time)? When(
        Turn turn, CustomerFile file, MomentKind kind, string what, string? contact, DateOnly? on, bool monthOnly, string sourceId)
    {
        if (contact is { Length: > 0 } && ContactList.Called(file, contact)?.LeftOn is not null)
        {
            return null;
        }

        var owner = OwnerOf(turn, file);
        var quiet = file.Recent.FirstOrDefault(r => r.Id == sourceId)?.Gist?.QuietUntil;
        return CarePlan.When(kind, what, on, monthOnly, owner, Zones.DayOf(turn.Now, owner.Zone), CarePlan.Beside(file, owner.Id, sourceId, contact), quiet);
    }

    /// <summary>What is to be done for moments that are kept now; nothing for those that no day belongs to.</summary>
    public IReadOnlyList<Step> Steps(Turn turn, CustomerFile file, IReadOnlyList<Moment> moments)
    {
        var owner = OwnerOf(turn, file);
        var say = new Wording(shelf, owner.Language);
        return
        [
            .. (from m in moments
                let when = When(turn, file, m.Kind, m.What, m.ContactName, m.On, m.MonthOnly, m.SourceId)
                where when is not null
                select CarePlan.Of(m, when.Value, owner.Id, owner.Zone, CareWording.Of(say, when.Value.Rule.Topic, m.What, CareWording.ContactOf(file, m.ContactName, m.SourceId))))
            .Take(Math.Max(0, Filing.MostOpenSteps - file.OpenSteps.Count())),
        ];
    }

    private static Person OwnerOf(Turn turn, CustomerFile file) => turn.Company.Find(file.Head.OwnerId) is { Left: false } owner ? owner : turn.Me;
}
