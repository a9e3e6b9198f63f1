using System.Text.Json;

namespace CrmBot.Protocol;

/// <summary>What the bot needs of <c>channelData</c>, which may be anything.</summary>
internal struct ChannelDataFields
{
    public string? TenantId;
    public string? EventType;
    public string? ClientActivityId;

    public static ChannelDataFields Read(ref Utf8JsonReader reader)
    {
        var fields = default(ChannelDataFields);
        if (!JsonRead.BeginsObject(ref reader))
        {
            return fields;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonRead.Name(ref reader);
            reader.Read();
            if (name.SequenceEqual("tenant"u8))
            {
                fields.TenantId = TenantOf(ref reader);
            }
            else if (name.SequenceEqual("eventType"u8))
            {
                fields.EventType = JsonRead.Text(ref reader);
            }
            else if (name.SequenceEqual("clientActivityID"u8))
            {
                fields.ClientActivityId = JsonRead.Text(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return fields;
    }

    private static string? TenantOf(ref Utf8JsonReader reader)
    {
        if (!JsonRead.BeginsObject(ref reader))
        {
            return null;
        }

        string? id = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = JsonRead.Name(ref reader).SequenceEqual("id"u8);
            reader.Read();
            if (isId)
            {
                id = JsonRead.Common(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return id is { Length: > 0 } ? id : null;
    }
}
