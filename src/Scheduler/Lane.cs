using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.Logging;

namespace CrmBot.Scheduler;

/// <summary>Serves one recipient in a pass: claims what is due, decides, sends one message, settles.</summary>
internal sealed class Lane(
    DueStore due,
    PromptStore prompts,
    PromptMoves moves,
    ReachStore reach,
    Doorkeeper door,
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
        var all = await prompts.SeeAllAsync(tenant, recipient, ct);
        var claim = new Dictionary<string, SeenPrompt>(StringComparer.Ordinal);
        var finished = new List<DueRow>();
        foreach (var row in rows)
        {
            var one = all.Prompts.GetValueOrDefault(row.PromptId);
            switch (DueRows.Meaning(row, one?.Prompt))
            {
                case DueMeaning.Stale:
                    finished.Add(row);
                    tally.Stale(1);
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
            AddTheRest(claim, all, now);
            var settled = await ServeAsync(new Work(tenant, recipient, now, [.. claim.Values]), all, tally, ct);

            // A row of a later plan is judged by the next pass: this one may just have written it.
            finished.AddRange(rows.Where(r =>
                settled.Contains(r.PromptId) && claim.TryGetValue(r.PromptId, out var one) && r.Plan <= one.Prompt.Plan));
        }

        await due.RemoveAsync(finished, ct);
    }

    /// <summary>What is due as well and stands on a later page of due rows: it belongs into the same message.</summary>
    private void AddTheRest(Dictionary<string, SeenPrompt> claim, RecipientSeen all, DateTimeOffset now)
    {
        foreach (var one in all.Prompts.Values)
        {
            var prompt = one.Prompt;
            if (prompt.State == PromptState.Pending && prompt.FireAt <= now && prompt.Ver > prompt.RemovedVer
                && (prompt.NotBefore is not { } wait || wait <= machine.GetUtcNow()))
            {
                claim.TryAdd(prompt.Id, one);
            }
        }
    }

    private bool IsAbandoned(Prompt prompt) =>
        (options.OneProcess && prompt.ProcessId != _process) || prompt.LeaseUntil is not { } until || until <= machine.GetUtcNow();

    /// <summary>Returns the prompts whose due rows have nothing left to do.</summary>
    private async ValueTask<IReadOnlySet<string>> ServeAsync(Work work, RecipientSeen all, Tally tally, CancellationToken ct)
    {
        var members = door.Of(work.Tenant);
        var person = await members.FindAsync(work.Recipient, ct);
        var where = all.Reach;
        if (where.Reach is not { State: ReachState.Active } && (person is null || Absence.At(person, work.Now) is null))
        {
            var ends = new Endings(prompts, moves, members, machine, people, tally, log, work, person);
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

        var admitted = await door.AdmitAsync(work, person, all.Day, members, ct);
        if (admitted is null or { Count: 0 })
        {
            // Their rows of the old plan are stale now; the next pass drops them.
            return new HashSet<string>();
        }

        return await SendAsync(work with { Seen = admitted }, new Endings(prompts, moves, members, machine, people, tally, log, work, person), where, all.Day, members, tally, ct);
    }

    private async ValueTask<IReadOnlySet<string>> SendAsync(
        Work work, Endings ends, ReachSeen where, DayCount? day, Doorkeeper.Members members, Tally tally, CancellationToken ct)
    {
        var claimed = machine.GetTimestamp();
        var attempt = ids.New();
        var lease = machine.GetUtcNow() + options.Lease;
        var (mine, claims) = (new List<SeenPrompt>(), new List<SeenPrompt>());
        foreach (var chunk in work.Seen.Chunk(PromptStore.MaxBatch))
        {
            if (await prompts.ClaimAsync(work.Tenant, work.Recipient, chunk, attempt, _process, lease, ct) is { } standing)
            {
                mine.AddRange(chunk);
                claims.AddRange(standing);
            }
            else
            {
                tally.Conflict(chunk.Length);
            }
        }

        if (mine.Count == 0)
        {
            return ends.Settled;
        }

        tally.Claim(mine.Count);
        using var dispatch = tally.Begin(attempt, mine.Count);
        var send = await sieve.WantedAsync(work with { Seen = mine }, attempt, ends, members, ct);
        if (send.Count > 0)
        {
            tally.SentAgain(send.Count(p => p.MayHaveArrived));
            var delivered = machine.GetElapsedTime(claimed) > options.Fence
                ? new Delivered.Later(TimeSpan.Zero)
                : await DeliverAsync(new DueBatch(work.Tenant, work.Recipient, send), attempt, ct);
            await ends.DeliveredAsync(send, mine, delivered, attempt, where, day, CancellationToken.None);
        }

        // What is known is recorded even when the shutdown has run out of patience: else it would be sent again.
        await ends.SettleAsync(attempt, claims, CancellationToken.None);
        dispatch?.Ended(ends.End?.ToString() ?? "Nothing");
        return ends.Settled;
    }

    private async ValueTask<Delivered> DeliverAsync(DueBatch batch, string attempt, CancellationToken ct)
    {
        StoreCalls.AreBy("delivery");
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
