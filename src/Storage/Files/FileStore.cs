using System.Runtime.CompilerServices;

namespace CrmBot.Storage;

/// <summary>What is known of a file that waits in the store.</summary>
/// <param name="PersonId">Whose it is.</param>
/// <param name="MadeAt">Machine time.</param>
/// <param name="About">JSON of whoever keeps it.</param>
public sealed record FileHead(string Id, string PersonId, DateTimeOffset MadeAt, string About);

/// <summary>
/// Contents of files that people moved in, for as long as they are worked on: rows in parts, each a JSON object that the keeper makes.
/// A part holds what customers said, so all of a file goes when it is done with, and at the latest with the sweep.
/// </summary>
public sealed class FileStore
{
    /// <summary>What a part may have in bytes, at most; a row of the store has room for it.</summary>
    public const int PartBytes = 800 * 1024;

    private readonly ITables _tables;
    private readonly TimeProvider _machine;

    public FileStore(ITables tables, TimeProvider machine) => (_tables, _machine) = (tables, machine);

    /// <summary>Writes over the head of the same id.</summary>
    public async ValueTask PutAsync(string tenant, string id, string personId, string about, CancellationToken ct)
    {
        var head = new FileHead(id, personId, _machine.GetUtcNow(), about);
        await PutAsync(tenant, id, Keys.FileHead, Rows.Bytes(new Kept<FileHead>(Rows.V, 1, head), StoreJson.Default.KeptFileHead), ct);
    }

    public async ValueTask<FileHead?> GetAsync(string tenant, string id, CancellationToken ct) =>
        (await _tables.GetAsync(Keys.Files, Keys.File(tenant, id), Keys.FileHead, ct))?.As(StoreJson.Default.KeptFileHead).It;

    /// <summary>Writes over the part of the same section and number.</summary>
    /// <param name="section">A lower case letter.</param>
    public ValueTask PutPartAsync(string tenant, string id, char section, int number, ReadOnlyMemory<byte> json, CancellationToken ct) =>
        PutAsync(tenant, id, Keys.FilePart(section, number), json, ct);

    public async ValueTask<ReadOnlyMemory<byte>?> PartAsync(string tenant, string id, char section, int number, CancellationToken ct) =>
        (await _tables.GetAsync(Keys.Files, Keys.File(tenant, id), Keys.FilePart(section, number), ct))?.Data;

    /// <summary>The parts of a section in the order of their numbers, a few at a time.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> PartsAsync(string tenant, string id, char section, [EnumeratorCancellation] CancellationToken ct)
    {
        string? next = null;
        do
        {
            var page = await _tables.QueryAsync(RowRange.Prefix(Keys.Files, Keys.File(tenant, id), Keys.FileParts(section)), 4, next, ct);
            foreach (var row in page.Rows)
            {
                yield return row.Data;
            }

            next = page.Next;
        }
        while (next is not null);
    }

    /// <summary>Removes a section; what is gone already is no fault.</summary>
    public ValueTask RemovePartsAsync(string tenant, string id, char section, CancellationToken ct) =>
        RemoveAsync(_tables, RowRange.Prefix(Keys.Files, Keys.File(tenant, id), Keys.FileParts(section)), ct);

    /// <summary>Removes a file, its head last.</summary>
    public ValueTask RemoveAsync(string tenant, string id, CancellationToken ct) => RemoveAsync(_tables, Keys.File(tenant, id), ct);

    internal static async ValueTask RemoveAsync(ITables tables, string partition, CancellationToken ct)
    {
        await RemoveAsync(tables, new RowRange(Keys.Files, partition, null, null, Keys.FileHead), ct);
        await RemoveAsync(tables, new RowRange(Keys.Files, partition), ct);
    }

    /// <summary>Removes what was put longer ago than this (machine time), of every tenant; the number of files.</summary>
    public async ValueTask<int> SweepAsync(TimeSpan age, CancellationToken ct)
    {
        var removed = 0;
        foreach (var row in await _tables.AllAsync(new RowRange(Keys.Files, Keys.FirstPartition, Keys.PartitionsEnd, Keys.FileHead, Keys.AfterFileHead), ct))
        {
            if (_machine.GetUtcNow() - row.As(StoreJson.Default.KeptFileHead).It.MadeAt > age)
            {
                await RemoveAsync(_tables, row.PartitionKey, ct);
                removed++;
            }
        }

        return removed;
    }

    private static async ValueTask RemoveAsync(ITables tables, RowRange range, CancellationToken ct)
    {
        while (await tables.QueryAsync(range, 20, null, ct) is { Rows.Count: > 0 } page)
        {
            await tables.ApplyAsync([.. page.Rows.Select(r => new ChangeSet(Keys.Files, r.PartitionKey, [new Change.Delete(r.RowKey, null)]))], ct);
        }
    }

    private async ValueTask PutAsync(string tenant, string id, string key, ReadOnlyMemory<byte> json, CancellationToken ct) =>
        await _tables.ApplyAsync(new ChangeSet(Keys.Files, Keys.File(tenant, id), [new Change.Put(key, json)]), ct);
}
