using System.Globalization;
using CrmBot.Domain;
using CrmBot.Protocol;
using CrmBot.Scheduler;
using CrmBot.Storage;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Conversation;

/// <summary>Which activities this bot took, in its store.</summary>
internal sealed class Inbox(InboxStore store, IIds ids, IOptions<SchedulerOptions> options) : IInbox
{
    // Names this process among all that ever took an activity.
    private readonly string process = ids.New();

    public async ValueTask<InboxClaim> ClaimAsync(Activity activity, string? abandoned, CancellationToken ct)
    {
        if (Router.IsSilent(activity))
        {
            return new InboxClaim(InboxState.Mine);
        }

        var key = KeyOf(activity);
        while (await store.TakeAsync(key, process, ct) is { } stands)
        {
            if (stands.IsDone)
            {
                return new InboxClaim(InboxState.Done);
            }

            // This process runs one turn of a conversation at a time, so one of its own that still stands has ended without a word of it.
            var isLeft = stands.Process == process || options.Value.OneProcess || stands.Version == abandoned;
            if (!isLeft)
            {
                return new InboxClaim(InboxState.Elsewhere, stands.Version);
            }

            if (await store.TakeOverAsync(key, stands, process, ct))
            {
                break;
            }
        }

        return new InboxClaim(InboxState.Mine);
    }

    public ValueTask DoneAsync(Activity activity, CancellationToken ct) =>
        Router.IsSilent(activity) ? default : store.DoneAsync(KeyOf(activity), process, ct);

    public ValueTask ReleaseAsync(Activity activity, CancellationToken ct) =>
        Router.IsSilent(activity) ? default : store.ForgetAsync(KeyOf(activity), ct);

    private static InboxKey KeyOf(Activity activity) => new(
        activity.ChannelId, activity.Conversation.Id, activity.Id!,
        DateTimeOffset.TryParse(activity.Timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null);
}
