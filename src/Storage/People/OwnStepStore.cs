using CrmBot.Domain;
using Microsoft.Extensions.Logging;

namespace CrmBot.Storage;

/// <summary>What became of a change of a person's own reminder.</summary>
public abstract record OwnChange
{
    private OwnChange() { }

    /// <param name="OnItsWay">True when its message is being sent at this moment, so that it may still arrive.</param>
    public sealed record Committed(Step Step, bool OnItsWay) : OwnChange;

    /// <summary>This operation was done before.</summary>
    /// <param name="OnItsWay">True when its message is being sent at this moment.</param>
    public sealed record AlreadyDone(Step Step, bool OnItsWay) : OwnChange;

    /// <summary>The decision was to change nothing.</summary>
    /// <param name="Step">As it stands; null when there is none.</param>
    public sealed record Unchanged(Step? Step) : OwnChange;
}

/// <summary>
/// What people want to be reminded of and what belongs to no customer. The person's partition is the truth; the order of
/// writes is that of a customer's change.
/// </summary>
public sealed class OwnStepStore(ITables tables, TimeProvider time, IIds ids, IDueSignal signal, ILogger<OwnStepStore> log, IStepSignal? steps = null)
{
    private const int MaxRuns = 12;
    private readonly Hints _hints = new(tables, time);
    private readonly Planning _planning = new(tables);

    public async ValueTask<Step?> GetAsync(string tenant, string personId, string stepId, CancellationToken ct) =>
        (await RowAsync(tenant, personId, stepId, ct))?.As(StoreJson.Default.KeptStep).It;

    /// <summary>All that are open, and those closed in the last 30 days, which <see cref="Retention"/> keeps; the earliest due first.</summary>
    public async ValueTask<IReadOnlyList<Step>> AllAsync(string tenant, string personId, CancellationToken ct)
    {
        var rows = await tables.AllAsync(RowRange.Prefix(Keys.Crm, Keys.OfPerson(tenant, personId), Keys.Steps), ct);
        return [.. rows.Select(r => r.As(StoreJson.Default.KeptStep).It).OrderBy(s => s.DueAt)];
    }

    /// <summary>One change of one reminder; the same operation twice is once.</summary>
    /// <param name="change">Pure: it may run several times. It gets null when there is no such step; null to change nothing.</param>
    public async ValueTask<OwnChange> ChangeAsync(
        string tenant, string personId, string stepId, string opId, Func<Step?, Step?> change, CancellationToken ct)
    {
        var partition = Keys.OfPerson(tenant, personId);
        for (var i = 0; i < MaxRuns; i++)
        {
            var row = await RowAsync(tenant, personId, stepId, ct);
            var was = row?.As(StoreJson.Default.KeptStep).It;
            if (was is not null && await tables.GetAsync(Keys.Crm, partition, Keys.Op(opId), ct) is not null)
            {
                return new OwnChange.AlreadyDone(was, await IsOnItsWayAsync(tenant, was.Id, was.Ver - 1, personId));
            }

            if (change(was) is not { } next || next == was)
            {
                return new OwnChange.Unchanged(was);
            }

            // The reminder follows the version, and the version is the revision of a step that belongs to no customer.
            next = next with { Id = stepId, OwnerId = personId, By = OwedBy.Us, Ver = (was?.Ver ?? 0) + 1 };
            var hint = _hints.OfPerson(tenant, personId, ids.New());
            var op = new OpRow(Rows.V, false, next.Ver, "own", null, stepId, null, time.GetUtcNow());
            var commit = new ChangeSet(Keys.Crm, partition,
            [
                Rows.Over(row, Keys.Step(stepId), Rows.Bytes(new(Rows.V, next.Ver, next), StoreJson.Default.KeptStep)),
                new Change.Insert(Keys.Op(opId), Rows.Bytes(op, StoreJson.Default.OpRow)),
            ]);
            if ((await tables.ApplyAsync([Hints.Set(hint), commit], ct)).All)
            {
                var onItsWay = was is not null && await IsOnItsWayAsync(tenant, was.Id, was.Ver, personId);
                await FollowAsync(tenant, personId, next, hint);
                if (was is { State: StepState.Open })
                {
                    steps?.Changed(new StepChange(tenant, "", stepId, opId, personId, personId));
                }

                return new OwnChange.Committed(next, onItsWay);
            }
        }

        throw new StorageUnavailableException($"A reminder of {personId} is being changed by too many at once.");
    }

    // Not cancelled by the caller and not failed by an outage: the change stands, and the relay does what is left.
    private async ValueTask FollowAsync(string tenant, string personId, Step step, Hint hint)
    {
        try
        {
            var sets = new List<ChangeSet>();
            var earliest = await _planning.OfPersonAsync(tenant, personId, [step], sets, CancellationToken.None);
            if (sets.Count > 0 && !(await tables.ApplyAsync(sets, CancellationToken.None)).All)
            {
                return;
            }

            await _hints.DropAsync(hint, CancellationToken.None);
            if (earliest is { } due)
            {
                signal.Planned(due);
            }
        }
        catch (StorageUnavailableException outage)
        {
            StorageLog.ShadowsFailed(log, hint.It.OpId, outage);
        }
    }

    private async ValueTask<bool> IsOnItsWayAsync(string tenant, string stepId, int ver, string personId)
    {
        try
        {
            var row = await tables.GetAsync(Keys.Prompts, Keys.Recipient(tenant, personId), Keys.Prompt(Prompt.IdOf(stepId)), CancellationToken.None);
            return row?.As(StoreJson.Default.KeptPrompt).It is { State: PromptState.Sending } prompt && prompt.Ver == ver;
        }
        catch (StorageUnavailableException)
        {
            return true;
        }
    }

    private ValueTask<Row?> RowAsync(string tenant, string personId, string stepId, CancellationToken ct) =>
        tables.GetAsync(Keys.Crm, Keys.OfPerson(tenant, personId), Keys.Step(stepId), ct);
}
