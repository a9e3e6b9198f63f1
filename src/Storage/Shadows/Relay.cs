using CrmBot.Domain;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmBot.Storage;

/// <summary>What a relay pass found: hints seen, finished, given up as void, and left for a later pass.</summary>
public sealed record RelayReport(int Seen, int Done, int Voided, int Waiting);

/// <summary>
/// Finishes what writers began: takes hints that it has itself seen for a while, on its own monotonic clock, and does the
/// shadows of their operation again. One instance for a process: what it has seen is in its memory.
/// </summary>
public sealed class Relay : IDisposable
{
    /// <summary>How long a hint must have been seen before the relay takes it from its writer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>After how long an operation without a commit is made void.</summary>
    public static readonly TimeSpan VoidAfter = TimeSpan.FromMinutes(2);

    /// <summary>How long a hint that broke is left alone; other people's hints and reminders go on.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan LeftBehind = TimeSpan.FromDays(1);

    private readonly ITables _tables;
    private readonly TimeProvider _time;
    private readonly ILogger<Relay> _log;
    private readonly Hints _hints;
    private readonly CustomerReader _reader;
    private readonly ShadowWriter _shadows;
    private readonly ShortRows _short;
    private readonly Releases _releases;
    private readonly Replans _replans;
    private readonly Merging _merging;
    private readonly SemaphoreSlim _one = new(1, 1);
    private Dictionary<(string, string), Sighting> _seen = [];

    public Relay(ITables tables, TimeProvider time, Domain.IIds ids, IDueSignal signal, ILogger<Relay> log, INameSignal? named = null)
    {
        _tables = tables;
        _time = time;
        _log = log;
        _hints = new Hints(tables, time);
        _reader = new CustomerReader(tables);
        _shadows = new ShadowWriter(tables, time, signal, named);
        _short = new ShortRows(tables);
        _releases = new Releases(tables, _hints, ids, signal);
        _replans = new Replans(tables, signal);
        _merging = new Merging(tables, time, ids, signal, NullLogger<CustomerStore>.Instance, named);
    }

    /// <summary>One pass over all hints.</summary>
    /// <param name="shards">Whose hints are taken; all when not given. What lies in others is seen, so that it can be taken later.</param>
    public async ValueTask<RelayReport> RunAsync(CancellationToken ct, IReadOnlyCollection<int>? shards = null)
    {
        await _one.WaitAsync(ct);
        try
        {
            var hints = await _hints.AllAsync(ct);
            _seen = hints.ToDictionary(
                h => (h.PartitionKey, h.RowKey), h => _seen.TryGetValue((h.PartitionKey, h.RowKey), out var known) ? known : new(_time.GetTimestamp()));
            var (done, voided) = (0, 0);
            foreach (var hint in hints.Where(h => shards is null || shards.Contains(h.Shard)))
            {
                var end = await FinishAsync(hint, _seen[(hint.PartitionKey, hint.RowKey)], ct);
                done += end == End.Done ? 1 : 0;
                voided += end == End.Void ? 1 : 0;
            }

            if (done + voided > 0)
            {
                StorageLog.Relayed(_log, hints.Count, done, voided);
            }

            return new RelayReport(hints.Count, done, voided, hints.Count - done - voided);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>
    /// Does the prompt of one step and recipient again, from the truth; for a due row that is ahead of its prompt. One for a
    /// delegate or a manager is written again by whoever was cut off; it goes when nobody came back to it for a day.
    /// </summary>
    /// <param name="now">People's time.</param>
    public async ValueTask HealAsync(DueRow row, DateTimeOffset now, CancellationToken ct)
    {
        if (row.ForId is not null)
        {
            if (row.At < now - LeftBehind)
            {
                await _tables.ApplyAsync(new ChangeSet(Keys.Due, row.PartitionKey, [new Change.Delete(row.RowKey, null)]), ct);
            }

            return;
        }

        if (row.CustomerId.Length == 0)
        {
            if (await PersonAsync(row.Tenant, row.Recipient, ct) is { } person)
            {
                await _replans.OfAsync(row.Tenant, person, ct);
            }

            return;
        }

        var loaded = await _reader.ReadAsync(row.Tenant, row.CustomerId, ct);
        var gone = loaded.Erased is { } erased ? Erased.FileOf(erased, row) : null;
        if ((loaded.File ?? gone) is { } file)
        {
            await _shadows.WriteAsync(row.Tenant, file, [], null, (row.StepId, row.Recipient), ct);
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>When this relay first saw a hint and last failed at it, on its own monotonic clock.</summary>
    private sealed record Sighting(long First)
    {
        public long? Failed { get; set; }
    }

    private enum End { Waiting, Done, Void }

    private async ValueTask<End> FinishAsync(Hint hint, Sighting sighting, CancellationToken ct)
    {
        var age = _time.GetElapsedTime(sighting.First);
        if (age < Patience || (sighting.Failed is { } failed && _time.GetElapsedTime(failed) < Rest))
        {
            return End.Waiting;
        }

        try
        {
            return hint.It.CustomerId is { } customer ? await CustomerAsync(hint, customer, age, ct) : await PersonAsync(hint, age, ct);
        }
        catch (Exception fault) when (fault is not (StorageUnavailableException or OperationCanceledException or OutOfMemoryException))
        {
            StorageLog.HintFailed(_log, hint.It.OpId, fault);
            sighting.Failed = _time.GetTimestamp();
            return End.Waiting;
        }
    }

    private async ValueTask<End> CustomerAsync(Hint hint, string customerId, TimeSpan age, CancellationToken ct)
    {
        // The receipt before the customer: what is read after it holds the commit.
        var tenant = hint.It.Tenant;
        var op = await _reader.OpAsync(tenant, customerId, hint.It.OpId, ct);
        if (op is { Op: { Void: false } receipt })
        {
            var events = await _reader.EventsAsync(tenant, customerId, receipt.Rev, ct);
            var loaded = await _reader.ReadAsync(tenant, customerId, ct);
            if (loaded.Id != customerId)
            {
                // Its events and lists are under its own id; what is not copied yet of it goes to the other now.
                loaded = await _reader.ReadOwnAsync(tenant, customerId, ct);
            }

            var into = loaded.File?.MergedInto;
            var file = loaded.File ?? (loaded.Erased is { } erased ? Erased.FileOf(erased, events) : null);
            if ((file is null || await _shadows.WriteAsync(tenant, file, events, null, null, ct) == ShadowsWritten.Stand)
                && (into is null || await _merging.CarryAsync(tenant, customerId, ct)))
            {
                await _hints.DropAsync(hint, ct);
                return End.Done;
            }

            return End.Waiting;
        }

        if (age < VoidAfter)
        {
            return End.Waiting;
        }

        // Written anew even over a void: a commit that saw the older one has a hint that is dropped now.
        var none = new OpRow(Rows.V, true, 0, "void", null, null, null, _time.GetUtcNow());
        var write = Rows.Over(op?.Row, Keys.Op(hint.It.OpId), Rows.Bytes(none, StoreJson.Default.OpRow));
        if ((await _tables.ApplyAsync(new ChangeSet(Keys.Crm, Keys.Customer(tenant, customerId), [write]), ct)).All)
        {
            await _hints.DropAsync(hint, ct);
            return End.Void;
        }

        return End.Waiting;
    }

    private async ValueTask<End> PersonAsync(Hint hint, TimeSpan age, CancellationToken ct)
    {
        var (tenant, personId) = (hint.It.Tenant, hint.It.PersonId!);
        if (await _tables.GetAsync(Keys.Crm, Keys.OfPerson(tenant, personId), Keys.Person, ct) is { } person
            && !await _short.WriteAsync(tenant, person.As(StoreJson.Default.KeptPerson), ct))
        {
            return End.Waiting;
        }

        if (await PersonAsync(tenant, personId, ct) is { } known && !await _replans.OfAsync(tenant, known, ct))
        {
            return End.Waiting;
        }

        if (await _tables.GetAsync(Keys.Prompts, Keys.Recipient(tenant, personId), Keys.Reach, ct) is { } reach
            && reach.As(StoreJson.Default.ReachRow).It is { State: ReachState.Active }
            && await _releases.ParkedAsync(tenant, personId, ct) is not null)
        {
            return End.Waiting;
        }

        // A person's change has no receipt to wait for; by now its writer has written or is gone.
        if (age < VoidAfter)
        {
            return End.Waiting;
        }

        await _hints.DropAsync(hint, ct);
        return End.Done;
    }

    private async ValueTask<Person?> PersonAsync(string tenant, string personId, CancellationToken ct) =>
        (await _tables.GetAsync(Keys.Crm, Keys.OfPerson(tenant, personId), Keys.Person, ct))?.As(StoreJson.Default.KeptPerson).It;
}
