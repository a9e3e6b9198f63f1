using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>A prompt that waits for another hour.</summary>
/// <param name="Until">People's time.</param>
/// <param name="Why">A code of <see cref="PromptMark"/>.</param>
public sealed record PutOff(SeenPrompt Seen, Planned Until, string Why);

/// <summary>
/// What becomes of due prompts without a send: another hour, another recipient. Each call is one write, in the settled order
/// (due rows, then prompts); false, and at most due rows written, when a prompt was changed since it was seen.
/// </summary>
public sealed class PromptMoves(ITables tables, IDueSignal signal)
{
    private const int Tries = 6;

    /// <param name="at">People's time of the decision.</param>
    public async ValueTask<bool> PutOffAsync(string tenant, string recipient, IReadOnlyList<PutOff> all, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var chunk in all.Chunk(PromptStore.MaxBatch))
        {
            List<(SeenPrompt Seen, Prompt Next)> later = [.. chunk.Select(p => (p.Seen, Later(p, at)))];
            if (!(await tables.ApplyAsync([.. Due(tenant, recipient, later.Select(p => p.Next)), Set(tenant, recipient, later)], ct)).All)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Gives prompts of an absent person to a delegate, under the same ids and versions, and lets them come back when the person does.
    /// What the delegate has of the same version stays as it is.
    /// </summary>
    /// <param name="fireAt">When the delegate is told (people's time).</param>
    /// <param name="back">When the person is back (people's time).</param>
    public async ValueTask<bool> MoveAsync(
        string tenant, string recipient, IReadOnlyList<SeenPrompt> seen, string delegateId, DateTimeOffset fireAt, Planned back, DateTimeOffset at, CancellationToken ct)
    {
        foreach (var chunk in seen.Chunk(PromptStore.MaxBatch))
        {
            if (!await MoveSomeAsync(tenant, recipient, chunk, delegateId, fireAt, back, at, ct))
            {
                return false;
            }
        }

        signal.Planned(fireAt);
        return true;
    }

    /// <summary>Tells a manager of steps of a report, once for each version of a step.</summary>
    /// <param name="ownerId">Whose steps they are.</param>
    /// <param name="steps">The owner's prompts of those steps.</param>
    /// <param name="why">A code of <see cref="PromptMark"/>; null when it is just late.</param>
    public async ValueTask EscalateAsync(
        string tenant, string managerId, string ownerId, IReadOnlyList<Prompt> steps, Planned planned, string? why, CancellationToken ct)
    {
        var partition = Keys.Recipient(tenant, managerId);
        for (var i = 0; i < Tries; i++)
        {
            var rows = await tables.GetAllAsync(Keys.Prompts, [.. steps.Select(s => (partition, Keys.Prompt(Prompt.EscalationOf(s.StepId))))], ct);
            var fresh = new List<Prompt>();
            var changes = new List<Change>();
            foreach (var (step, row) in steps.Zip(rows))
            {
                var stored = row?.As(StoreJson.Default.KeptPrompt);
                if (stored is null || stored.It.Ver < step.Ver)
                {
                    var prompt = new Prompt(
                        Prompt.EscalationOf(step.StepId), PromptKind.Escalation, step.CustomerId, step.StepId, step.Ver, stored?.It.RemovedVer ?? 0, step.DueAt, planned.At,
                        (stored?.It.Plan ?? 0) + 1, PromptState.Pending, Why: why)
                    { ForId = ownerId, AskedUntil = planned.AskedUntil };
                    fresh.Add(prompt);
                    changes.Add(Rows.Over(row, Keys.Prompt(prompt.Id), Rows.Bytes(new(Rows.V, stored?.Rev ?? 0, prompt), StoreJson.Default.KeptPrompt)));
                }
            }

            var sets = changes.Chunk(PromptStore.MaxBatch).Select(c => new ChangeSet(Keys.Prompts, partition, c));
            if (fresh.Count == 0 || (await tables.ApplyAsync([.. Due(tenant, managerId, fresh), .. sets], ct)).All)
            {
                return;
            }
        }

        throw new StorageUnavailableException($"Prompts of {managerId} are being changed by too many at once.");
    }

    private async ValueTask<bool> MoveSomeAsync(
        string tenant, string recipient, IReadOnlyList<SeenPrompt> seen, string delegateId, DateTimeOffset fireAt, Planned back, DateTimeOffset at, CancellationToken ct)
    {
        var theirs = Keys.Recipient(tenant, delegateId);
        var rows = await tables.GetAllAsync(Keys.Prompts, [.. seen.Select(s => (theirs, Keys.Prompt(s.Prompt.Id)))], ct);
        var copies = new List<(Prompt Next, Change Write)>();
        foreach (var (one, row) in seen.Zip(rows))
        {
            var stored = row?.As(StoreJson.Default.KeptPrompt);
            var isTheirs = stored is not null && stored.It.Ver == one.Prompt.Ver && (stored.It.RemovedVer >= one.Prompt.Ver || stored.It.State != PromptState.Removed);
            if (!isTheirs && (stored is null || stored.It.Ver <= one.Prompt.Ver))
            {
                var copy = new Prompt(
                    one.Prompt.Id, one.Prompt.Kind, one.Prompt.CustomerId, one.Prompt.StepId, one.Prompt.Ver, stored?.It.RemovedVer ?? 0, one.Prompt.DueAt, fireAt,
                    (stored?.It.Plan ?? 0) + 1, PromptState.Pending)
                { ForId = recipient, Day = one.Prompt.Day };
                copies.Add((copy, Rows.Over(row, Keys.Prompt(copy.Id), Rows.Bytes(new(Rows.V, stored?.Rev ?? one.Rev, copy), StoreJson.Default.KeptPrompt))));
            }
        }

        List<(SeenPrompt Seen, Prompt Next)> own =
        [
            .. seen.Select(s => (s, s.Prompt with
            {
                State = PromptState.Moved,
                MovedTo = delegateId,
                FireAt = back.At,
                AskedUntil = back.AskedUntil,
                NotBefore = null,
                Plan = s.Prompt.Plan + 1,
                Trail = s.Prompt.Marked(at, PromptState.Moved, PromptMark.Away),
            })),
        ];

        // The delegate's first: what is cut in between is moved once more.
        IEnumerable<ChangeSet> first = copies.Count == 0 ? [] : [.. Due(tenant, delegateId, copies.Select(c => c.Next)), new ChangeSet(Keys.Prompts, theirs, [.. copies.Select(c => c.Write)])];
        return (await tables.ApplyAsync([.. first, .. Due(tenant, recipient, own.Select(o => o.Next)), Set(tenant, recipient, own)], ct)).All;
    }

    // One that may have arrived before stays known as such.
    private static Prompt Later(PutOff off, DateTimeOffset at)
    {
        var prompt = off.Seen.Prompt;
        return prompt with
        {
            State = PromptState.Pending,
            FireAt = off.Until.At,
            AskedUntil = off.Until.AskedUntil,
            NotBefore = null,
            MovedTo = null,
            Plan = prompt.Plan + 1,
            Resent = prompt.State == PromptState.Sending ? prompt.Resent + 1 : prompt.Resent,
            ProcessId = null,
            LeaseUntil = null,
            Trail = prompt.Marked(at, PromptState.Pending, off.Why),
        };
    }

    private static IEnumerable<ChangeSet> Due(string tenant, string recipient, IEnumerable<Prompt> prompts) =>
        DueRow.Sets(prompts.Select(p => DueRow.Of(tenant, recipient, p)));

    private static ChangeSet Set(string tenant, string recipient, IEnumerable<(SeenPrompt Seen, Prompt Next)> prompts) =>
        new(Keys.Prompts, Keys.Recipient(tenant, recipient), [.. prompts.Select(p => PromptStore.Write(p.Seen, p.Next))]);
}
