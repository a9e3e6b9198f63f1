using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>What became of writing shadows.</summary>
internal enum ShadowsWritten { Stand, Contended, TooLate }

/// <summary>Shadows that are ready to be written, and what is told once they stand.</summary>
/// <param name="Due">The earliest new instant; null when nothing is to be sent.</param>
internal sealed record ReadyShadows(IReadOnlyList<ChangeSet> Sets, DateTimeOffset? Due, (NameChange Change, CustomerName? Name)? Renamed);

/// <summary>
/// The shadows of one customer at one revision: due rows, then prompts, then people's lists, facts and names, each only
/// over a lower revision. Doing it twice, late or beside another writer changes nothing.
/// </summary>
internal sealed class ShadowWriter(ITables tables, TimeProvider time, IDueSignal signal, INameSignal? named = null)
{
    private const int Tries = 6;

    private readonly Planning _planning = new(tables);

    /// <summary>
    /// How old a commit may be, on the writer's own monotonic clock, to write shadows still. Tombstones live longer than
    /// any write that could come after this.
    /// </summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(10);

    /// <param name="file">The customer with all closed steps.</param>
    /// <param name="events">What the operation did, for whom and what the shadows must cover.</param>
    /// <param name="committed">Timestamp of the commit; null when the truth was read just now.</param>
    /// <param name="also">A recipient whose prompt of a step is to be looked at too.</param>
    public async ValueTask<ShadowsWritten> WriteAsync(
        string tenant, CustomerFile file, IReadOnlyList<EventRow> events, long? committed, (string StepId, string Recipient)? also, CancellationToken ct)
    {
        for (var i = 0; i < Tries; i++)
        {
            var ready = await ReadyAsync(tenant, file, events, also, ct);
            if (committed is { } at && time.GetElapsedTime(at) > Late)
            {
                return ShadowsWritten.TooLate;
            }

            if (ready.Sets.Count == 0 || (await tables.ApplyAsync(ready.Sets, ct)).All)
            {
                Tell(tenant, ready);
                return ShadowsWritten.Stand;
            }
        }

        return ShadowsWritten.Contended;
    }

    /// <summary>The writes by what stands now, in their order; each refused where another writer comes between, or the same whoever writes it.</summary>
    /// <inheritdoc cref="WriteAsync"/>
    public async ValueTask<ReadyShadows> ReadyAsync(
        string tenant, CustomerFile file, IReadOnlyList<EventRow> events, (string StepId, string Recipient)? also, CancellationToken ct)
    {
        // Read side by side, written in order.
        List<ChangeSet> prompts = [], stakes = [], names = [];
        var planning = _planning.OfCustomerAsync(tenant, file, events, also, prompts, ct).AsTask();
        var naming = NamesAsync(tenant, file, names, ct).AsTask();
        var following = FollowingAsync(tenant, file, events, ct).AsTask();
        await Task.WhenAll(planning, StakesAsync(tenant, file, events, stakes, ct).AsTask(), naming, following);
        return new ReadyShadows(
            [.. prompts, .. stakes, .. Facts.Of(tenant, file.Head.Id, events), .. AuditCopies.Of(tenant, file.Head.Id, events), .. names, .. await following],
            await planning,
            await naming);
    }

    /// <summary>Says what was written to those who wait for it.</summary>
    public void Tell(string tenant, ReadyShadows ready)
    {
        if (ready.Due is { } due)
        {
            signal.Planned(due);
        }

        if (ready.Renamed is { } renamed)
        {
            named?.Renamed(tenant, renamed.Change, renamed.Name);
        }
    }

    /// <summary>The jobs that do what is left of records that went.</summary>
    private async ValueTask<IReadOnlyList<ChangeSet>> FollowingAsync(string tenant, CustomerFile file, IReadOnlyList<EventRow> events, CancellationToken ct)
    {
        var sets = new List<ChangeSet>();
        foreach (var e in events.Where(e => e.Kind == EventRow.Unfiled))
        {
            var job = RecordGone.Of(tenant, e.OpId, e.What, e.ById, e.At, file.Head.Id, e.Id);
            if (await tables.GetAsync(Keys.Sys, Keys.Jobs, Keys.Job(tenant, job.Id), ct) is null)
            {
                sets.Add(JobStore.Begin(job, time));
            }
        }

        return sets;
    }

    private async ValueTask StakesAsync(
        string tenant, CustomerFile file, IReadOnlyList<EventRow> events, List<ChangeSet> sets, CancellationToken ct)
    {
        List<string> people = [.. Stakes.People(file).Concat(events.SelectMany(e => e.People())).Distinct(StringComparer.Ordinal)];
        var key = Keys.Stake(file.Head.Id);
        var rows = await tables.GetAllAsync(Keys.Index, [.. people.Select(p => (Keys.Stakes(tenant, p), key))], ct);
        foreach (var (person, row) in people.Zip(rows))
        {
            var partition = Keys.Stakes(tenant, person);
            if (row is not null && row.As(StoreJson.Default.StakeRow).Rev >= file.Rev)
            {
                continue;
            }

            var stake = Stakes.Of(file, person);
            var data = new StakeRow(Rows.V, file.Rev, stake is null ? time.GetUtcNow() : null, stake);
            sets.Add(new ChangeSet(Keys.Index, partition, [Rows.Over(row, key, Rows.Bytes(data, StoreJson.Default.StakeRow))]));
        }
    }

    /// <returns>What the names become; null when nobody would look for the customer in another way.</returns>
    private async ValueTask<(NameChange Change, CustomerName? Name)?> NamesAsync(string tenant, CustomerFile file, List<ChangeSet> sets, CancellationToken ct)
    {
        var partition = Keys.Names(tenant, file.Head.Id);
        var key = Keys.Name(file.Head.Id);
        var row = await tables.GetAsync(Keys.Index, partition, key, ct);
        var stored = row?.As(StoreJson.Default.NameRow);
        if (stored?.Rev >= file.Rev)
        {
            return null;
        }

        var name = file.MergedInto is null && !file.Erased ? Stakes.NameOf(file) : null;
        var data = new NameRow(Rows.V, file.Rev, name, name is null ? time.GetUtcNow() : null);
        (NameChange Change, CustomerName? Name)? renamed = null;
        if (stored is null || !NameLog.IsSame(stored.It, name))
        {
            var (change, set) = NameLog.Entry(tenant, file.Head.Id, file.Rev, time.GetUtcNow());
            sets.Add(set);
            renamed = (change, name);
        }

        sets.Add(new ChangeSet(Keys.Index, partition, [Rows.Over(row, key, Rows.Bytes(data, StoreJson.Default.NameRow))]));
        return renamed;
    }
}
