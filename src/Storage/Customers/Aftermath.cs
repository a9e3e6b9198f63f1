using CrmBot.Domain;
using Microsoft.Extensions.Logging;

namespace CrmBot.Storage;

/// <summary>What follows a commit: whether a taken-away reminder is on its way, the shadows, the end of the hint.</summary>
internal sealed class Aftermath(ITables tables, ShadowWriter shadows, Hints hints, TimeProvider time, ILogger log)
{
    // A writer that took longer leaves its hint: the relay may be at work on it by now.
    private static readonly TimeSpan OwnHint = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Never fails: the change stands, and what cannot be written now is left to the relay. Not cancelled by the caller
    /// either, who would only make the relay do it.
    /// </summary>
    public async ValueTask<(bool Stand, IReadOnlyList<string> OnItsWay)> FollowAsync(
        string tenant, CustomerFile file, IReadOnlyList<EventRow> events, Hint hint, long committed)
    {
        var onItsWay = await OnItsWayAsync(tenant, events);
        try
        {
            var started = time.GetTimestamp();
            var written = await shadows.WriteAsync(tenant, file, events, committed, null, CancellationToken.None);
            switch (written)
            {
                case ShadowsWritten.Stand when time.GetElapsedTime(started) < OwnHint:
                    await hints.DropAsync(hint, CancellationToken.None);
                    return (true, onItsWay);
                case ShadowsWritten.Stand:
                    return (true, onItsWay);
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

        return (false, onItsWay);
    }

    /// <summary>Must be read after the commit and before the shadows; what cannot be read counts as on its way.</summary>
    private async ValueTask<IReadOnlyList<string>> OnItsWayAsync(string tenant, IReadOnlyList<EventRow> events)
    {
        var steps = new List<string>();
        foreach (var e in events.Where(e => e.TakesAway))
        {
            try
            {
                var key = Keys.Prompt(Prompt.IdOf(e.Id, PromptKind.FollowUp));
                var row = await tables.GetAsync(Keys.Prompts, Keys.Recipient(tenant, e.OwnerBefore!), key, CancellationToken.None);
                if (row?.As(StoreJson.Default.KeptPrompt).It is { State: PromptState.Sending or PromptState.Sent } p && p.Ver == e.VerBefore)
                {
                    steps.Add(e.Id);
                }
            }
            catch (StorageUnavailableException outage)
            {
                StorageLog.ShadowsFailed(log, e.OpId, outage);
                steps.Add(e.Id);
            }
        }

        return steps;
    }
}
