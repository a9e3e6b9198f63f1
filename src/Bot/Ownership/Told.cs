using CrmBot.Bot.Conversation;
using CrmBot.Bot.Directory;
using CrmBot.Cards;
using CrmBot.Domain;

namespace CrmBot.Bot.Ownership;

/// <summary>Says something to people who did not ask, in the language each of them reads.</summary>
internal sealed class Told(CardShelf shelf, SpeakerDirectory directory, Reachability reachability, AtHome atHome)
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

    public Wording Say(Person to) => new(shelf, to.Language);
}
