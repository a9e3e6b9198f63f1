using System.Text.Json;

namespace CrmBot.Protocol;

/// <summary>Something that came with a message.</summary>
/// <param name="ContentType">Empty when the channel told none.</param>
/// <param name="ContentUrl">Where it can be fetched; written by the channel or, on some, by the client: a rule on hosts comes first.</param>
public sealed record InboundAttachment(string ContentType, string? ContentUrl, string? Name)
{
    /// <summary>Null when the attachment is told by its address.</summary>
    public JsonElement? Content => ContentJson?.Element;

    internal RawJson? ContentJson { get; init; }
}

/// <summary>Reads <c>attachments</c>.</summary>
internal static class AttachmentFields
{
    public static List<InboundAttachment>? ReadAll(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (!JsonRead.BeginsArray(ref reader))
        {
            return null;
        }

        var all = new List<InboundAttachment>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (JsonRead.BeginsObject(ref reader))
            {
                all.Add(ReadOne(ref reader, json));
            }
        }

        return all;
    }

    private static InboundAttachment ReadOne(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        string? type = null, url = null, called = null;
        RawJson? content = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonRead.Name(ref reader);
            reader.Read();
            if (name.SequenceEqual("contentType"u8))
            {
                type = JsonRead.Text(ref reader);
            }
            else if (name.SequenceEqual("contentUrl"u8))
            {
                url = JsonRead.Text(ref reader);
            }
            else if (name.SequenceEqual("name"u8))
            {
                called = JsonRead.Text(ref reader);
            }
            else if (name.SequenceEqual("content"u8))
            {
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                content = JsonRead.Slice(ref reader, json, start);
            }
            else
            {
                reader.Skip();
            }
        }

        return new InboundAttachment(type ?? "", url, called) { ContentJson = content };
    }
}
