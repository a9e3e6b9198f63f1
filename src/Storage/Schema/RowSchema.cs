using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace CrmBot.Storage;

/// <summary>
/// Rows of every version that was ever written, as today's types. A row carries its version as <c>v</c>.
/// <list type="bullet">
/// <item>An optional member may be added without a version when its absence means the right thing in every old row. An older
/// bot refuses the rows that hold it, because it would lose the member when it writes them again.</item>
/// <item>Any other change of a stored shape is a version: a step here that makes the newer row of an older one, and the new
/// number (<see cref="VersionOf"/>) where the row is written. Steps stay for ever.</item>
/// <item>A row of a higher version than is known is refused, never guessed at. While a company's bots are being replaced one
/// by one, the older ones answer nothing about such a row, write nothing over it, and leave its hints to the newer ones.</item>
/// </list>
/// </summary>
public static class RowSchema
{
    /// <summary>Steps of a type by its version: the first makes version 2 of version 1. A type that is not named is at version 1.</summary>
    private static readonly FrozenDictionary<Type, Action<JsonObject>[]> Steps = FrozenDictionary<Type, Action<JsonObject>[]>.Empty;

    // How a row of version 1 begins: V is the first member of its record, and the first that is written.
    private static ReadOnlySpan<byte> First => "{\"v\":1,"u8;

    /// <summary>The version that is written today.</summary>
    public static int VersionOf(Type row) => Steps.TryGetValue(row, out var steps) ? steps.Length + 1 : 1;

    /// <param name="unsaid">The version of a row that names none; 0 where every row names one.</param>
    /// <exception cref="UnreadableRowException">The row is of a newer version, holds members that are not known, or is no such row.</exception>
    public static T Read<T>(Row row, JsonTypeInfo<T> type, int unsaid = 0) =>
        Read(row, type, Steps.GetValueOrDefault(typeof(T)) ?? [], unsaid);

    internal static T Read<T>(Row row, JsonTypeInfo<T> type, IReadOnlyList<Action<JsonObject>> steps, int unsaid = 0)
    {
        try
        {
            var data = row.Data.Span;
            var version = data.StartsWith(First) ? 1 : Version(data) ?? unsaid;
            var known = steps.Count + 1;
            if (version < 1 || version > known)
            {
                throw Unreadable<T>(row, version < 1
                    ? "names no version"
                    : $"is of version {version}, and this bot knows version {known}: a newer bot wrote it. Replace this bot by that one", null);
            }

            return (version == known ? JsonSerializer.Deserialize(data, type) : Upgraded(data, version, steps).Deserialize(type))
                ?? throw Unreadable<T>(row, "holds null", null);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw Unreadable<T>(row, "holds what this bot does not know; it may be of a newer bot", fault);
        }
    }

    private static JsonObject Upgraded(ReadOnlySpan<byte> data, int version, IReadOnlyList<Action<JsonObject>> steps)
    {
        var reader = new Utf8JsonReader(data);
        var row = JsonNode.Parse(ref reader)!.AsObject();
        for (var v = version; v <= steps.Count; v++)
        {
            steps[v - 1](row);
            row["v"] = v + 1;
        }

        return row;
    }

    /// <summary>Null when it names none, 0 when that is no number.</summary>
    private static int? Version(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isVersion = reader.ValueTextEquals("v"u8);
            reader.Read();
            if (isVersion)
            {
                return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var version) ? version : 0;
            }

            reader.Skip();
        }

        return null;
    }

    private static UnreadableRowException Unreadable<T>(Row row, string why, Exception? fault)
    {
        var sentence = $"Row {row.RowKey} of {row.PartitionKey} ({typeof(T).Name}) {why}.";
        return fault is null ? new UnreadableRowException(sentence) : new UnreadableRowException(sentence, fault);
    }
}
