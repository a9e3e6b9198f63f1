using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.Logging;

namespace CrmBot.Scheduler;

/// <summary>Gathers what becomes of one recipient's prompts and records it in one change set.</summary>
internal sealed class Endings(PromptStore prompts, TimeProvider machine, TimeProvider people, Tally tally, ILogger log, Work work)
{
    private readonly List<Settlement> _settlements = [];
    private readonly HashSet<string> _settled = new(StringComparer.Ordinal);

    /// <summary>Prompts whose due rows have nothing left to do.</summary>
    public IReadOnlySet<string> Settled => _settled;

    public void Drop(Prompt prompt, DropReason why)
    {
        SchedulerLog.Dropped(log, prompt.Id, why);
        tally.Drop(1);
        _settlements.Add(new Settlement(prompt.Id, PromptState.Removed, work.Now, Why: why.ToString()));
    }

    public void GiveUp(Prompt prompt, PromptState state, string why)
    {
        SchedulerLog.GivenUp(log, prompt.Id, state);
        tally.Fail(1);
        _settlements.Add(new Settlement(prompt.Id, state, work.Now, Why: why));
    }

    /// <summary>For what was surely not sent, because something failed before: tried again as a delivery that ended so would be.</summary>
    /// <param name="attempt">Attempts with this one.</param>
    public void NotSent(Prompt prompt, int attempt, DeliveryEnd end, string why)
    {
        if (_settlements.Exists(s => s.PromptId == prompt.Id))
        {
            return;
        }

        if (AfterDelivery.Of(end, attempt, null) is NextTry.Again again)
        {
            TryAgain(prompt.Id, again, why);
        }
        else
        {
            GiveUp(prompt, PromptState.Poison, why);
        }
    }

    /// <param name="claimed">As the claim left them.</param>
    public async ValueTask SettleAsync(string attempt, IReadOnlyList<SeenPrompt> claimed, CancellationToken ct)
    {
        if (_settlements.Count > 0)
        {
            _settled.UnionWith(await prompts.SettleAsync(work.Tenant, work.Recipient, attempt, _settlements, ct, claimed));
        }
    }

    /// <summary>
    /// Sets aside what waits for a recipient who cannot be reached; false when they got in touch meanwhile. What was being
    /// sent stays until it is clear.
    /// </summary>
    public async ValueTask<bool> ParkWaitingAsync(ReachSeen where, CancellationToken ct)
    {
        List<string> waiting = [.. work.Seen.Where(s => s.Prompt.State == PromptState.Pending).Select(s => s.Prompt.Id)];
        if (await prompts.ParkAsync(work.Tenant, work.Recipient, where, waiting, null, work.Now, ct) is not { } parked)
        {
            return false;
        }

        Parked(parked);
        return true;
    }

    public async ValueTask DeliveredAsync(
        IReadOnlyList<DuePrompt> sent, Delivered delivered, string attempt, ReachSeen where, CancellationToken ct)
    {
        var (end, why) = End(delivered);
        SchedulerLog.Delivered(log, attempt, work.Recipient, sent.Count, end);
        List<string> park = [];
        foreach (var prompt in sent)
        {
            switch (AfterDelivery.Of(end, prompt.Attempt, (delivered as Delivered.Later)?.After))
            {
                case NextTry.Over:
                    tally.Arrive(1);
                    _settlements.Add(new Settlement(
                        prompt.PromptId, PromptState.Sent, work.Now, ActivityId: ((Delivered.Arrived)delivered).ActivityId));
                    break;
                case NextTry.Again again:
                    TryAgain(prompt.PromptId, again, why);
                    break;
                case NextTry.Parked:
                    park.Add(prompt.PromptId);
                    break;
                case NextTry.Unclear:
                    tally.Fail(1);
                    break;
                case NextTry.Poison:
                    tally.Fail(1);
                    SchedulerLog.GivenUp(log, prompt.PromptId, PromptState.Poison);
                    _settlements.Add(new Settlement(prompt.PromptId, PromptState.Poison, work.Now, Why: why));
                    break;
            }
        }

        if (park.Count == 0)
        {
            return;
        }

        if (await prompts.ParkAsync(work.Tenant, work.Recipient, where, park, attempt, work.Now, ct) is { } parked)
        {
            Parked(parked);
        }
        else
        {
            // The recipient got in touch during the send: one more try finds out.
            park.ForEach(p => _settlements.Add(new Settlement(p, PromptState.Pending, work.Now, work.Now, Counts: false, Why: why)));
            tally.Hold(park.Count);
        }
    }

    private void TryAgain(string promptId, NextTry.Again again, string? why)
    {
        (again.Counts ? (Action<int>)tally.Fail : tally.Hold)(1);

        // In this order: when people's clock reaches the instant, the machine's has reached it too.
        var notBefore = machine.GetUtcNow() + again.Wait;
        var fireAt = people.GetUtcNow() + again.Wait;
        _settlements.Add(new Settlement(promptId, PromptState.Pending, work.Now, fireAt, notBefore, again.Counts, Why: why));
    }

    private void Parked(IReadOnlyList<string> ids)
    {
        if (ids.Count == 0)
        {
            return;
        }

        SchedulerLog.Parked(log, ids.Count, work.Recipient);
        tally.Hold(ids.Count);
        _settled.UnionWith(ids);
    }

    private static (DeliveryEnd End, string? Why) End(Delivered delivered) => delivered switch
    {
        Delivered.Arrived => (DeliveryEnd.Arrived, null),
        Delivered.Later => (DeliveryEnd.Throttled, "throttled"),
        Delivered.Unreachable it => (DeliveryEnd.Unreachable, it.Why),
        Delivered.NotSent it => (DeliveryEnd.NotSent, it.Why),
        Delivered.Ambiguous it => (DeliveryEnd.Ambiguous, it.Why),
        Delivered.Rejected it => (DeliveryEnd.Rejected, it.Why),
        _ => throw new ArgumentOutOfRangeException(nameof(delivered)),
    };
}
