using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.Logging;

namespace CrmBot.Scheduler;

/// <summary>Decides, after the claim and by the steps as they stand now, what of it is sent.</summary>
internal sealed class Sieve(CustomerStore customers, ILogger log)
{
    /// <summary>
    /// What is left to be sent; what is not wanted any more, or was sent often enough, ends here. A reminder whose customer
    /// breaks fails alone; in an outage nothing is sent.
    /// </summary>
    public async ValueTask<IReadOnlyList<DuePrompt>> WantedAsync(Work work, string attempt, Endings ends, CancellationToken ct)
    {
        var claimed = work.Seen.Select(s => s.Prompt).ToLookup(WasSentEnough);
        foreach (var prompt in claimed[true])
        {
            ends.GiveUp(prompt, PromptState.Unknown, "silence");
        }

        var files = new Dictionary<string, CustomerFile?>(StringComparer.Ordinal);
        var send = new List<DuePrompt>();
        foreach (var prompt in claimed[false].OrderBy(p => p.DueAt))
        {
            try
            {
                if (!files.TryGetValue(prompt.CustomerId, out var file))
                {
                    files[prompt.CustomerId] = file = await customers.LoadAsync(work.Tenant, prompt.CustomerId, ct);
                }

                var step = file?.Steps.FirstOrDefault(s => s.Id == prompt.StepId);
                if (SendDecision.DropBecause(step, prompt.Ver, work.Recipient) is { } why)
                {
                    ends.Drop(prompt, why);
                }
                else
                {
                    send.Add(new DuePrompt(
                        prompt.Id, prompt.Kind, file!.Head.Id, prompt.StepId, prompt.Ver, prompt.DueAt, prompt.Attempt + 1, attempt, file, step!)
                    {
                        MayHaveArrived = prompt.State == PromptState.Sending || prompt.Resent > 0,
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

    private static bool WasSentEnough(Prompt prompt) =>
        prompt.State == PromptState.Sending && AfterDelivery.AfterSilence(prompt.Kind, prompt.Resent) == Silence.GiveUp;
}
