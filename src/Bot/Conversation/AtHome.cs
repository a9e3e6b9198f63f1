using CrmBot.Domain;
using CrmBot.Protocol;

namespace CrmBot.Bot.Conversation;

/// <summary>Sends into a person's 1:1 conversation, which may be gone without a word: then it is opened anew, once.</summary>
internal sealed class AtHome(Speaker speaker, Connector connector, Reachability reachability, ILogger<AtHome> log)
{
    /// <param name="home">As <see cref="Reachability.HomeAsync"/> gave it.</param>
    public async Task<SendOutcome> SendAsync(string tenant, Person to, ConversationReference home, Answer answer, CancellationToken ct)
    {
        var outcome = await speaker.SendAsync(tenant, to, home, answer, ct);
        if (outcome is not SendOutcome.NoSuchConversation)
        {
            return outcome;
        }

        switch (await connector.CreateConversationAsync(home.ServiceUrl, home.ChannelId, home.TenantId, home.Bot, home.User, ct))
        {
            case CreateOutcome.Created made:
                var moved = home with { ConversationId = made.ConversationId, ServiceUrl = made.ServiceUrl ?? home.ServiceUrl };
                await reachability.MovedAsync(tenant, to.Id, home, moved, ct);
                log.ConversationMadeAnew(to.Id);
                return await speaker.SendAsync(tenant, to, moved, answer, ct);
            case CreateOutcome.NotCreated { Why: SendOutcome.Blocked or SendOutcome.Throttled or SendOutcome.NotSent } not:
                return not.Why;
            case CreateOutcome.NotCreated { Why: SendOutcome.Ambiguous unknown }:
                // Whether or not the conversation exists now, the message surely never left.
                return new SendOutcome.NotSent(unknown.Why);
            default:
                return outcome;
        }
    }
}
