using System.Text;
using System.Text.Json;

namespace CrmBot.Protocol;

/// <summary>Tolerant reading: whatever stands there is consumed, and what does not fit counts as absent.</summary>
internal static class JsonRead
{
    /// <summary>The name under the reader, unescaped.</summary>
    public static ReadOnlySpan<byte> Name(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;

    /// <summary>A string, or a number as its digits; null for anything else.</summary>
    public static string? Text(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.ValueIsEscaped ? reader.GetString() : Words.Of(reader.ValueSpan);
            case JsonTokenType.Number:
                return Encoding.UTF8.GetString(reader.ValueSpan);
            default:
                reader.Skip();
                return null;
        }
    }

    /// <summary>As <see cref="Text"/>, for what most activities of a bot have in common.</summary>
    public static string? Common(ref Utf8JsonReader reader) =>
        reader is { TokenType: JsonTokenType.String, ValueIsEscaped: false } ? SeenWords.Of(reader.ValueSpan) : Text(ref reader);

    /// <summary>True for <c>true</c> and <c>"true"</c>.</summary>
    public static bool Flag(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.True)
        {
            return true;
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.ValueTextEquals("true"u8) || reader.ValueTextEquals("True"u8);
        }

        reader.Skip();
        return false;
    }

    /// <summary>Whether an object begins; anything else is consumed.</summary>
    public static bool BeginsObject(ref Utf8JsonReader reader) => Begins(ref reader, JsonTokenType.StartObject);

    /// <summary>Whether an array begins; anything else is consumed.</summary>
    public static bool BeginsArray(ref Utf8JsonReader reader) => Begins(ref reader, JsonTokenType.StartArray);

    /// <summary>A copy of the value that began at <paramref name="start"/> and has just been consumed; null for JSON null.</summary>
    public static RawJson? Slice(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, int start) =>
        reader.TokenType == JsonTokenType.Null ? null : new RawJson(json[start..(int)reader.BytesConsumed].ToArray());

    private static bool Begins(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (reader.TokenType == token)
        {
            return true;
        }

        reader.Skip();
        return false;
    }
}
