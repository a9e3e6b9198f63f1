using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CrmBot.Cards;

/// <summary>Makes a card fit for where <c>Action.Execute</c> is not known: dialogs, and channels such as Web Chat over Direct Line.</summary>
public static class Downgrade
{
    /// <summary>
    /// Every <c>Action.Execute</c>, wherever it stands, becomes an <c>Action.Submit</c> whose data also carries
    /// <c>"verb"</c>; its fallback and the card's <c>refresh</c> are dropped, and so is every button that opens a dialog. All else
    /// stays, in its order.
    /// </summary>
    /// <param name="card">UTF-8 JSON.</param>
    /// <param name="searches">Whether lists may ask for choices while somebody types; else <c>choices.data</c> is dropped.</param>
    /// <exception cref="JsonException">The card is not JSON.</exception>
    public static ReadOnlyMemory<byte> ToSubmit(ReadOnlyMemory<byte> card, bool searches = false)
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
            Copy(ref reader, writer, searches);
        }

        return output.WrittenMemory;
    }

    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer, bool searches)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                CopyObject(ref reader, writer, searches);
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (reader.TokenType == JsonTokenType.StartObject && OpensDialog(reader))
                    {
                        reader.Skip();
                        continue;
                    }

                    Copy(ref reader, writer, searches);
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

    private static void CopyObject(ref Utf8JsonReader reader, Utf8JsonWriter writer, bool searches)
    {
        var (type, verb) = Look(reader);
        var isExecute = type == "Action.Execute";
        var hasData = false;
        writer.WriteStartObject();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            if ((isExecute && name is "verb" or "fallback") || (type == "AdaptiveCard" && name == "refresh") || (!searches && name == "choices.data"))
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
                CopyData(ref reader, writer, verb, searches);
            }
            else
            {
                Copy(ref reader, writer, searches);
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

    private static void CopyData(ref Utf8JsonReader reader, Utf8JsonWriter writer, string? verb, bool searches)
    {
        writer.WriteStartObject();
        writer.WriteString("verb", verb);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            // Data may also be a text; it keeps a name of its own beside the verb.
            writer.WritePropertyName("value");
            Copy(ref reader, writer, searches);
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
            Copy(ref reader, writer, searches);
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

    /// <summary>Whether the object at hand is a button with <c>data.msteams.type</c> of a dialog; the reader is a copy.</summary>
    private static bool OpensDialog(Utf8JsonReader reader)
    {
        ReadOnlySpan<string> path = ["data", "msteams", "type"];
        foreach (var name in path)
        {
            if (reader.TokenType != JsonTokenType.StartObject || !GoTo(ref reader, name))
            {
                return false;
            }
        }

        return reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("task/fetch"u8);
    }

    private static bool GoTo(ref Utf8JsonReader reader, string member)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals(member);
            reader.Read();
            if (found)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
