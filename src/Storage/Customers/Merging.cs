using CrmBot.Domain;
using Microsoft.Extensions.Logging;

namespace CrmBot.Storage;

/// <summary>What became of merging two customers.</summary>
public abstract record MergeOutcome
{
    private MergeOutcome() { }

    /// <summary>They are one, by this operation. What is not open follows by <see cref="Merging.CopyAsync"/>.</summary>
    public sealed record Merged : MergeOutcome;

    /// <summary>Nothing changed.</summary>
    public sealed record No(NotMerged Why) : MergeOutcome;

    /// <summary>Others kept changing one of them meanwhile. Trying again is safe.</summary>
    public sealed record Contended : MergeOutcome;
}

/// <summary>How far the copying of a merged customer is.</summary>
/// <param name="Cursor">For the next call; null at the end.</param>
/// <param name="Done">Records copied by this call.</param>
public sealed record CopiedRows(string? Cursor, int Done);

/// <summary>
/// Makes two customers one. The note on the one that goes is the commit: from there on each of both ids leads to the one that
/// stays, and what is open at the other is read along with it until its first change copies it.
/// <para>
/// Before the commit the one that stays is changed, so that it knows whom to read along, and the commit stands only if the one
/// that goes did not change since before that. Of merges that would lead into each other, in a circle of any length, each
/// would have to have changed its customer before the next one was read: so one of them is refused.
/// </para>
/// </summary>
public sealed class Merging
{
    /// <summary>What the customer that stays is told in its events by every merge.</summary>
    internal const string BegunCode = "merge-begun";

    private const int MaxRuns = 12;

    private readonly ITables _tables;
    private readonly TimeProvider _time;
    private readonly IIds _ids;
    private readonly ILogger<CustomerStore> _log;
    private readonly CustomerStore _customers;
    private readonly CustomerReader _reader;
    private readonly ShadowWriter _shadows;
    private readonly Hints _hints;

    public Merging(ITables tables, TimeProvider time, IIds ids, IDueSignal signal, ILogger<CustomerStore> log, INameSignal? named = null)
    {
        (_tables, _time, _ids, _log) = (tables, time, ids, log);
        _customers = new CustomerStore(tables, time, ids, signal, log, named);
        _reader = new CustomerReader(tables);
        _shadows = new ShadowWriter(tables, time, signal, named);
        _hints = new Hints(tables, time);
    }

    /// <param name="request">Of the customer that goes.</param>
    /// <param name="refusal">Pure: why the first, which goes, is not merged into the second; null when it is. It may run several times.</param>
    /// <exception cref="StorageUnavailableException">The merge may or may not stand; repeat it with the same operation id.</exception>
    public async ValueTask<MergeOutcome> MergeAsync(
        ChangeRequest request, string winnerId, Func<CustomerFile?, CustomerFile?, NotMerged?> refusal, CancellationToken ct)
    {
        var (tenant, loserId) = (request.Tenant, request.CustomerId);
        Hint? hint = null;
        for (var i = 0; i < MaxRuns; i++)
        {
            var loser = await _reader.ReadOwnAsync(tenant, loserId, ct);
            var op = await _reader.OpAsync(tenant, loserId, request.OpId, ct);
            if (op is { Op.Void: false })
            {
                return await CarryAsync(tenant, loserId, ct) ? new MergeOutcome.Merged() : new MergeOutcome.Contended();
            }

            var winner = await _reader.ReadOwnAsync(tenant, winnerId, ct);
            if (loserId == winnerId || loser.File?.MergedInto is not null || winner.File?.MergedInto is not null)
            {
                return await _reader.IdAsync(tenant, loserId, ct) == await _reader.IdAsync(tenant, winnerId, ct) ? No(NotMerged.Same) : No(NotMerged.NoCustomer);
            }

            if (loser.File is null || winner.File is null)
            {
                return No(NotMerged.NoCustomer);
            }

            if (loser.Merging is not null || (winner.Merging is { } other && other != loserId))
            {
                await EndAsync(request, loser.Merging is not null ? loser : winner, ct);
                continue;
            }

            var begun = await _customers.ChangeAsync<NotMerged?>(
                new ChangeRequest(tenant, winnerId, _ids.New(), request.ById, request.At),
                file => file?.Rev != winner.File.Rev || file.Head.Id != winnerId ? new Decision<NotMerged?>.No(null)
                    : refusal(CustomerReader.ForDecisions(loser.File), file) is { } why ? new Decision<NotMerged?>.No(why)
                    : new Decision<NotMerged?>.Commit(new CustomerEdit(BegunCode, file.Head)) { Merging = loserId },
                ct);
            if (begun is ChangeOutcome<NotMerged?>.No { Why: { } no })
            {
                return No(no);
            }

            if (begun is not ChangeOutcome<NotMerged?>.Committed)
            {
                continue;
            }

            // A void means that the relay has dropped the hint that stood before it.
            var standing = op is null ? hint : null;
            hint = standing ?? _hints.OfCustomer(tenant, loserId, request.OpId);
            var started = _time.GetTimestamp();
            var gone = loser.File with { Rev = loser.File.Rev + 1, MergedInto = winnerId };
            var said = Said(request, gone);
            var set = Commit(request, loser.Head!, gone, said, op?.Row);
            var applied = await _tables.ApplyAsync(standing is null ? [Hints.Set(hint), set] : [set], ct);
            if (applied.All)
            {
                await FollowAsync(tenant, gone, said, hint, started);
                return new MergeOutcome.Merged();
            }

            hint = standing is null && applied.Standing == 0 ? null : hint;
            StorageLog.ChangeRunAgain(_log, request.OpId, applied.Because);
        }

        return new MergeOutcome.Contended();
    }

    /// <summary>
    /// Copies some of what is not open: earlier follow-ups, closed steps and complaints, scores, orders, acts of care. Only what
    /// is not there yet, and only while the one that stays does: it may run twice from the same cursor.
    /// </summary>
    /// <param name="cursor">From the call before; null for the first.</param>
    /// <exception cref="StorageUnavailableException">Also when others keep changing the customer; the same cursor is good again.</exception>
    public ValueTask<CopiedRows> CopyAsync(string tenant, string loserId, string? cursor, CancellationToken ct) =>
        new MergedCopy(_tables, _reader, this).RunAsync(tenant, loserId, cursor, ct);

    /// <summary>Copies what is read along with the one that stays, unless a change of that one did it before.</summary>
    /// <returns>False when others kept changing it.</returns>
    internal async ValueTask<bool> CarryAsync(string tenant, string loserId, CancellationToken ct)
    {
        var loser = await _reader.ReadOwnAsync(tenant, loserId, ct);
        if (loser.File is not { MergedInto: { } winnerId } file || (await _reader.ReadOwnAsync(tenant, winnerId, ct)).Merging != loserId)
        {
            return true;
        }

        var said = (await _reader.EventsAsync(tenant, loserId, file.Rev, ct))[0];
        var request = new ChangeRequest(tenant, winnerId, Ids.From(said.OpId, "carried"), said.ById, said.At);
        return await _customers.ChangeAsync<bool>(request, f => f?.Head.Id == winnerId
                ? new Decision<bool>.Commit(new CustomerEdit("merged-in", f.Head))
                : new Decision<bool>.No(true), ct)
            is not (ChangeOutcome<bool>.Contended or ChangeOutcome<bool>.Full);
    }

    /// <summary>An outage does not fail it: the merge stands, and the relay does what is left.</summary>
    private async ValueTask FollowAsync(string tenant, CustomerFile gone, EventRow said, Hint hint, long started)
    {
        try
        {
            if (await _shadows.WriteAsync(tenant, gone, [said], started, null, CancellationToken.None) == ShadowsWritten.Stand
                && await CarryAsync(tenant, gone.Head.Id, CancellationToken.None)
                && _time.GetElapsedTime(started) < Aftermath.OwnHint)
            {
                await _hints.DropAsync(hint, CancellationToken.None);
            }
        }
        catch (StorageUnavailableException outage)
        {
            StorageLog.ShadowsFailed(_log, hint.It.OpId, outage);
        }
    }

    /// <summary>
    /// The head stops naming a customer that was to be merged into it: carried if it was. If not, that one is changed first, so
    /// that a merge that is under way does not stand, and begins again.
    /// </summary>
    private async ValueTask EndAsync(ChangeRequest request, Loaded loaded, CancellationToken ct)
    {
        var (tenant, other) = (request.Tenant, loaded.Merging!);
        var there = await _reader.ReadOwnAsync(tenant, other, ct);
        if (there.File?.MergedInto == loaded.Id)
        {
            await CarryAsync(tenant, other, ct);
            return;
        }

        if (there.File is { MergedInto: null })
        {
            await ChangeAsync(other, there.File.Rev, ends: false);
        }

        await ChangeAsync(loaded.Id, loaded.File!.Rev, ends: true);

        async ValueTask ChangeAsync(string id, int rev, bool ends) => await _customers.ChangeAsync<bool>(
            new ChangeRequest(tenant, id, _ids.New(), request.ById, request.At),
            f => f is null || f.Head.Id != id || (ends && f.Rev != rev)
                ? new Decision<bool>.No(true)
                : new Decision<bool>.Commit(new CustomerEdit("merge-ended", f.Head)) { EndsMerging = ends },
            ct);
    }

    // It names everyone who had the customer on a list, so that each row goes.
    private static EventRow Said(ChangeRequest request, CustomerFile gone) =>
        new(Rows.V, gone.Rev, request.OpId, request.ById, request.At, "merged", EventRow.Head, gone.Head.Id)
        {
            OwnerBefore = gone.Head.OwnerId,
            Owner = gone.Head.OwnerId,
            Helpers = [.. Stakes.People(gone).Distinct(StringComparer.Ordinal)],
            StatusBefore = gone.Head.Status,
            Status = gone.Head.Status,
            StageBefore = gone.Head.Stage,
            Stage = gone.Head.Stage,
            TierBefore = gone.Head.Tier,
            Tier = gone.Head.Tier,
        };

    private ChangeSet Commit(ChangeRequest request, Row head, CustomerFile gone, EventRow said, Row? standing)
    {
        var op = new OpRow(Rows.V, false, gone.Rev, said.What, null, null, null, _time.GetUtcNow());
        return new ChangeSet(Keys.Crm, Keys.Customer(request.Tenant, gone.Head.Id),
        [
            new Change.Replace(Keys.Head, head.ETag, Rows.Bytes(new HeadRow(Rows.V, gone.Rev, gone.Head, gone.MergedInto), StoreJson.Default.HeadRow)),
            Rows.Over(standing, Keys.Op(request.OpId), Rows.Bytes(op, StoreJson.Default.OpRow)),
            new Change.Insert(Keys.Event(gone.Rev, 0), Rows.Bytes(said, StoreJson.Default.EventRow)),
        ]);
    }

    private static MergeOutcome.No No(NotMerged why) => new(why);
}
