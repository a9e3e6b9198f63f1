using System.Text.Json;

namespace CrmBot.Storage;

/// <summary>
/// Files that people moved in and that still wait, or whose faults can still be fetched: one that names what is erased goes as a
/// whole, for taking its rows would bring it back.
/// </summary>
internal sealed class FilesAbout(ITables tables)
{
    private const int PartsAtOnce = 4;

    /// <param name="personId">Whose files go whatever they say; null for nobody's.</param>
    /// <returns>How many were removed.</returns>
    public async ValueTask<int> RemoveAsync(string tenant, IReadOnlyList<string> words, string? personId, CancellationToken ct)
    {
        var (redaction, removed) = (new Redaction(words), 0);
        foreach (var head in await tables.AllAsync(Keys.FilesOf(tenant), ct))
        {
            if (head.As(StoreJson.Default.KeptFileHead).It.PersonId == personId || await TellsAsync(head.PartitionKey, redaction, ct))
            {
                await FileStore.RemoveAsync(tables, head.PartitionKey, ct);
                removed++;
            }
        }

        return removed;
    }

    private async ValueTask<bool> TellsAsync(string partition, Redaction words, CancellationToken ct)
    {
        string? next = null;
        do
        {
            var page = await tables.QueryAsync(new RowRange(Keys.Files, partition), PartsAtOnce, next, ct);
            if (page.Rows.Any(r => Tells(r.Data.Span, words)))
            {
                return true;
            }

            next = page.Next;
        }
        while (next is not null);

        return false;
    }

    // What the keeper says of a file is JSON in a text of the head; its texts are read as they stand in it.
    internal static bool Tells(ReadOnlySpan<byte> json, Redaction words)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.GetString() is { } said
                && (words.Finds(said) || (said.StartsWith('{') && TellsInside(said, words))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TellsInside(string said, Redaction words)
    {
        try
        {
            return Tells(System.Text.Encoding.UTF8.GetBytes(said), words);
        }
        catch (JsonException)
        {
            // A cell that begins like JSON and is none; it was looked at as it stands.
            return false;
        }
    }
}
