using System.Buffers;
using System.Text.Json;

namespace CrmBot.Storage;

/// <summary>
/// A row as an entity: its content in the binary properties <c>D0</c> to <c>D14</c>, 64 KiB each, and in <c>W</c> the id of
/// the write that wrote it. Binary, because a text counts two bytes a character of the entity's 1 MiB, and because what is
/// read is then byte for byte what was written.
/// </summary>
internal static class EntityLayout
{
    private const int ChunkBytes = 64 * 1024;
    private const int Chunks = (Limits.RowBytes + ChunkBytes - 1) / ChunkBytes;

    private static readonly JsonEncodedText[] Names = [.. Enumerable.Range(0, Chunks).Select(i => JsonEncodedText.Encode($"D{i}"))];
    private static readonly JsonEncodedText[] Types = [.. Enumerable.Range(0, Chunks).Select(i => JsonEncodedText.Encode($"D{i}@odata.type"))];
    private static readonly JsonEncodedText Binary = JsonEncodedText.Encode("Edm.Binary");

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    /// <summary>About how long the text of so much content is.</summary>
    public static int LengthOf(int bytes) => (bytes + 2) / 3 * 4 + 128 + bytes / ChunkBytes * 64;

    /// <summary>One line of JSON.</summary>
    /// <param name="keys">The keys, where the address does not name them.</param>
    public static void Write(IBufferWriter<byte> text, ReadOnlySpan<byte> data, string writeId, (string Partition, string Row)? keys)
    {
        var json = writer ??= new Utf8JsonWriter(Stream.Null);
        json.Reset(text);
        json.WriteStartObject();
        if (keys is var (partition, row))
        {
            json.WriteString("PartitionKey"u8, partition);
            json.WriteString("RowKey"u8, row);
        }

        json.WriteString("W"u8, writeId);
        for (var i = 0; i * ChunkBytes < data.Length; i++)
        {
            json.WriteString(Types[i], Binary);
            json.WriteBase64String(Names[i], data[(i * ChunkBytes)..Math.Min(data.Length, (i + 1) * ChunkBytes)]);
        }

        json.WriteEndObject();
        json.Flush();
        json.Reset(Stream.Null);
    }

    /// <summary>The one entity of an answer.</summary>
    public static StoredEntity Read(ReadOnlySpan<byte> answer)
    {
        var reader = new Utf8JsonReader(answer);
        reader.Read();
        return Read(ref reader);
    }

    /// <summary>The entities of a query's answer.</summary>
    public static List<StoredEntity> ReadAll(ReadOnlySpan<byte> answer)
    {
        var entities = new List<StoredEntity>();
        var reader = new Utf8JsonReader(answer);
        var isList = false;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("value"u8))
            {
                isList = reader.Read() && reader.TokenType == JsonTokenType.StartArray;
                while (isList && reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                {
                    entities.Add(Read(ref reader));
                }
            }
        }

        return isList ? entities : throw new JsonException("This is no list of entities.");
    }

    private static StoredEntity Read(ref Utf8JsonReader reader)
    {
        string? partition = null, row = null, etag = null, writeId = null;
        var chunks = default(byte[]?[]);
        var first = default(byte[]);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("PartitionKey"u8))
            {
                partition = Text(ref reader);
            }
            else if (reader.ValueTextEquals("RowKey"u8))
            {
                row = Text(ref reader);
            }
            else if (reader.ValueTextEquals("odata.etag"u8))
            {
                etag = Text(ref reader);
            }
            else if (reader.ValueTextEquals("W"u8))
            {
                writeId = Text(ref reader);
            }
            else if (ChunkOf(ref reader) is var chunk && chunk >= 0)
            {
                reader.Read();
                var bytes = reader.GetBytesFromBase64();
                if (chunk == 0)
                {
                    first = bytes;
                }
                else
                {
                    (chunks ??= new byte[]?[Chunks])[chunk] = bytes;
                }
            }
            else
            {
                reader.Skip();
            }
        }

        return partition is null || row is null || etag is null || !ETags.IsOurs(new ETag(etag))
            ? throw new JsonException("An entity lacks its keys or its version.")
            : new StoredEntity(new Row(partition, row, new ETag(etag), Joined(first, chunks)), writeId);
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    private static int ChunkOf(ref Utf8JsonReader reader)
    {
        var name = reader.ValueSpan;
        return name.Length is 2 or 3 && name[0] == 'D' && System.Buffers.Text.Utf8Parser.TryParse(name[1..], out int chunk, out var used)
            && used == name.Length - 1 && chunk is >= 0 and < Chunks ? chunk : -1;
    }

    private static byte[] Joined(byte[]? first, byte[]?[]? others)
    {
        if (others is null)
        {
            return first ?? [];
        }

        others[0] = first;
        var count = Array.FindLastIndex(others, chunk => chunk is not null) + 1;
        return others.Take(count).Contains(null)
            ? throw new JsonException("An entity lacks a part of its content.")
            : [.. others.Take(count).SelectMany(chunk => chunk!)];
    }
}

/// <param name="WriteId">Of the write that wrote it; null when another program did.</param>
internal readonly record struct StoredEntity(Row Row, string? WriteId);
