using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Cards;
using CrmBot.Domain;

namespace CrmBot.Bot.Ownership;

/// <summary>Says something to people who did not ask, in the language each of them reads.</summary>
internal sealed class Told(
    CardShelf shelf, SpeakerDirectory directory, Reachability reachability, AtHome atHome, Speaker speaker, [FromKeyedServices(PeopleClock.Key)] TimeProvider clock)
{
    public Task<Company> CompanyAsync(string tenant, CancellationToken ct) => directory.CompanyAsync(tenant, ct);

    /// <summary>Nothing happens for somebody who has left, is unknown or cannot be reached.</summary>
    public async Task TellAsync(string tenant, Person? to, Func<Wording, Answer> say, CancellationToken ct)
    {
        if (to is { Left: false } && await reachability.HomeAsync(tenant, to.Id, ct) is { } home)
        {
            await atHome.SendAsync(tenant, to, home, say(Say(to)), ct);
        }
    }

    /// <summary>A message that the one who did it needs not be told.</summary>
    public Task TellAsync<TOrder>(ToldNews<TOrder> news, string personId, Func<Wording, Answer> say, CancellationToken ct) =>
        personId == news.Job.ById ? Task.CompletedTask : TellAsync(news.Job.Tenant, news.Company.Find(personId), say, ct);

    /// <summary>A card that they may have already: that one is shown as it is now, and it is sent anew where they are to be told.</summary>
    /// <param name="quiet">Only what was sent follows.</param>
    public async Task ShowAsync<TOrder>(ToldNews<TOrder> news, string personId, string cardId, Func<Turn, Answer.Card> card, bool quiet, CancellationToken ct)
    {
        if (personId != news.Job.ById && news.Company.Find(personId) is { Left: false } to && await reachability.HomeAsync(news.Job.Tenant, to.Id, ct) is { } home)
        {
            var now = clock.GetUtcNow();
            var shown = card(new Turn(news.Job.Tenant, to, news.Company, news.Job.Id, now, Zones.DayOf(now, to.Zone), Say(to), home, null));
            await speaker.SettleAsync(news.Job.Tenant, to, home, cardId, shown, ct);
            if (!quiet)
            {
                await atHome.SendAsync(news.Job.Tenant, to, home, shown, ct);
            }
        }
    }

    public Wording Say(Person to) => new(shelf, to.Language);
}
