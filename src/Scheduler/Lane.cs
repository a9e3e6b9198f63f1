using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.Logging;

namespace CrmBot.Scheduler;

/// <summary>Serves one recipient in a pass: claims what is due, decides, sends one message, settles.</summary>
internal sealed class Lane(
    DueStore due,
    PromptStore prompts,
    ReachStore reach,
    Sieve sieve,
    IPromptDelivery delivery,
    IIds ids,
    TimeProvider machine,
    TimeProvider people,
    SchedulerOptions options,
    ILogger log)
{
    // Names this process among all that ever claimed.
    private readonly string _process = ids.New();

    public async ValueTask ServeAsync(
        string tenant, string recipient, IReadOnlyList<DueRow> rows, DateTimeOffset now, Tally tally, CancellationToken ct)
    {
        var seen = (await prompts.SeeAsync(tenant, recipient, rows.Select(r => r.PromptId).Distinct(StringComparer.Ordinal), ct))
            .ToDictionary(s => s.Prompt.Id, StringComparer.Ordinal);
        var claim = new Dictionary<string, SeenPrompt>(StringComparer.Ordinal);
        var finished = new List<DueRow>();
        foreach (var row in rows)
        {
            var one = seen.GetValueOrDefault(row.PromptId);
            switch (DueRows.Meaning(row, one?.Prompt))
            {
                case DueMeaning.Stale:
                    finished.Add(row);
                    break;
                case DueMeaning.Ahead:
                    tally.Ahead.Add(row);
                    break;
                case DueMeaning.Fire when one!.Prompt.NotBefore is not { } wait || wait <= machine.GetUtcNow():
                case DueMeaning.Sending when IsAbandoned(one!.Prompt):
                    claim[row.PromptId] = one!;
                    break;
            }
        }

        if (claim.Count > 0)
        {
            var settled = await SendAsync(new Work(tenant, recipient, now, [.. claim.Values.Take(PromptStore.MaxBatch)]), tally, ct);

            // A row of a later plan is judged by the next pass: this one may just have written it.
            finished.AddRange(rows.Where(r =>
                settled.Contains(r.PromptId) && claim.TryGetValue(r.PromptId, out var one) && r.Plan <= one.Prompt.Plan));
        }

        await due.RemoveAsync(finished, ct);
    }

    private bool IsAbandoned(Prompt prompt) =>
        (options.OneProcess && prompt.ProcessId != _process) || prompt.LeaseUntil is not { } until || until <= machine.GetUtcNow();

    /// <summary>Returns the prompts whose due rows have nothing left to do.</summary>
    private async ValueTask<IReadOnlySet<string>> SendAsync(Work work, Tally tally, CancellationToken ct)
    {
        var ends = new Endings(prompts, machine, people, tally, log, work);
        var where = await reach.SeeAsync(work.Tenant, work.Recipient, ct);
        if (where.Reach is not { State: ReachState.Active })
        {
            if (await ends.ParkWaitingAsync(where, ct))
            {
                return ends.Settled;
            }

            where = await reach.SeeAsync(work.Tenant, work.Recipient, ct);
            if (where.Reach is not { State: ReachState.Active })
            {
                return ends.Settled;
            }
        }

        var claimed = machine.GetTimestamp();
        var attempt = ids.New();
        var lease = machine.GetUtcNow() + options.Lease;
        if (await prompts.ClaimAsync(work.Tenant, work.Recipient, work.Seen, attempt, _process, lease, ct) is not { } mine)
        {
            return ends.Settled;
        }

        tally.Claim(work.Seen.Count);
        var send = await sieve.WantedAsync(work, attempt, ends, ct);
        if (send.Count > 0)
        {
            var delivered = machine.GetElapsedTime(claimed) > options.Fence
                ? new Delivered.Later(TimeSpan.Zero)
                : await DeliverAsync(new DueBatch(work.Tenant, work.Recipient, send), attempt, ct);
            await ends.DeliveredAsync(send, delivered, attempt, where, CancellationToken.None);
        }

        // What is known is recorded even when the shutdown has run out of patience: else it would be sent again.
        await ends.SettleAsync(attempt, mine, CancellationToken.None);
        return ends.Settled;
    }

    private async ValueTask<Delivered> DeliverAsync(DueBatch batch, string attempt, CancellationToken ct)
    {
        try
        {
            return await delivery.DeliverAsync(batch, ct);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            SchedulerLog.DeliveryThrew(log, attempt, batch.Recipient, fault);
            return new Delivered.Ambiguous(fault.GetType().Name);
        }
    }
}

/// <summary>What one recipient is to be sent in a pass.</summary>
/// <param name="Now">People's time of the pass.</param>
internal sealed record Work(string Tenant, string Recipient, DateTimeOffset Now, IReadOnlyList<SeenPrompt> Seen);
