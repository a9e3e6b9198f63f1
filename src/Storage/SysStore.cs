namespace CrmBot.Storage;

/// <summary>Small texts that the product keeps about itself, such as the offset of people's clock.</summary>
public sealed class SysStore
{
    private readonly ITables _tables;

    public SysStore(ITables tables) => _tables = tables;

    public async ValueTask<string?> GetAsync(string partition, string key, CancellationToken ct) =>
        (await _tables.GetAsync(Keys.Sys, Keys.Part(partition), Keys.Part(key), ct))?.As(StoreJson.Default.TextRow).Text;

    /// <summary>Keeps a text where none stands; the one that stands afterwards, whoever wrote it.</summary>
    public async ValueTask<string> KeepAsync(string partition, string key, string value, CancellationToken ct)
    {
        var data = Rows.Bytes(new TextRow(Rows.V, value), StoreJson.Default.TextRow);
        await _tables.ApplyAsync(new ChangeSet(Keys.Sys, Keys.Part(partition), [new Change.Insert(Keys.Part(key), data)]), ct);
        return await GetAsync(partition, key, ct) ?? throw new InvalidDataException("A text that was kept is gone.");
    }

    /// <summary>The last writer wins.</summary>
    public async ValueTask PutAsync(string partition, string key, string value, CancellationToken ct)
    {
        var data = Rows.Bytes(new TextRow(Rows.V, value), StoreJson.Default.TextRow);
        await _tables.ApplyAsync(new ChangeSet(Keys.Sys, Keys.Part(partition), [new Change.Put(Keys.Part(key), data)]), ct);
    }
}
