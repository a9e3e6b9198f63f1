using CrmBot.Domain;
using CrmBot.Protocol;
using CrmBot.Storage;
using CrmBot.Bot.Directory;

namespace CrmBot.Bot.Conversation;

/// <summary>Where each person can be reached. Both install events, in any order and repeated, make one welcome.</summary>
internal sealed class Reachability(ReachStore store, SpeakerDirectory directory, ILogger<Reachability> log)
{
    /// <summary>
    /// Something was installed, removed or joined. Someone who can be reached now and could not before is welcomed first:
    /// what waited for them is released behind the welcome.
    /// </summary>
    public async Task ChangedAsync(Activity activity, Person me, Func<Task> welcome, CancellationToken ct)
    {
        var reference = ConversationReference.Of(activity);
        if (reference.IsGroup)
        {
            return;
        }

        var tenant = directory.TenantOf(activity);
        var known = await store.GetAsync(tenant, me.Id, ct);
        if (IsRemoval(activity))
        {
            // One of an older conversation comes late: the person has installed the bot again since.
            if (known is not null && known.ConversationId == reference.ConversationId)
            {
                await store.PutAsync(tenant, me.Id, known with { State = ReachState.Gone }, ct);
                log.PersonGone(me.Id);
            }

            return;
        }

        if (!IsArrival(activity))
        {
            return;
        }

        if (known is null || (known.State == ReachState.Gone && activity.Action != "add-upgrade"))
        {
            await welcome();
        }

        await store.PutAsync(tenant, me.Id, ReachOf(reference), ct);
    }

    /// <summary>A person spoke to us: whatever we knew, this is where they are.</summary>
    public async Task HeardAsync(Activity activity, Person me, CancellationToken ct) =>
        await store.PutAsync(directory.TenantOf(activity), me.Id, ReachOf(ConversationReference.Of(activity)), ct);

    /// <summary>The conversation with a person was opened anew. Where they have been heard elsewhere meanwhile, that stays.</summary>
    public async Task MovedAsync(string tenant, string personId, ConversationReference from, ConversationReference to, CancellationToken ct)
    {
        if (await store.GetAsync(tenant, personId, ct) is { } known && known.ConversationId == from.ConversationId)
        {
            await store.PutAsync(tenant, personId, known with { ConversationId = to.ConversationId, ServiceUrl = to.ServiceUrl }, ct);
        }
    }

    /// <summary>The 1:1 conversation with a person; null while there is none that works.</summary>
    public async Task<ConversationReference?> HomeAsync(string tenant, string personId, CancellationToken ct) =>
        await store.GetAsync(tenant, personId, ct) is { State: ReachState.Active } reach ? ReferenceTo(tenant, reach) : null;

    // A new version of the app is told as "remove-upgrade" and "add-upgrade": the person neither left nor came.
    private static bool IsRemoval(Activity activity) =>
        activity.Action is "remove" || activity.MembersRemoved.Any(m => m.Id == activity.Recipient?.Id);

    private static bool IsArrival(Activity activity) =>
        activity.Action is "add" or "add-upgrade" || activity.MembersAdded.Any(m => m.Id == activity.Recipient?.Id || m.Id == activity.From?.Id);

    private static Reach ReachOf(ConversationReference to) => new(
        ReachState.Active, to.ChannelId, to.ServiceUrl, to.ConversationId, to.ConversationType, to.User.Id, to.User.Name, to.Bot.Id, to.Bot.Name, to.Locale);

    private static ConversationReference ReferenceTo(string tenant, Reach reach) => new(
        reach.ChannelId, reach.ServiceUrl, reach.ConversationId, reach.ConversationType, false, tenant,
        new Account(reach.UserId, reach.UserName, null, null), new Account(reach.BotId, reach.BotName, null, null), reach.Locale);
}
