namespace CrmBot.Storage;

/// <summary>That a copy into this store was begun and has not been found equal yet.</summary>
/// <param name="Source">Hash of the source's name.</param>
/// <param name="Table">The table that is being copied.</param>
/// <param name="Next">Where its next page begins, in the source's own words; null at its beginning.</param>
/// <param name="Rows">Rows of that table before it.</param>
internal sealed record CopyRow(int V, string Source, string Table, string? Next, long Rows);

/// <summary>The mark of an unfinished copy: the one row of the target that is not of the source.</summary>
public sealed class CopyMark
{
    internal const string Partition = "copy";
    private const string Key = "mark";
    private readonly ITables _tables;

    public CopyMark(ITables tables) => _tables = tables;

    /// <summary>True when a copy into this store was begun and not brought to its end: no bot may work on it.</summary>
    public async ValueTask<bool> StandsAsync(CancellationToken ct) => await ReadAsync(ct) is not null;

    internal static bool IsMark(string table, Row row) => table == Keys.Sys && row.PartitionKey == Partition;

    internal async ValueTask<CopyRow?> ReadAsync(CancellationToken ct) =>
        (await _tables.GetAsync(Keys.Sys, Partition, Key, ct))?.As(StoreJson.Default.CopyRow);

    internal async ValueTask WriteAsync(CopyRow mark, CancellationToken ct) =>
        await _tables.ApplyAsync(new ChangeSet(Keys.Sys, Partition, [new Change.Put(Key, Rows.Bytes(mark, StoreJson.Default.CopyRow))]), ct);

    internal async ValueTask RemoveAsync(CancellationToken ct) =>
        await _tables.ApplyAsync(new ChangeSet(Keys.Sys, Partition, [new Change.Delete(Key, null)]), ct);
}
