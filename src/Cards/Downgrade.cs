using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CrmBot.Cards;

/// <summary>Makes a card fit for channels that do not know <c>Action.Execute</c>, such as Web Chat over Direct Line.</summary>
public static class Downgrade
{
    /// <summary>
    /// Every <c>Action.Execute</c>, wherever it stands, becomes an <c>Action.Submit</c> whose data also carries
    /// <c>"verb"</c>; its fallback and the card's <c>refresh</c> are dropped. All else stays, in its order.
    /// </summary>
    /// <exception cref="JsonException">The card is not JSON.</exception>
    public static ReadOnlyMemory<byte> ToSubmit(ReadOnlyMemory<byte> card)
    {
        var output = new ArrayBufferWriter<byte>(card.Length + 256);
        var reader = new Utf8JsonReader(card.Span, new JsonReaderOptions { MaxDepth = 200 });
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            SkipValidation = true,
        }))
        {
            reader.Read();
            Copy(ref reader, writer);
        }

        return output.WrittenMemory;
    }

    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                CopyObject(ref reader, writer);
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    Copy(ref reader, writer);
                }

                writer.WriteEndArray();
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(reader.GetString());
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }

    private static void CopyObject(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        var (type, verb) = Look(reader);
        var isExecute = type == "Action.Execute";
        var hasData = false;
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            if ((isExecute && name is "verb" or "fallback") || (type == "AdaptiveCard" && name == "refresh"))
            {
                reader.Skip();
                continue;
            }

            writer.WritePropertyName(name);
            if (isExecute && name == "type")
            {
                writer.WriteStringValue("Action.Submit");
            }
            else if (isExecute && name == "data")
            {
                hasData = true;
                CopyData(ref reader, writer, verb);
            }
            else
            {
                Copy(ref reader, writer);
            }
        }

        if (isExecute && !hasData)
        {
            writer.WriteStartObject("data");
            writer.WriteString("verb", verb);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void CopyData(ref Utf8JsonReader reader, Utf8JsonWriter writer, string? verb)
    {
        writer.WriteStartObject();
        writer.WriteString("verb", verb);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            // Data may also be a text; it keeps a name of its own beside the verb.
            writer.WritePropertyName("value");
            Copy(ref reader, writer);
            writer.WriteEndObject();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name == "verb")
            {
                reader.Skip();
                continue;
            }

            writer.WritePropertyName(name);
            Copy(ref reader, writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>Type and verb of the object at hand; the reader is a copy, so the caller's stays where it is.</summary>
    private static (string? Type, string? Verb) Look(Utf8JsonReader reader)
    {
        string? type = null, verb = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isVerb = reader.ValueTextEquals("verb"u8);
            reader.Read();
            if (reader.TokenType == JsonTokenType.String && (isType || isVerb))
            {
                (type, verb) = isType ? (reader.GetString(), verb) : (type, reader.GetString());
            }

            reader.Skip();
        }

        return (type, verb);
    }
}
