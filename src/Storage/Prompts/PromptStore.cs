namespace CrmBot.Storage;

/// <summary>A prompt as it was read.</summary>
/// <param name="Rev">Revision of the customer that it was planned from.</param>
public sealed record SeenPrompt(Prompt Prompt, int Rev)
{
    internal Row Row { get; init; } = null!;
}

/// <summary>What becomes of a prompt after a try.</summary>
/// <param name="At">People's time.</param>
/// <param name="FireAt">When to try again; given exactly when <paramref name="State"/> is Pending (people's time).</param>
/// <param name="NotBefore">The same instant in machine time, which a jump of people's clock does not bring nearer.</param>
/// <param name="Counts">False when the try does not count as an attempt.</param>
/// <param name="Why">Code of the reason, for operators; no personal data.</param>
public sealed record Settlement(
    string PromptId,
    PromptState State,
    DateTimeOffset At,
    DateTimeOffset? FireAt = null,
    DateTimeOffset? NotBefore = null,
    bool Counts = true,
    string? ActivityId = null,
    string? Why = null);

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
    /// <param name="claimed">As the claim left them, so that they need not be read again unless they have changed; null to read them.</param>
    /// <returns>Ids of those that were of this attempt.</returns>
    public async ValueTask<IReadOnlyList<string>> SettleAsync(
        string tenant, string recipient, string attemptId, IReadOnlyList<Settlement> settlements, CancellationToken ct, IReadOnlyList<SeenPrompt>? claimed = null)
    {
        var partition = Keys.Recipient(tenant, recipient);
        for (var i = 0; i < MaxRuns; i++)
        {
            var due = new List<ChangeSet>();
            var changes = new List<Change>();
            var mine = new List<string>();
            var standing = i == 0 && claimed is not null ? claimed : await SeeAsync(tenant, recipient, settlements.Select(s => s.PromptId), ct);
            foreach (var seen in standing)
            {
                if (seen.Prompt.State == PromptState.Sending && seen.Prompt.AttemptId == attemptId
                    && settlements.FirstOrDefault(s => s.PromptId == seen.Prompt.Id) is { } settlement)
                {
                    mine.Add(seen.Prompt.Id);
                    var next = After(seen.Prompt, settlement);
                    changes.Add(Write(seen, next));
                    if (next.State == PromptState.Pending)
                    {
                        due.Add(DueRow.Of(tenant, recipient, next).Set());
                    }
                }
            }

            if (changes.Count == 0 || (await _tables.ApplyAsync([.. due, new ChangeSet(Keys.Prompts, partition, changes)], ct)).All)
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
                    ? seen.Prompt.State == PromptState.Pending
                    : seen.Prompt.State == PromptState.Sending && seen.Prompt.AttemptId == attemptId;
                if (isMine)
                {
                    mine.Add(seen.Prompt.Id);
                    changes.Add(Write(seen, After(seen.Prompt, new Settlement(seen.Prompt.Id, PromptState.Parked, at, Counts: attemptId is null))));
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
            Attempt = settlement.Counts ? prompt.Attempt : prompt.Attempt - 1,
            ProcessId = null,
            LeaseUntil = null,
            NotBefore = settlement.NotBefore,
            SettledAt = settlement.At,
            ActivityId = settlement.ActivityId ?? prompt.ActivityId,
            Why = settlement.Why,
        };
        if (prompt.Ver <= prompt.RemovedVer && (settlement.State is PromptState.Pending or PromptState.Parked))
        {
            return after with { State = PromptState.Removed };
        }

        return settlement.FireAt is { } fireAt ? after with { FireAt = fireAt, Plan = prompt.Plan + 1 } : after;
    }

    internal static Change Write(SeenPrompt seen, Prompt next) => new Change.Replace(
        seen.Row.RowKey, seen.Row.ETag, Rows.Bytes(new Kept<Prompt>(Rows.V, seen.Rev, next), StoreJson.Default.KeptPrompt));
}
