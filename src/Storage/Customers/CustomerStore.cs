using CrmBot.Domain;
using Microsoft.Extensions.Logging;

namespace CrmBot.Storage;

/// <summary>Customers with everything below them. The customer partition is the truth; all else that names a customer follows it.</summary>
public sealed class CustomerStore
{
    /// <summary>Open steps that one customer can have.</summary>
    public const int MaxOpenSteps = Filing.MostOpenSteps;

    private const int MaxRuns = 12;

    private readonly ITables _tables;
    private readonly TimeProvider _time;
    private readonly IIds _ids;
    private readonly ILogger<CustomerStore> _log;
    private readonly CustomerReader _reader;
    private readonly CustomerCommit _commit;
    private readonly Aftermath _aftermath;
    private readonly Hints _hints;
    private readonly IStepSignal? _steps;

    public CustomerStore(ITables tables, TimeProvider time, IIds ids, IDueSignal signal, ILogger<CustomerStore> log, INameSignal? named = null, IStepSignal? steps = null)
    {
        _tables = tables;
        _time = time;
        _ids = ids;
        _log = log;
        _steps = steps;
        _reader = new CustomerReader(tables);
        _commit = new CustomerCommit(_reader, time);
        _hints = new Hints(tables, time);
        _aftermath = new Aftermath(tables, new ShadowWriter(tables, time, signal, named), _hints, time, log);
    }

    /// <summary>
    /// The customer, or the one it was merged into: head, contacts, complaints, scores, all open steps and the 20 latest
    /// closed ones, the newest 5 follow-ups. Null when there is none.
    /// </summary>
    public async ValueTask<CustomerFile?> LoadAsync(string tenant, string customerId, CancellationToken ct) =>
        (await _reader.ReadAsync(tenant, customerId, ct)).File is { } file ? CustomerReader.ForDecisions(file) : null;

    /// <summary>
    /// One step with the head of its customer, or of the one that was merged into: two reads instead of the whole. Null when there is
    /// no such customer; without a step when it has none of that id.
    /// </summary>
    public ValueTask<(Customer Head, Step? Step)?> StepAsync(string tenant, string customerId, string stepId, CancellationToken ct) =>
        _reader.StepAsync(tenant, customerId, stepId, ct);

    /// <summary>
    /// Changes a customer by a decision on what is stored. Kept all or not at all; when others change the customer at the
    /// same time the decision is made again on what they left.
    /// </summary>
    /// <param name="decide">
    /// Pure: it may run several times. It gets null when there is no such customer; to create one it commits a head whose id
    /// is that of the request. The version of a step is counted up here whenever its reminder must be planned anew.
    /// </param>
    /// <exception cref="StorageUnavailableException">The change may or may not stand; repeat it with the same operation id.</exception>
    public async ValueTask<ChangeOutcome<TNo>> ChangeAsync<TNo>(
        ChangeRequest request, Func<CustomerFile?, Decision<TNo>> decide, CancellationToken ct)
    {
        var run = _ids.New();
        Hint? hint = null;
        var started = _time.GetTimestamp();
        for (var i = 0; i < MaxRuns; i++)
        {
            var asking = _reader.OpAsync(request.Tenant, request.CustomerId, request.OpId, ct).AsTask();
            var reading = _reader.ReadAsync(request.Tenant, request.CustomerId, ct).AsTask();
            await Task.WhenAll(asking, reading);
            var (op, loaded) = (await asking, await reading);
            var at = request.CustomerId;
            if (op is not { Op.Void: false } && loaded.Id != request.CustomerId)
            {
                (op, at) = (await _reader.OpAsync(request.Tenant, loaded.Id, request.OpId, ct), loaded.Id);
            }

            if (op is { Op: { Void: false } done } && at == loaded.Id && loaded.File?.Rev < done.Rev)
            {
                // Committed while the customer was read: what is read now holds it.
                loaded = await _reader.ReadAsync(request.Tenant, request.CustomerId, ct);
            }

            if (op is { Op.Void: false } && loaded.File is { } file)
            {
                var receipt = CustomerCommit.ReceiptOf(request.OpId, op.Value.Op);
                // One that was merged into another since is finished by the relay, which knows under which id it was done.
                if (op.Value.Op.Run != run || hint is null || at != loaded.Id)
                {
                    var (onItsWay, arrived) = await _aftermath.OnItsWayAsync(request.Tenant, await _reader.EventsAsync(request.Tenant, at, receipt.Rev, ct));
                    return new ChangeOutcome<TNo>.AlreadyDone(CustomerReader.ForDecisions(file), receipt) { OnItsWay = [.. onItsWay.Except(arrived, StringComparer.Ordinal)] };
                }

                // This run's own commit, of which the answer was lost.
                var events = await _reader.EventsAsync(request.Tenant, loaded.Id, receipt.Rev, ct);
                return await CommittedAsync<TNo>(request.Tenant, file, events, receipt, hint, started);
            }

            if (op is { Op: { Void: false } own } && loaded.Erased is { } erased && own.Run == run && hint is not null)
            {
                var events = await _reader.EventsAsync(request.Tenant, loaded.Id, own.Rev, ct);
                return await CommittedAsync<TNo>(request.Tenant, Erased.FileOf(erased, events), events, CustomerCommit.ReceiptOf(request.OpId, own), hint, started);
            }

            var decision = decide(loaded.File is null ? null : CustomerReader.ForDecisions(loaded.File));
            if (decision is not Decision<TNo>.Commit commit)
            {
                // The same operation may have been committed between the two reads: then its receipt is the answer, not what it left.
                if (op is not { Op.Void: false } && await _reader.OpAsync(request.Tenant, loaded.Id, request.OpId, ct) is { Op.Void: false })
                {
                    continue;
                }

                return new ChangeOutcome<TNo>.No(((Decision<TNo>.No)decision).Why);
            }

            if (loaded.Erased is not null)
            {
                return new ChangeOutcome<TNo>.Erased();
            }

            var ready = await _commit.PrepareAsync(request, loaded, commit, op is { Op.Void: true } ? op.Value.Row : null, run, ct);
            var open = ready.After.OpenSteps.Count();
            if (open > MaxOpenSteps && open > (ready.Before?.OpenSteps.Count() ?? 0))
            {
                return new ChangeOutcome<TNo>.Full(open);
            }

            // A void means that the relay has dropped the hint that stood before it.
            var standing = op is null ? hint : null;
            hint = standing ?? _hints.OfCustomer(request.Tenant, loaded.Id, request.OpId);
            var along = standing is null ? await _aftermath.AlongAsync(request.Tenant, ready.After, ready.Events, ct) : null;
            started = _time.GetTimestamp();
            ChangeSet[] sets =
                standing is not null ? [ready.Set]
                : along is null ? [Hints.Set(hint), ready.Set]
                : [Hints.Set(hint), ready.Set, .. along.Sets, Hints.End(hint)];
            var applied = await _tables.ApplyAsync(sets, ct);
            if (applied.Standing > (standing is null ? 1 : 0))
            {
                var followed = along is not null && applied.All
                    ? _aftermath.Stood(request.Tenant, along)
                    : await _aftermath.FollowAsync(request.Tenant, ready.After, ready.Events, hint, started);
                return Committed<TNo>(request.Tenant, ready.After, ready.Events, ready.Receipt, followed);
            }

            if (standing is null && applied.Standing == 0)
            {
                hint = null;
            }

            StorageLog.ChangeRunAgain(_log, request.OpId, applied.Because);
        }

        return new ChangeOutcome<TNo>.Contended();
    }

    /// <summary>A follow-up in its latest edition; null when there is none.</summary>
    public async ValueTask<FollowUp?> FollowUpAsync(string tenant, string customerId, string followUpId, CancellationToken ct)
    {
        return await _reader.StandingAsync(tenant, customerId, ct) is { } id ? (await _reader.FollowUpAsync(tenant, id, followUpId, ct))?.Kept.It : null;
    }

    /// <summary>Follow-ups, newest contact first.</summary>
    /// <param name="take">1 to 1,000.</param>
    /// <param name="next">From the page before; null for the first.</param>
    public async ValueTask<Page<FollowUp>> TimelineAsync(string tenant, string customerId, int take, string? next, CancellationToken ct)
    {
        // Side by side, for hardly any customer was merged; what is read of one whose content is gone is given to nobody.
        var standing = _reader.StandingAsync(tenant, customerId, ct).AsTask();
        var first = next is null ? PageAsync(customerId) : null;
        if (first is not null)
        {
            await Task.WhenAll(standing, first);
        }

        if (await standing is not { } id)
        {
            return new Page<FollowUp>([], null);
        }

        var page = await (first is not null && id == customerId ? first : PageAsync(id));
        return new Page<FollowUp>([.. page.Rows.Select(r => QuickRows.FollowUp(r).It)], page.Next);

        Task<RowPage> PageAsync(string of) => _tables.QueryAsync(RowRange.Prefix(Keys.Crm, Keys.Customer(tenant, of), Keys.FollowUps), take, next, ct).AsTask();
    }

    /// <summary>The receipt of a committed operation; null when it was not committed.</summary>
    public async ValueTask<Receipt?> ReceiptAsync(string tenant, string customerId, string opId, CancellationToken ct)
    {
        var op = await _reader.OpAsync(tenant, customerId, opId, ct);
        if (op is not { Op.Void: false } && await _reader.IdAsync(tenant, customerId, ct) is var id && id != customerId)
        {
            op = await _reader.OpAsync(tenant, id, opId, ct);
        }

        return op is { Op: { Void: false } it } ? CustomerCommit.ReceiptOf(opId, it) : null;
    }

    private async ValueTask<ChangeOutcome<TNo>> CommittedAsync<TNo>(
        string tenant, CustomerFile file, IReadOnlyList<EventRow> events, Receipt receipt, Hint hint, long started) =>
        Committed<TNo>(tenant, file, events, receipt, await _aftermath.FollowAsync(tenant, file, events, hint, started));

    private ChangeOutcome<TNo>.Committed Committed<TNo>(
        string tenant, CustomerFile file, IReadOnlyList<EventRow> events, Receipt receipt, Followed followed)
    {
        foreach (var e in events.Where(e => e.TakesAway && _steps is not null))
        {
            _steps!.Changed(new StepChange(tenant, file.Head.Id, e.Id, e.OpId, e.ById, e.OwnerBefore ?? e.ById));
        }

        return new ChangeOutcome<TNo>.Committed(CustomerReader.ForDecisions(file), receipt, followed.Stand, followed.OnItsWay)
        {
            Arrived = followed.Arrived,
        };
    }
}
