using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Records;
using CrmBot.Bot.Reminders;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Protocol;
using CrmBot.Storage;

namespace CrmBot.Bot.Privacy;

/// <summary>What was done to cards that people have in their chats.</summary>
/// <param name="Unreachable">Copies that the channel did not let be changed, or whose reader is not to be reached.</param>
internal sealed record CardsChanged(int Next, int Changed, int Unreachable, bool Ended);

/// <summary>Puts a neutral text in the place of every copy of a card about a customer.</summary>
internal sealed class SentCards(
    CardShelf shelf, ReachStore reach, GroupStore groups, Speaker speaker, Reachability reachability, SpeakerDirectory directory, CustomerStore customers, DigestAgain lists,
    [FromKeyedServices(PeopleClock.Key)] TimeProvider clock)
{
    private const int PeopleAtOnce = 20;

    public async Task<CardsChanged> WithdrawAsync(string tenant, IReadOnlyCollection<string> customers, int from, CancellationToken ct)
    {
        var people = (await directory.CompanyAsync(tenant, ct)).People.OrderBy(p => p.Id, StringComparer.Ordinal).ToList();
        var (changed, unreachable) = (0, 0);
        foreach (var person in people.Skip(from).Take(PeopleAtOnce))
        {
            foreach (var (card, copies) in await reach.CardsAboutAsync(tenant, person.Id, customers, ct))
            {
                var done = await reachability.HomeAsync(tenant, person.Id, ct) is { } home
                    ? await speaker.WithdrawAsync(home, copies, Neutral(person), ct)
                    : 0;
                changed += done;
                unreachable += copies.Count - done;
                await reach.ForgetCardAsync(tenant, person.Id, card, ct);
            }

            // What somebody shared in a group is found by who has spoken there.
            foreach (var group in await groups.OfPersonAsync(tenant, person.Id, ct))
            {
                foreach (var (card, copies) in await reach.CardsAboutAsync(tenant, Groups.RecipientOf(group.Id), customers, ct))
                {
                    var done = await speaker.WithdrawAsync(Groups.Of(tenant, group), copies, Neutral(person), ct);
                    (changed, unreachable) = (changed + done, unreachable + copies.Count - done);
                    await reach.ForgetCardAsync(tenant, Groups.RecipientOf(group.Id), card, ct);
                }
            }
        }

        return new CardsChanged(from + PeopleAtOnce, changed, unreachable, from + PeopleAtOnce >= people.Count);
    }

    /// <summary>
    /// After a moment was forgotten: reminders of what is still open, and lists, are shown as they are now; every other card about the
    /// customer since the moment was told gives way to a neutral text.
    /// </summary>
    /// <param name="stays">The card that says that it was forgotten; null for none.</param>
    public async Task<CardsChanged> WithoutMomentAsync(string tenant, string customer, EraseTraces traces, string? stays, int from, CancellationToken ct)
    {
        var company = await directory.CompanyAsync(tenant, ct);
        var people = company.People.OrderBy(p => p.Id, StringComparer.Ordinal).ToList();
        var file = await customers.LoadAsync(tenant, customer, ct);
        var (changed, unreachable) = (0, 0);
        foreach (var person in people.Skip(from).Take(PeopleAtOnce))
        {
            var cards = (await reach.CardsAboutAsync(tenant, person.Id, traces.CustomerIds, ct, traces.Since)).Where(c => c.CardId != stays).ToList();
            if (cards.Count == 0)
            {
                continue;
            }

            if (await reachability.HomeAsync(tenant, person.Id, ct) is not { } home)
            {
                unreachable += cards.Sum(c => c.Activities.Count);
                continue;
            }

            var live = await LiveAsync(TurnOf(tenant, company, person, traces.CustomerIds[0], home), file, [.. cards.Select(c => c.CardId)], ct);
            foreach (var (card, copies) in cards)
            {
                var done = live.TryGetValue(card, out var shown)
                    ? await speaker.SettleAsync(tenant, person, home, card, shown, ct)
                    : await speaker.WithdrawAsync(home, copies, Neutral(person), ct);
                changed += done;
                unreachable += copies.Count - done;
                if (!live.ContainsKey(card))
                {
                    await reach.ForgetCardAsync(tenant, person.Id, card, ct);
                }
            }
        }

        return new CardsChanged(from + PeopleAtOnce, changed, unreachable, from + PeopleAtOnce >= people.Count);
    }

    /// <summary>A turn in which a person did nothing, to show them something as it is now.</summary>
    public Turn TurnOf(string tenant, Company company, Person person, string draftId, ConversationReference home)
    {
        var now = clock.GetUtcNow();
        return new Turn(tenant, person, company, draftId, now, Zones.DayOf(now, person.Zone), new Wording(shelf, person.Language), home, null);
    }

    /// <summary>Those cards of a person that still have something to do in them, as they are now.</summary>
    public async Task<IReadOnlyDictionary<string, Answer.Card>> LiveAsync(Turn turn, CustomerFile? file, IReadOnlyCollection<string> wanted, CancellationToken ct)
    {
        var steps = file?.Steps ?? [];
        var live = steps.Where(s => s.State == StepState.Open && (s.OwnerId == turn.Me.Id || turn.Company.Covers(turn.Me.Id, s.OwnerId)))
            .Where(s => wanted.Contains(ReminderCards.IdOf(s.Id), StringComparer.Ordinal))
            .ToDictionary(s => ReminderCards.IdOf(s.Id), s => ReminderCards.Due(turn, file, s), StringComparer.Ordinal);

        // What is in a list is known by its prompts, which are read for every step: only as long as one is looked for.
        foreach (var step in steps.TakeWhile(_ => wanted.Any(card => !live.ContainsKey(card))))
        {
            if (await lists.OfAsync(turn, step.Id, ct) is var (cardId, list))
            {
                live[cardId] = list;
            }
        }

        return live;
    }

    /// <summary>Every copy that one person was ever sent; the channel may not let any be changed. Forgets none of them.</summary>
    public async Task<CardsChanged> WithdrawAllAsync(string tenant, Person person, CancellationToken ct)
    {
        var home = await reachability.HomeAsync(tenant, person.Id, ct);
        var (changed, all) = (0, 0);
        foreach (var (_, copies) in await reach.CardsAsync(tenant, person.Id, ct))
        {
            changed += home is null ? 0 : await speaker.WithdrawAsync(home, copies, Neutral(person), ct);
            all += copies.Count;
        }

        return new CardsChanged(0, changed, all - changed, true);
    }

    private string Neutral(Person person) => new Wording(shelf, person.Language).Words("privacy")["neutral"];
}
