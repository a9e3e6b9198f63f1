using System.Text.Json.Nodes;
using CrmBot.Storage;

namespace CrmBot.Scheduler.Tests;

/// <summary>Tables that a deliberate bug gets its hands on: what a process asks and writes is changed on the way.</summary>
internal abstract class MutantTables(ITables inner) : ITables
{
    protected ITables Inner => inner;

    public virtual ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct) => inner.GetAsync(table, partitionKey, rowKey, ct);

    public virtual ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct) => inner.QueryAsync(range, take, next, ct);

    public virtual ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct) => inner.ApplyAsync(sets, ct);

    protected static bool IsHint(ChangeSet set) => set.Table == "work" && set.Changes[0] is Change.Insert;

    protected static bool IsHintsEnd(ChangeSet set) => set.Table == "work" && set.Changes[0] is Change.Delete;

    protected static bool IsCommit(ChangeSet set) => set.Table == "crm" && set.Changes.Any(c => c.RowKey == "head");

    protected static bool IsVoid(ChangeSet set) => set.Table == "crm" && set.Changes is [{ RowKey: var key }] && key.StartsWith("op|", StringComparison.Ordinal);

    protected static JsonObject Json(ReadOnlyMemory<byte> data) => JsonNode.Parse(data.Span)!.AsObject();

    protected static byte[] Bytes(JsonObject json) => System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());

    protected static JsonObject? Written(Change change) => change switch
    {
        Change.Insert c => Json(c.Data),
        Change.Replace c => Json(c.Data),
        Change.Put c => Json(c.Data),
        _ => null,
    };
}

/// <summary>Changes what is written, set by set; a set that becomes null counts as written.</summary>
internal sealed class Writes(ITables inner, Func<ChangeSet, ChangeSet?> change) : MutantTables(inner)
{
    public override async ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
    {
        List<ChangeSet> changed = [.. sets.Select(change).OfType<ChangeSet>().Where(s => s.Changes.Count > 0)];
        var applied = changed.Count == 0 ? new Applied(0) : await Inner.ApplyAsync(changed, ct);
        return applied.All ? new Applied(sets.Count) { Tags = changed.Count == sets.Count && changed.Zip(sets).All(p => p.First.Changes.Count == p.Second.Changes.Count) ? applied.Tags : null } : applied with { Standing = Math.Min(sets.Count - 1, applied.Standing + sets.Count - changed.Count) };
    }

    /// <summary>Each change of a set by itself; one that becomes null counts as written.</summary>
    public static Writes Each(ITables inner, Func<ChangeSet, Change, Change?> change) =>
        new(inner, set => set with { Changes = [.. set.Changes.Select(c => change(set, c)).OfType<Change>()] });
}

/// <summary>Changes what is read.</summary>
internal sealed class Reads(ITables inner, Func<string, Row, Row> change, Action<IReadOnlyList<ChangeSet>>? written = null) : MutantTables(inner)
{
    public override async ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct) =>
        await Inner.GetAsync(table, partitionKey, rowKey, ct) is { } row ? change(table, row) : null;

    public override async ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
    {
        var page = await Inner.QueryAsync(range, take, next, ct);
        return page with { Rows = [.. page.Rows.Select(r => change(range.Table, r))] };
    }

    public override ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
    {
        written?.Invoke(sets);
        return Inner.ApplyAsync(sets, ct);
    }

    /// <summary>The row with other content, under the version it has.</summary>
    public static Row With(Row row, Action<JsonObject> change)
    {
        var json = Json(row.Data);
        change(json);
        return row with { Data = Bytes(json) };
    }
}

/// <summary>Does a set of writes in another order, or at another time.</summary>
internal sealed class Reorders(ITables inner, Func<Reorders, IReadOnlyList<ChangeSet>, Task<Applied>> apply) : MutantTables(inner)
{
    public ITables Tables => Inner;

    /// <summary>What was set aside to be written later.</summary>
    public List<ChangeSet> Aside { get; } = [];

    public override async ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct) => await apply(this, sets);

    public static bool Hint(ChangeSet set) => IsHint(set);

    public static bool HintsEnd(ChangeSet set) => IsHintsEnd(set);

    public static bool Commit(ChangeSet set) => IsCommit(set);

    public static bool Void(ChangeSet set) => IsVoid(set);

    public static JsonObject? Content(Change change) => Written(change);
}

/// <summary>Reads of one kind are answered as things stood at an earlier call of the same process.</summary>
internal sealed class Stale(ITables inner, string table, Func<string, IReadOnlyList<ChangeSet>?, bool> taken, Func<int, bool> answered) : MutantTables(inner)
{
    private Dictionary<(string, string), Row>? _then;
    private int _asked;

    public override async ValueTask<Row?> GetAsync(string of, string partitionKey, string rowKey, CancellationToken ct)
    {
        await LookAsync(taken(of, null), ct);
        return of == table && _then is { } then && answered(_asked++) ? then.GetValueOrDefault((partitionKey, rowKey)) : await Inner.GetAsync(of, partitionKey, rowKey, ct);
    }

    public override async ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct)
    {
        if (range.Table != table || _then is not { } then || !answered(_asked++))
        {
            return await Inner.QueryAsync(range, take, next, ct);
        }

        var live = await Inner.QueryAsync(range, take, next, ct);
        return live with { Rows = [.. live.Rows.Select(r => then.GetValueOrDefault((r.PartitionKey, r.RowKey)) ?? r)] };
    }

    public override async ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct)
    {
        await LookAsync(taken("", sets), ct);
        return await Inner.ApplyAsync(sets, ct);
    }

    private async ValueTask LookAsync(bool now, CancellationToken ct)
    {
        if (now)
        {
            var page = await Inner.QueryAsync(new RowRange(table, "!", "~"), 1000, null, ct);
            _then = page.Rows.ToDictionary(r => (r.PartitionKey, r.RowKey));
            _asked = 0;
        }
    }
}
