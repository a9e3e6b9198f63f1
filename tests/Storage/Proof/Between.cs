namespace CrmBot.Storage.Tests.Proof;

/// <summary>Tables on which something else happens, once, before the call that follows the first <paramref name="after"/> ones.</summary>
internal sealed class Between(ITables inner, int after, Func<Task> happens) : ITables
{
    private int _calls;

    public async ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct)
    {
        await StepAsync();
        return await inner.GetAsync(table, partitionKey, rowKey, ct);
    }

    public async ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
    {
        await StepAsync();
        return await inner.QueryAsync(range, take, next, ct);
    }

    public async ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
    {
        for (var i = 0; i < sets.Count; i++)
        {
            await StepAsync();
            var one = await inner.ApplyAsync([sets[i]], ct);
            if (!one.All)
            {
                return one with { Standing = i };
            }
        }

        return new Applied(sets.Count);
    }

    private Task StepAsync() => Interlocked.Increment(ref _calls) == after + 1 ? happens() : Task.CompletedTask;
}
