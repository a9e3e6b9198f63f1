using CrmBot.Domain;
using Microsoft.Extensions.Logging;

namespace CrmBot.Storage;

/// <summary>How the shadows of a commit stand, and what was said of taken-away reminders.</summary>
internal sealed record Followed(bool Stand, IReadOnlyList<string> OnItsWay, IReadOnlyList<string> Arrived);

/// <summary>What follows a commit: whether a taken-away reminder is on its way, the shadows, the end of the hint.</summary>
internal sealed class Aftermath(ITables tables, ShadowWriter shadows, Hints hints, TimeProvider time, ILogger log)
{
    // A writer that took longer leaves its hint: the relay may be at work on it by now.
    internal static readonly TimeSpan OwnHint = TimeSpan.FromSeconds(30);

    /// <summary>
    /// An outage does not fail it: the change stands, and what cannot be written now is left to the relay. Not cancelled by
    /// the caller either, who would only make the relay do it.
    /// </summary>
    public async ValueTask<Followed> FollowAsync(
        string tenant, CustomerFile file, IReadOnlyList<EventRow> events, Hint hint, long committed)
    {
        var (onItsWay, arrived) = await OnItsWayAsync(tenant, events);
        return new Followed(await ShadowsAsync(tenant, file, events, hint, committed), onItsWay, arrived);
    }

    /// <summary>
    /// The shadows by what stands before the commit, for an engine that writes all of a call at once: there they may go along with
    /// the commit, with the same conditions and in the same order, and the hint ends in the same moment in which it would be seen.
    /// Null where the order of a change says that something is read between the commit and the shadows, and where they cannot be made
    /// ready: then they follow by themselves.
    /// </summary>
    public async ValueTask<ReadyShadows?> AlongAsync(string tenant, CustomerFile file, IReadOnlyList<EventRow> events, CancellationToken ct)
    {
        if (tables is not ISavesWrites || events.Any(e => e.TakesAway))
        {
            return null;
        }

        try
        {
            return await shadows.ReadyAsync(tenant, file, events, null, ct);
        }
        catch (Exception e) when (e is StorageUnavailableException or UnreadableRowException)
        {
            return null;
        }
    }

    /// <summary>After a commit that <paramref name="along"/> went with.</summary>
    public Followed Stood(string tenant, ReadyShadows along)
    {
        shadows.Tell(tenant, along);
        return new Followed(true, [], []);
    }

    private async ValueTask<bool> ShadowsAsync(
        string tenant, CustomerFile file, IReadOnlyList<EventRow> events, Hint hint, long committed)
    {
        try
        {
            var started = time.GetTimestamp();
            var written = await shadows.WriteAsync(tenant, file, events, committed, null, CancellationToken.None);
            switch (written)
            {
                case ShadowsWritten.Stand when time.GetElapsedTime(started) < OwnHint:
                    await hints.DropAsync(hint, CancellationToken.None);
                    return true;
                case ShadowsWritten.Stand:
                    return true;
                case ShadowsWritten.TooLate:
                    await tables.ApplyAsync(Hints.Set(hints.OfCustomer(tenant, file.Head.Id, hint.It.OpId)), CancellationToken.None);
                    break;
            }

            StorageLog.ShadowsLeft(log, hint.It.OpId, written);
        }
        catch (StorageUnavailableException outage)
        {
            StorageLog.ShadowsFailed(log, hint.It.OpId, outage);
        }

        return false;
    }

    /// <summary>
    /// Steps taken away whose reminder is on its way or was sent, and those of them that surely arrived. To be read after the commit and
    /// before the shadows, which write over the prompt of a step that is planned anew; what cannot be read counts as on its way.
    /// </summary>
    public async ValueTask<(IReadOnlyList<string> OnItsWay, IReadOnlyList<string> Arrived)> OnItsWayAsync(string tenant, IReadOnlyList<EventRow> events)
    {
        var (onItsWay, arrived) = (new List<string>(), new List<string>());
        foreach (var e in events.Where(e => e.TakesAway))
        {
            try
            {
                var key = Keys.Prompt(Prompt.IdOf(e.Id));
                var row = await tables.GetAsync(Keys.Prompts, Keys.Recipient(tenant, e.OwnerBefore!), key, CancellationToken.None);
                // One that was sent again after a silence may have a first copy under way, wherever the second stands.
                if (row?.As(StoreJson.Default.KeptPrompt).It is { } prompt && prompt.Ver == e.VerBefore
                    && (prompt.State is PromptState.Sending or PromptState.Sent || prompt.Resent > 0))
                {
                    onItsWay.Add(e.Id);

                    // A process that lost its claim may still be sending what another one sent again.
                    if (prompt is { State: PromptState.Sent, Resent: 0 })
                    {
                        arrived.Add(e.Id);
                    }
                }
            }
            catch (StorageUnavailableException outage)
            {
                StorageLog.ShadowsFailed(log, e.OpId, outage);
                onItsWay.Add(e.Id);
            }
        }

        return (onItsWay, arrived);
    }
}
