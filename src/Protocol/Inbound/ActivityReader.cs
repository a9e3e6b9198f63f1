using System.Text.Json;
using System.Text.Unicode;

namespace CrmBot.Protocol;

/// <summary>Reads an activity from UTF-8 JSON. Never throws, whatever the bytes are.</summary>
public static class ActivityReader
{
    /// <summary>Deepest nesting that is read; anything deeper is malformed.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>
    /// Malformed unless the body is one JSON object with a type, a channelId and a conversation id.
    /// Of a name given twice the last one counts. The result keeps no reference to <paramref name="utf8"/>.
    /// </summary>
    public static ActivityParse Parse(ReadOnlyMemory<byte> utf8) => Parse(utf8.Span);

    internal static ActivityParse Parse(ReadOnlySpan<byte> json)
    {
        if (json.StartsWith("\uFEFF"u8))
        {
            json = json[3..];
        }

        if (!Utf8.IsValid(json))
        {
            return new ActivityParse.Malformed("the body is not UTF-8");
        }

        json = LoneSurrogates.Repaired(json);
        var fields = default(ActivityFields);
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return new ActivityParse.Malformed("the body is not a JSON object");
            }

            fields.Read(ref reader, json);
            while (reader.Read())
            {
                // Nothing may follow: the reader throws on anything but white space.
            }
        }
        catch (JsonException fault)
        {
            return new ActivityParse.Malformed($"the body is not JSON that can be read (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine})");
        }

        return fields.ToActivity();
    }
}
