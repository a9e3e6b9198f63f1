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

        var read = new Reading(customers, own, work, claimed[false]);
        var send = new List<DuePrompt>();
        foreach (var prompt in claimed[false].OrderBy(p => p.DueAt))
        {
            if (!await DecideAsync(prompt, whole: false))
            {
                return [];
            }
        }

        if (send is [{ File: null, CustomerId.Length: > 0 } alone])
        {
            // The others are not wanted any more: what is left speaks of its customer, and is decided by what is read of it now.
            send.Clear();
            return await DecideAsync(claimed[false].First(p => p.Id == alone.PromptId), whole: true) ? send : [];
        }

        return send;

        // False in an outage: then nothing is sent.
        async ValueTask<bool> DecideAsync(Prompt prompt, bool whole)
        {
            try
            {
                var (head, file, step) = await read.OfAsync(prompt, whole, ct);
                if (await IsWantedAsync(work, prompt, step, ends, members, ct))
                {
                    send.Add(new DuePrompt(
                        prompt.Id, step!.Kind == StepKind.Reminder ? PromptKind.Reminder : prompt.Kind, head?.Id ?? "", prompt.StepId, prompt.Ver, prompt.DueAt, prompt.Attempt + 1, attempt, file, step)
                    {
                        Head = head,
                        MayHaveArrived = prompt.State == PromptState.Sending || prompt.Resent > 0,
                        FireAt = prompt.FireAt,
                        Nudge = prompt.Nudge ?? 0,
                        ForId = prompt.ForId,
                        TooLate = Lateness.IsTooLate(step, Zones.DayOf(work.Now, step.Zone)),
                        Why = prompt.Why,
                    });
                }
            }
            catch (Exception outage) when (outage is StorageUnavailableException or OperationCanceledException)
            {
                SchedulerLog.NotDecided(log, attempt, work.Recipient, outage);
                claimed[false].ToList().ForEach(p => ends.NotSent(p, p.Attempt + 1, DeliveryEnd.Throttled, outage.GetType().Name));
                return false;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                SchedulerLog.PromptFailed(log, prompt.Id, fault);
                ends.NotSent(prompt, prompt.Attempt + 1, DeliveryEnd.NotSent, fault.GetType().Name);
            }

            return true;
        }
    }

    private static async ValueTask<bool> IsWantedAsync(
        Work work, Prompt prompt, Step? step, Endings ends, Doorkeeper.Members members, CancellationToken ct)
    {
        if (SendDecision.DropBecause(step, prompt.Ver, prompt.ForId ?? work.Recipient) is { } why)
        {
            ends.Drop(prompt, why);
            return false;
        }

        if (prompt.Kind == PromptKind.Escalation && (step!.Kind == StepKind.Reminder || step.By == OwedBy.Customer))
        {
            // Planned before it was no manager's business.
            ends.Drop(prompt, DropReason.NotTheirs);
            return false;
        }

        return prompt.ForId is null || await IsForAsync(work, prompt, step!, ends, members, ct);
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
