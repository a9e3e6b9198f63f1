using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Privacy;
using CrmBot.Cards;
using CrmBot.Storage;

namespace CrmBot.Bot.Records;

/// <summary>The cards of a record in people's chats.</summary>
internal sealed class RecordCopies(ReachStore reach, GroupStore groups, Speaker speaker, Reachability reachability, SpeakerDirectory directory, CardShelf shelf)
{
    private const int PeopleAtOnce = 20;

    /// <summary>What became of a record, in the place of every card of it that the person has, but the one that was pressed: the answer replaces that.</summary>
    public async Task SettleOwnAsync(Turn turn, string followUpId, Answer.Card now, CancellationToken ct)
    {
        foreach (var (card, _) in await reach.CardsAboutAsync(turn.Tenant, turn.Me.Id, [followUpId], ct))
        {
            if (card != turn.CardId)
            {
                await speaker.SettleAsync(turn.Tenant, turn.Me, turn.From, card, now, ct);
            }

            await reach.NotAboutAsync(turn.Tenant, turn.Me.Id, card, followUpId, ct);
        }
    }

    /// <summary>A neutral text in the place of every card that names a record which is gone; some people at a time.</summary>
    public async Task<CardsChanged> WithdrawAsync(string tenant, string followUpId, int from, CancellationToken ct)
    {
        var people = (await directory.CompanyAsync(tenant, ct)).People.OrderBy(p => p.Id, StringComparer.Ordinal).ToList();
        var (changed, unreachable) = (0, 0);
        foreach (var person in people.Skip(from).Take(PeopleAtOnce))
        {
            foreach (var (card, copies) in await reach.CardsAboutAsync(tenant, person.Id, [followUpId], ct))
            {
                var text = new Wording(shelf, person.Language).Words("records")["gone"];
                var done = await reachability.HomeAsync(tenant, person.Id, ct) is { } home ? await speaker.WithdrawAsync(home, copies, text, ct) : 0;
                changed += done;
                unreachable += copies.Count - done;
                await reach.NotAboutAsync(tenant, person.Id, card, followUpId, ct);
            }

            foreach (var group in await groups.OfPersonAsync(tenant, person.Id, ct))
            {
                var text = new Wording(shelf, person.Language).Words("records")["gone"];
                foreach (var (card, copies) in await reach.CardsAboutAsync(tenant, Groups.RecipientOf(group.Id), [followUpId], ct))
                {
                    var done = await speaker.WithdrawAsync(Groups.Of(tenant, group), copies, text, ct);
                    (changed, unreachable) = (changed + done, unreachable + copies.Count - done);
                    await reach.NotAboutAsync(tenant, Groups.RecipientOf(group.Id), card, followUpId, ct);
                }
            }
        }

        return new CardsChanged(from + PeopleAtOnce, changed, unreachable, from + PeopleAtOnce >= people.Count);
    }
}
