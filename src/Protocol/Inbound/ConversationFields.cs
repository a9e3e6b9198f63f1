using System.Text.Json;

namespace CrmBot.Protocol;

/// <summary>Reads <c>conversation</c>.</summary>
internal static class ConversationFields
{
    /// <summary>Null when there is no object with an id.</summary>
    public static ConversationAccount? Read(ref Utf8JsonReader reader)
    {
        if (!JsonRead.BeginsObject(ref reader))
        {
            return null;
        }

        string? id = null, name = null, type = null, tenantId = null;
        var isGroup = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = JsonRead.Name(ref reader);
            reader.Read();
            if (field.SequenceEqual("id"u8))
            {
                id = JsonRead.Text(ref reader);
            }
            else if (field.SequenceEqual("conversationType"u8))
            {
                type = JsonRead.Text(ref reader);
            }
            else if (field.SequenceEqual("tenantId"u8))
            {
                tenantId = JsonRead.Common(ref reader);
            }
            else if (field.SequenceEqual("isGroup"u8))
            {
                isGroup = JsonRead.Flag(ref reader);
            }
            else if (field.SequenceEqual("name"u8))
            {
                name = JsonRead.Text(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return id is { Length: > 0 } ? new ConversationAccount(id, name, isGroup || type is "groupChat" or "channel", type, tenantId) : null;
    }
}
