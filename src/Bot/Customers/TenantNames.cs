using System.Collections.Concurrent;
using CrmBot.Bot.Conversation;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Customers;

/// <summary>The names of one tenant's customers, kept true by the log of their changes.</summary>
internal sealed class TenantNames(string tenant, NameLog log, TimeProvider machine, ILogger logger) : IDisposable
{
    /// <summary>Younger than this the names are looked up as they are.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    /// <summary>Older than this they are no answer, even while the store is away.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan PruneEvery = TimeSpan.FromHours(1);

    // Reading so many customers one by one costs more than reading all names of a tenant by the page.
    private const int MostReadSingly = 2000;

    private const int MostHeard = 20_000;

    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly ConcurrentQueue<(NameChange Change, NamesAt Names)> heard = new();
    private readonly Dictionary<string, DateTimeOffset> applied = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NameChange> awaited = new(StringComparer.Ordinal);
    private volatile NameBook? book;
    private volatile bool missed;
    private long readAt;
    private DateTimeOffset readOn;
    private long? prunedAt;

    /// <summary>What this process wrote itself.</summary>
    public void Heard(NameChange change, CustomerName? name)
    {
        // Nobody looks anything up while very much is written: then it is read anew when somebody does.
        if (heard.Count >= MostHeard)
        {
            missed = true;
            heard.Clear();
        }

        heard.Enqueue((change, new NamesAt(change.CustomerId, change.Rev, name)));
    }

    /// <exception cref="StorageUnavailableException">The names are too old, and the store does not answer.</exception>
    public async ValueTask<NameIndex> NowAsync(CancellationToken ct)
    {
        if (book is { } ready && heard.IsEmpty && !missed && machine.GetElapsedTime(Volatile.Read(ref readAt)) < Fresh)
        {
            return ready.Index;
        }

        await gate.WaitAsync(ct);
        try
        {
            var age = machine.GetElapsedTime(readAt);
            if (book is null || missed || age > NameLog.LoadAfter || machine.GetUtcNow() - readOn > NameLog.LoadAfter)
            {
                await LoadAsync(ct);
            }
            else if (age >= Fresh)
            {
                await RefreshAsync(age, ct);
            }

            Hear();
            return book!.Settle();
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async ValueTask RefreshAsync(TimeSpan age, CancellationToken ct)
    {
        try
        {
            await ReadAsync(ct);
        }
        catch (StorageUnavailableException outage) when (age < Stale)
        {
            logger.NamesNotRefreshed(age.TotalSeconds, outage);
        }
    }

    private async ValueTask LoadAsync(CancellationToken ct)
    {
        var (at, on) = (machine.GetTimestamp(), machine.GetUtcNow());
        var again = missed;
        missed = false;
        try
        {
            await LoadAsync(at, on, ct);
        }
        catch
        {
            missed = again;
            throw;
        }
    }

    private async ValueTask LoadAsync(long at, DateTimeOffset on, CancellationToken ct)
    {
        var fresh = new NameBook();
        var all = new List<NamesAt>();
        await foreach (var one in log.AllAsync(tenant, ct))
        {
            all.Add(one);
        }

        fresh.Fill(all);
        applied.Clear();
        awaited.Clear();
        book = fresh;
        Read(at, on);
        logger.NamesLoaded(all.Count, machine.GetElapsedTime(at).TotalMilliseconds);
    }

    private async ValueTask ReadAsync(CancellationToken ct)
    {
        var (at, on) = (machine.GetTimestamp(), machine.GetUtcNow());
        var since = readOn - NameLog.Overlap;
        var changes = (await log.SinceAsync(tenant, since, ct)).Where(c => !applied.ContainsKey(c.Key)).Concat(awaited.Values).ToList();
        var byCustomer = changes.GroupBy(c => c.CustomerId, StringComparer.Ordinal).ToList();
        if (byCustomer.Count > MostReadSingly)
        {
            await LoadAsync(ct);
            return;
        }

        var found = await log.GetAsync(tenant, [.. byCustomer.Select(c => c.Key)], ct);
        foreach (var (customer, names) in byCustomer.Zip(found))
        {
            // The log is written before the names: a row of a lower revision is about to be written, or the relay will write it.
            var (there, missing) = (customer.Where(c => c.Rev <= names?.Rev).ToList(), customer.Where(c => !(c.Rev <= names?.Rev)).ToList());
            there.ForEach(c => applied[c.Key] = c.At);
            awaited.Remove(customer.Key);
            if (missing.Count > 0)
            {
                awaited[customer.Key] = missing.MaxBy(c => c.Rev)!;
            }
        }

        book!.Put([.. found.OfType<NamesAt>()]);
        foreach (var old in applied.Where(a => a.Value < since).Select(a => a.Key).ToList())
        {
            applied.Remove(old);
        }

        Read(at, on);
        await PruneAsync(ct);
    }

    /// <summary>When what is known now was read: before the reading, not after.</summary>
    private void Read(long at, DateTimeOffset on)
    {
        readOn = on;
        Volatile.Write(ref readAt, at);
    }

    private void Hear()
    {
        var some = new List<NamesAt>();
        while (heard.TryDequeue(out var one))
        {
            applied[one.Change.Key] = one.Change.At;
            some.Add(one.Names);
        }

        book!.Put(some);
    }

    private async ValueTask PruneAsync(CancellationToken ct)
    {
        if (prunedAt is { } last && machine.GetElapsedTime(last) < PruneEvery)
        {
            return;
        }

        prunedAt = machine.GetTimestamp();
        await log.PruneAsync(tenant, ct);
    }
}
