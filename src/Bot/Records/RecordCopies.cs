using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Privacy;
using CrmBot.Cards;
using CrmBot.Storage;

namespace CrmBot.Bot.Records;

/// <summary>The cards of a record in people's chats, and those that repeat its words.</summary>
internal sealed class RecordCopies(
    ReachStore reach, GroupStore groups, CustomerStore customers, SentCards cards, Speaker speaker, Reachability reachability, SpeakerDirectory directory, CardShelf shelf)
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

            await reach.NotAboutAsync(turn.Tenant, turn.Me.Id, card, [followUpId, Quoted.Mark(followUpId)], ct);
        }
    }

    /// <summary>
    /// A neutral text in the place of every card that names a record which is gone or repeats what was told in it; what is still to be done
    /// is shown as it is now. Some people at a time.
    /// </summary>
    /// <param name="gone">The record and what was derived from it.</param>
    public async Task<CardsChanged> WithdrawAsync(string tenant, string customerId, IReadOnlyCollection<string> gone, int from, CancellationToken ct)
    {
        var company = await directory.CompanyAsync(tenant, ct);
        var people = company.People.OrderBy(p => p.Id, StringComparer.Ordinal).ToList();
        var marks = gone.Concat(gone.Select(Quoted.Mark)).ToHashSet(StringComparer.Ordinal);
        var file = await customers.LoadAsync(tenant, customerId, ct);
        var (changed, unreachable) = (0, 0);
        foreach (var person in people.Skip(from).Take(PeopleAtOnce))
        {
            var words = new Wording(shelf, person.Language).Words("records");
            var own = await reach.CardsAboutAsync(tenant, person.Id, marks, ct);
            var of = await reach.CardsAboutAsync(tenant, person.Id, gone, ct);
            if (own.Count > 0 && await reachability.HomeAsync(tenant, person.Id, ct) is { } home)
            {
                var live = await cards.LiveAsync(cards.TurnOf(tenant, company, person, customerId, home), file, [.. own.Select(c => c.CardId)], ct);
                foreach (var (card, copies) in own)
                {
                    var done = live.TryGetValue(card, out var shown) ? await speaker.SettleAsync(tenant, person, home, card, shown, ct)
                        : await speaker.WithdrawAsync(home, copies, words[of.Any(c => c.CardId == card) ? "gone" : "quoteGone"], ct);
                    (changed, unreachable) = (changed + done, unreachable + copies.Count - done);
                    await reach.NotAboutAsync(tenant, person.Id, card, marks, ct);
                }
            }
            else
            {
                unreachable += own.Sum(c => c.Activities.Count);
            }

            foreach (var group in await groups.OfPersonAsync(tenant, person.Id, ct))
            {
                foreach (var (card, copies) in await reach.CardsAboutAsync(tenant, Groups.RecipientOf(group.Id), marks, ct))
                {
                    var done = await speaker.WithdrawAsync(Groups.Of(tenant, group), copies, words["gone"], ct);
                    (changed, unreachable) = (changed + done, unreachable + copies.Count - done);
                    await reach.NotAboutAsync(tenant, Groups.RecipientOf(group.Id), card, marks, ct);
                }
            }
        }

        return new CardsChanged(from + PeopleAtOnce, changed, unreachable, from + PeopleAtOnce >= people.Count);
    }
}
