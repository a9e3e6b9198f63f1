namespace CrmBot.Storage.Tests.Stores;

/// <summary>The process died.</summary>
internal sealed class CrashException : Exception;

/// <summary>
/// The calls of one process on shared tables, one change set at a time, so that it can die between any two of them: the
/// first <paramref name="lives"/> calls succeed, every later one throws.
/// </summary>
internal sealed class CutTables(ITables inner, int lives, Func<Exception>? with = null) : ITables
{
    private int _calls;

    public int Calls => _calls;

    public bool Died => _calls > lives;

    /// <summary>Numbers of calls made before each that wrote; for one caller at a time.</summary>
    public List<int> Writes { get; } = [];

    public async ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct)
    {
        Step();
        return await inner.GetAsync(table, partitionKey, rowKey, ct);
    }

    public async ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
    {
        Step();
        return await inner.QueryAsync(range, take, next, ct);
    }

    public async ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
    {
        for (var i = 0; i < sets.Count; i++)
        {
            Step();
            Writes.Add(_calls - 1);
            var one = await inner.ApplyAsync([sets[i]], ct);
            if (!one.All)
            {
                return one with { Standing = i };
            }
        }

        return new Applied(sets.Count);
    }

    private void Step()
    {
        if (Interlocked.Increment(ref _calls) > lives)
        {
            throw with?.Invoke() ?? new CrashException();
        }
    }
}
