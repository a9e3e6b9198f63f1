namespace CrmBot.Storage;

/// <summary>A prompt as it was read.</summary>
/// <param name="Rev">Revision of the customer that it was planned from.</param>
public sealed record SeenPrompt(Prompt Prompt, int Rev)
{
    internal Row Row { get; init; } = null!;
}

/// <summary>
/// The delivery of prompts. Everything of one recipient is claimed and settled in one change set each. The revision of the
/// shadow half is never written here.
/// </summary>
public sealed class PromptStore
{
    /// <summary>Prompts of one recipient that are claimed at once.</summary>
    public const int MaxBatch = 90;

    private const int MaxRuns = 12;
    private readonly ITables _tables;
    private readonly Releases _releases;

    public PromptStore(ITables tables, TimeProvider time, Domain.IIds ids, IDueSignal signal)
    {
        _tables = tables;
        _releases = new Releases(tables, new Hints(tables, time), ids, signal);
    }

    /// <summary>All prompts of a recipient, where they can be reached and what they got today: one query.</summary>
    public async ValueTask<RecipientSeen> SeeAllAsync(string tenant, string recipient, CancellationToken ct)
    {
        var rows = await _tables.AllAsync(new RowRange(Keys.Prompts, Keys.Recipient(tenant, recipient), null, Keys.DayCount, Keys.AfterReach), ct);
        var prompts = new Dictionary<string, SeenPrompt>(rows.Count, StringComparer.Ordinal);
        var (reach, day) = (new ReachSeen((Reach?)null), (DayCount?)null);
        foreach (var row in rows)
        {
            if (row.RowKey.StartsWith(Keys.PromptsOf, StringComparison.Ordinal))
            {
                var kept = row.As(StoreJson.Default.KeptPrompt);
                prompts[kept.It.Id] = new SeenPrompt(kept.It, kept.Rev) { Row = row };
            }
            else if (row.RowKey == Keys.Reach)
            {
                reach = new ReachSeen(row.As(StoreJson.Default.ReachRow).It) { Row = row };
            }
            else if (row.RowKey == Keys.DayCount)
            {
                day = row.As(StoreJson.Default.KeptDayCount).It;
            }
        }

        return new RecipientSeen(prompts, reach, day);
    }

    /// <summary>Those that exist.</summary>
    public async ValueTask<IReadOnlyList<SeenPrompt>> SeeAsync(string tenant, string recipient, IEnumerable<string> promptIds, CancellationToken ct)
    {
        var prompts = new List<SeenPrompt>();
        foreach (var id in promptIds)
        {
            if (await _tables.GetAsync(Keys.Prompts, Keys.Recipient(tenant, recipient), Keys.Prompt(id), ct) is { } row)
            {
                var kept = row.As(StoreJson.Default.KeptPrompt);
                prompts.Add(new SeenPrompt(kept.It, kept.Rev) { Row = row });
            }
        }

        return prompts;
    }

    /// <summary>Records before the send that it may happen: all become Sending with one attempt more.</summary>
    /// <param name="leaseUntil">Machine time.</param>
    /// <returns>Them as they stand now; null, and nothing changed, when any of them was changed since it was seen.</returns>
    public async ValueTask<IReadOnlyList<SeenPrompt>?> ClaimAsync(
        string tenant, string recipient, IReadOnlyList<SeenPrompt> seen, string attemptId, string processId, DateTimeOffset leaseUntil, CancellationToken ct)
    {
        List<SeenPrompt> claimed =
        [
            .. seen.Select(s => s with
            {
                Prompt = s.Prompt with
                {
                    State = PromptState.Sending,
                    Attempt = s.Prompt.Attempt + 1,
                    Resent = s.Prompt.State == PromptState.Sending ? s.Prompt.Resent + 1 : s.Prompt.Resent,
                    AttemptId = attemptId,
                    ProcessId = processId,
                    LeaseUntil = leaseUntil,
                    MovedTo = null,
                },
            }),
        ];
        var applied = await _tables.ApplyAsync(new ChangeSet(Keys.Prompts, Keys.Recipient(tenant, recipient), [.. claimed.Select(c => Write(c, c.Prompt))]), ct);
        return !applied.All ? null
            : applied.Tags is { } versions ? [.. claimed.Zip(versions, (c, version) => c with { Row = c.Row with { ETag = version } })]
            : await SeeAsync(tenant, recipient, seen.Select(s => s.Prompt.Id), ct);
    }

    /// <summary>
    /// Records after the send what became of it. A prompt that is no longer of this attempt, because its step was planned
    /// anew or another process took it over, is left as it is. A new try that was taken away meanwhile is not planned.
    /// </summary>
    /// <param name="day">What the recipient got with this message; null when that does not change.</param>
    /// <param name="claimed">As the claim left them, so that they need not be read again unless they have changed; null to read them.</param>
    /// <returns>Ids of those that were of this attempt.</returns>
    public async ValueTask<IReadOnlyCollection<string>> SettleAsync(
        string tenant, string recipient, string attemptId, IReadOnlyList<Settlement> settlements, CancellationToken ct, DayCount? day = null, IReadOnlyList<SeenPrompt>? claimed = null)
    {
        var partition = Keys.Recipient(tenant, recipient);
        var after = settlements.ToDictionary(s => s.PromptId, StringComparer.Ordinal);
        var mine = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < MaxRuns; i++)
        {
            var planned = new List<DueRow>();
            var notes = new List<ChangeSet>();
            var changes = new List<(string Id, Change Change)>();
            var read = i == 0 && claimed is not null ? claimed : (IEnumerable<SeenPrompt>)(await SeeAllAsync(tenant, recipient, ct)).Prompts.Values;
            foreach (var seen in read)
            {
                if (seen.Prompt.State == PromptState.Sending && seen.Prompt.AttemptId == attemptId && after.TryGetValue(seen.Prompt.Id, out var settlement))
                {
                    var next = After(seen.Prompt, settlement);
                    changes.Add((seen.Prompt.Id, Write(seen, next)));
                    if (next.State == PromptState.Pending)
                    {
                        planned.Add(DueRow.Of(tenant, recipient, next));
                    }
                    else if (next.State is PromptState.Poison or PromptState.Unknown)
                    {
                        notes.Add(GivenUpRow.Note(tenant, recipient, next.Id));
                    }
                }
            }

            if (changes.Count == 0)
            {
                return mine;
            }

            List<ChangeSet> due = [.. DueRow.Sets(planned), .. notes];
            var chunks = changes.Chunk(MaxBatch).ToList();
            Change[] count = day is null ? [] : [new Change.Put(Keys.DayCount, Rows.Bytes(new(Rows.V, 0, day), StoreJson.Default.KeptDayCount))];
            var sets = chunks.Select((chunk, n) => new ChangeSet(Keys.Prompts, partition, [.. n == 0 ? count : [], .. chunk.Select(c => c.Change)]));
            var applied = await _tables.ApplyAsync([.. due, .. sets], ct);
            mine.UnionWith(chunks.Take(applied.Standing - due.Count).SelectMany(chunk => chunk.Select(c => c.Id)));
            if (applied.All)
            {
                return mine;
            }
        }

        throw new StorageUnavailableException($"Prompts of {recipient} are being changed by too many at once.");
    }

    /// <summary>
    /// Sets prompts aside until the recipient can be reached. The due rows of those that were are to be deleted afterwards.
    /// </summary>
    /// <param name="attemptId">The attempt that found the recipient unreachable; null to park what is Pending.</param>
    /// <returns>Ids of those that were set aside; null, and nothing changed, when the reach was written since it was seen.</returns>
    public async ValueTask<IReadOnlyList<string>?> ParkAsync(
        string tenant, string recipient, ReachSeen reach, IReadOnlyCollection<string> promptIds, string? attemptId, DateTimeOffset at, CancellationToken ct)
    {
        for (var i = 0; i < MaxRuns; i++)
        {
            var changes = new List<Change>();
            var mine = new List<string>();
            foreach (var seen in await SeeAsync(tenant, recipient, promptIds, ct))
            {
                var isMine = attemptId is null
                    ? seen.Prompt.State is PromptState.Pending or PromptState.Moved
                    : seen.Prompt.State == PromptState.Sending && seen.Prompt.AttemptId == attemptId;
                if (isMine)
                {
                    mine.Add(seen.Prompt.Id);
                    changes.Add(Write(seen, After(seen.Prompt, new Settlement(seen.Prompt.Id, PromptState.Parked, at, Counts: attemptId is null, Why: PromptMark.Unreachable))));
                }
            }

            if (changes.Count == 0)
            {
                return mine;
            }

            // Written in the same set, so that parking and becoming reachable cannot both believe to be the last.
            var blocked = reach.Reach is { State: ReachState.Active } active ? active with { State = ReachState.Blocked } : reach.Reach;
            changes.Insert(0, Rows.Over(reach.Row, Keys.Reach, Rows.Bytes(new ReachRow(Rows.V, blocked), StoreJson.Default.ReachRow)));
            var applied = await _tables.ApplyAsync(new ChangeSet(Keys.Prompts, Keys.Recipient(tenant, recipient), changes), ct);
            if (applied.All || applied.At == 0)
            {
                return applied.All ? mine : null;
            }
        }

        throw new StorageUnavailableException($"Prompts of {recipient} are being changed by too many at once.");
    }

    internal ValueTask<Release> ReleaseAsync(string tenant, string recipient, CancellationToken ct) => _releases.BeginAsync(tenant, recipient, ct);

    internal ValueTask ReleasedAsync(Release release, bool stands, CancellationToken ct) => _releases.EndAsync(release, stands, ct);

    private static Prompt After(Prompt prompt, Settlement settlement)
    {
        var after = prompt with
        {
            State = settlement.State,
            Attempt = settlement.IsNudge ? 0 : settlement.Counts ? prompt.Attempt : prompt.Attempt - 1,
            Resent = settlement.IsNudge ? 0 : prompt.Resent,
            ProcessId = null,
            LeaseUntil = null,
            NotBefore = settlement.NotBefore,
            SettledAt = settlement.At,
            ActivityId = settlement.ActivityId ?? prompt.ActivityId,
            // A manager's line keeps the reason it is told for, whatever a try met.
            Why = prompt.Kind == Domain.PromptKind.Escalation && settlement.State == PromptState.Pending ? prompt.Why : settlement.Why,
            MovedTo = null,
            AskedUntil = settlement.IsNudge ? settlement.AskedUntil : prompt.AskedUntil,
            Nudge = settlement.IsNudge ? (prompt.Nudge ?? 0) + 1 : prompt.Nudge,
            Trail = prompt.Marked(settlement.At, Told(settlement), settlement.Why),
        };
        if (prompt.Ver <= prompt.RemovedVer && (settlement.State is PromptState.Pending or PromptState.Parked))
        {
            return after with { State = settlement.IsNudge ? PromptState.Sent : PromptState.Removed };
        }

        return settlement.FireAt is { } fireAt ? after with { FireAt = fireAt, Plan = prompt.Plan + 1 } : after;
    }

    // A nudge follows what arrived, and what nobody knows of.
    private static PromptState Told(Settlement settlement) =>
        !settlement.IsNudge ? settlement.State : settlement.Why == PromptMark.Silence ? PromptState.Unknown : PromptState.Sent;

    internal static Change Write(SeenPrompt seen, Prompt next) => new Change.Replace(
        seen.Row.RowKey, seen.Row.ETag, Rows.Bytes(new Kept<Prompt>(Rows.V, seen.Rev, next), StoreJson.Default.KeptPrompt));
}
