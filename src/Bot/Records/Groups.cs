using CrmBot.Domain;
using CrmBot.Protocol;
using CrmBot.Storage;

namespace CrmBot.Bot.Records;

/// <summary>
/// Group chats and channels in which a person has spoken to the bot, so that they can share something there. Nothing else is ever said in
/// one. Source: data, "Groups".
/// </summary>
internal sealed class Groups(GroupStore store, [FromKeyedServices(PeopleClock.Key)] TimeProvider clock)
{
    /// <summary>What cards that were sent into a group are kept under: no person has such an id.</summary>
    public static string RecipientOf(string groupId) => "g:" + groupId;

    /// <summary>A person spoke to the bot in a group.</summary>
    public async Task HeardAsync(string tenant, Person who, Activity activity, CancellationToken ct)
    {
        var from = ConversationReference.Of(activity);
        var known = new Group(
            Ids.Hash(from.ChannelId, from.ConversationId), activity.Conversation.Name, from.ChannelId, from.ServiceUrl, from.ConversationId, from.ConversationType,
            from.Bot.Id, from.Bot.Name, clock.GetUtcNow());
        await store.PutAsync(tenant, who.Id, known, ct);
    }

    /// <summary>Where it is, for a message that somebody wants to be said there.</summary>
    public static ConversationReference Of(string tenant, Group group) => new(
        group.ChannelId, group.ServiceUrl, group.ConversationId, group.ConversationType, true, tenant, Account.Unknown,
        new Account(group.BotId, group.BotName, null, null), null);
}
