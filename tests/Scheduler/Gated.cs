using CrmBot.Storage;

namespace CrmBot.Scheduler.Tests;

/// <summary>
/// A process whose every storage call and send waits for its turn, so that a test decides how two processes interleave and
/// where one dies.
/// </summary>
internal sealed class Gate : IDisposable
{
    private readonly SemaphoreSlim _turn = new(0);
    private readonly SemaphoreSlim _asks = new(0);
    private volatile bool _over;
    private Task _work = Task.CompletedTask;

    public void Begin(Func<Task> work) => _work = Task.Run(async () =>
    {
        try
        {
            await work();
        }
        finally
        {
            _over = true;
            _asks.Release();
        }
    });

    /// <summary>What the call is that it has stopped before: <c>read</c>, <c>write</c> or <c>send</c>.</summary>
    public string Next { get; private set; } = "";

    public async Task WaitAsync(string call)
    {
        Next = call;
        _asks.Release();
        await _turn.WaitAsync();
    }

    /// <summary>Lets it make this many calls; it stops before the next one. False when it ended before.</summary>
    public async Task<bool> StepAsync(int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            await _asks.WaitAsync();
            if (_over)
            {
                _asks.Release();
                return false;
            }

            _turn.Release();
        }

        // Waits until the last call is done, so that the other process acts after it.
        await _asks.WaitAsync();
        _asks.Release();
        return !_over;
    }

    /// <summary>Lets it run to its end.</summary>
    public async Task FinishAsync()
    {
        while (await StepAsync(1))
        {
        }

        await _work;
    }

    // A process that died waits for its turn for ever, and is collected.
    public void Dispose()
    {
        _turn.Dispose();
        _asks.Dispose();
    }
}

internal sealed class GatedTables(ITables inner, Gate gate) : ITables
{
    public async ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct)
    {
        await gate.WaitAsync("read");
        return await inner.GetAsync(table, partitionKey, rowKey, ct);
    }

    // A scan of the due shards is one step, so that the schedules stay few.
    public async ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
    {
        if (range.Table == "crm" || range.FromPartition == "000|")
        {
            await gate.WaitAsync("read");
        }

        return await inner.QueryAsync(range, take, next, ct);
    }

    public async ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
    {
        Applied one = default;
        for (var i = 0; i < sets.Count; i++)
        {
            await gate.WaitAsync("write");
            one = await inner.ApplyAsync([sets[i]], ct);
            if (!one.All)
            {
                return one with { Standing = i };
            }
        }

        return sets.Count == 1 ? one : new Applied(sets.Count);
    }
}

/// <summary>The same where the sets of one call are written together, as on SQLite: one step.</summary>
internal sealed class GatedAtOnce(ITables inner, Gate gate) : ITables, ISavesWrites
{
    private readonly GatedTables reads = new(inner, gate);

    public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct) => reads.GetAsync(table, partitionKey, rowKey, ct);

    public ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct) => reads.QueryAsync(range, take, next, ct);

    public async ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
    {
        await gate.WaitAsync("write");
        return await inner.ApplyAsync(sets, ct);
    }

    // Never written: the process that hands it over may die before.
    public void ApplyLater(ChangeSet set)
    {
    }
}

internal sealed class GatedChannel(IPromptDelivery inner, Gate gate) : IPromptDelivery
{
    public async ValueTask<Delivered> DeliverAsync(DueBatch batch, CancellationToken ct)
    {
        await gate.WaitAsync("send");
        return await inner.DeliverAsync(batch, ct);
    }
}
