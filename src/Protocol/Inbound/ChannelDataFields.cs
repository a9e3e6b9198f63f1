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
                fields.TenantId = AccountFields.Read(ref reader) is { Id.Length: > 0 } tenant ? tenant.Id : null;
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
}
