using CrmBot.Storage;

namespace CrmBot.Scheduler.Tests.Simulation;

/// <summary>The tables as one process has them: each call takes its time, and before or after it anything may go wrong.</summary>
internal sealed class FaultyTables(ITables inner, Life life, VirtualTime time, Faults faults, Witness witness) : ITables
{
    private const double Usual = 0.0015;

    // A poll asks so often that it would have all the faults.
    private const double Poll = 0.00005;
    private const double PollTakesTime = 0.05;

    public async ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct)
    {
        var fault = await BeforeAsync("get", partitionKey, Usual);
        var row = await inner.GetAsync(table, partitionKey, rowKey, ct);
        await AfterAsync(fault);
        return row;
    }

    public async ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
    {
        var isPoll = range.Table is "due" or "work";
        if (isPoll && !faults.Chance(PollTakesTime))
        {
            return await inner.QueryAsync(range, take, next, ct);
        }

        var fault = await BeforeAsync("query", range.FromPartition, isPoll ? Poll / PollTakesTime : Usual);
        var page = await inner.QueryAsync(range, take, next, ct);
        await AfterAsync(fault);
        return page;
    }

    // One by one, as the table service has it.
    public async ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
    {
        Applied one = default;
        for (var i = 0; i < sets.Count; i++)
        {
            var fault = await BeforeAsync("apply", sets[i].PartitionKey, Usual);
            if (fault == Fault.LateAfter)
            {
                await LateAsync(sets[i]);
            }

            one = await inner.ApplyAsync([sets[i]], ct);
            if (one.All)
            {
                witness.Wrote(sets[i]);
            }

            await AfterAsync(fault);
            if (!one.All)
            {
                return one with { Standing = i };
            }
        }

        return sets.Count == 1 ? one : new Applied(sets.Count);
    }

    /// <summary>The caller is told that the store is down, and the write takes effect after all.</summary>
    private async ValueTask LateAsync(ChangeSet set)
    {
        time.At(time.Now + faults.Between(0, 30), () =>
        {
            // Tables in memory answer at once.
            if (inner.ApplyAsync([set], CancellationToken.None).AsTask().GetAwaiter().GetResult().All)
            {
                witness.Wrote(set);
            }
        });
        await life.AwakeAsync();
        throw new StorageUnavailableException("no answer");
    }

    /// <summary>Ends when the call reaches the store.</summary>
    private async ValueTask<Fault> BeforeAsync(string what, string key, double rate)
    {
        var fault = faults.Next(rate);
        faults.Note(time.Now, life.Nth, what, key);
        await life.BefallAsync(fault, faults);
        await life.ReachAsync(faults, faults.Between(0.001, 0.02));

        if (fault == Fault.DownBefore)
        {
            await life.AwakeAsync();
            throw new StorageUnavailableException("down");
        }

        return fault;
    }

    private async ValueTask AfterAsync(Fault fault)
    {
        switch (fault)
        {
            case Fault.CrashAfter:
                life.Crash();
                break;
            case Fault.StallAfter:
                life.Stall(faults.Stall());
                break;
            case Fault.LostAfter:
                await time.After(faults.Between(1, 30));
                await life.AwakeAsync();
                throw new StorageUnavailableException("no answer");
        }

        await life.AwakeAsync();
    }
}
