using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.Logging;

namespace CrmBot.Scheduler;

/// <summary>Decides, after the claim and by the steps as they stand now, what of it is sent.</summary>
internal sealed class Sieve(CustomerStore customers, OwnStepStore own, ILogger log)
{
    /// <summary>
    /// What is left to be sent; what is not wanted any more, or was sent often enough, ends here. A reminder whose customer
    /// breaks fails alone; in an outage nothing is sent.
    /// </summary>
    public async ValueTask<IReadOnlyList<DuePrompt>> WantedAsync(
        Work work, string attempt, Endings ends, Doorkeeper.Members members, CancellationToken ct)
    {
        var claimed = work.Seen.Select(s => s.Prompt).ToLookup(WasSentEnough);
        foreach (var prompt in claimed[true])
        {
            await ends.SilentAsync(prompt, ct);
        }

        var files = new Dictionary<string, CustomerFile?>(StringComparer.Ordinal);
        var send = new List<DuePrompt>();
        foreach (var prompt in claimed[false].OrderBy(p => p.DueAt))
        {
            try
            {
                CustomerFile? file = null;
                if (prompt.CustomerId.Length > 0 && !files.TryGetValue(prompt.CustomerId, out file))
                {
                    files[prompt.CustomerId] = file = await customers.LoadAsync(work.Tenant, prompt.CustomerId, ct);
                }

                var step = prompt.CustomerId.Length > 0
                    ? file?.Steps.FirstOrDefault(s => s.Id == prompt.StepId)
                    : await own.GetAsync(work.Tenant, work.Recipient, prompt.StepId, ct);
                if (SendDecision.DropBecause(step, prompt.Ver, prompt.ForId ?? work.Recipient) is { } why)
                {
                    ends.Drop(prompt, why);
                }
                else if (prompt.ForId is null || await IsForAsync(work, prompt, step!, ends, members, ct))
                {
                    send.Add(new DuePrompt(
                        prompt.Id, prompt.Kind, file?.Head.Id ?? "", prompt.StepId, prompt.Ver, prompt.DueAt, prompt.Attempt + 1, attempt, file, step!)
                    {
                        MayHaveArrived = prompt.State == PromptState.Sending || prompt.Resent > 0,
                        FireAt = prompt.FireAt,
                        Nudge = prompt.Nudge ?? 0,
                        ForId = prompt.ForId,
                        TooLate = Lateness.IsTooLate(step!.Kind, step.DueDay, Zones.DayOf(work.Now, step.Zone)),
                        Why = prompt.Why,
                    });
                }
            }
            catch (Exception outage) when (outage is StorageUnavailableException or OperationCanceledException)
            {
                SchedulerLog.NotDecided(log, attempt, work.Recipient, outage);
                claimed[false].ToList().ForEach(p => ends.NotSent(p, p.Attempt + 1, DeliveryEnd.Throttled, outage.GetType().Name));
                return [];
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                SchedulerLog.PromptFailed(log, prompt.Id, fault);
                ends.NotSent(prompt, prompt.Attempt + 1, DeliveryEnd.NotSent, fault.GetType().Name);
            }
        }

        return send;
    }

    /// <summary>Whether a step of somebody else is this recipient's business now: as their delegate, or as their manager.</summary>
    private static async ValueTask<bool> IsForAsync(
        Work work, Prompt prompt, Step step, Endings ends, Doorkeeper.Members members, CancellationToken ct)
    {
        var owner = await members.FindAsync(prompt.ForId!, ct);
        if (prompt.Kind != PromptKind.Escalation)
        {
            if (owner is not null && await members.CoverOfAsync(owner, work.Now, ct) is Cover.By by && by.PersonId == work.Recipient)
            {
                return true;
            }

            ends.Drop(prompt, DropReason.NotTheirs);
            return false;
        }

        if (owner?.ManagerId is { } managerId && managerId != work.Recipient)
        {
            await ends.EscalateAsync(prompt, owner, managerId, ct);
            ends.Drop(prompt, DropReason.NotTheirs);
            return false;
        }

        // Days on which the owner was away do not count; somebody who cannot be reached is told of at once.
        var due = owner is null ? step.DueDay : Nudges.EscalationDay(step.DueDay, owner);
        if (owner is not null && prompt.Why is null && due > Zones.DayOf(work.Now, owner.Zone))
        {
            ends.NotYet(prompt, due);
            return false;
        }

        return true;
    }

    private static bool WasSentEnough(Prompt prompt) =>
        prompt.State == PromptState.Sending && AfterDelivery.AfterSilence(prompt.Kind, prompt.Resent) == Silence.GiveUp;
}
