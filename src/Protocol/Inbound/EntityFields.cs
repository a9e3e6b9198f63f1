using System.Text.Json;

namespace CrmBot.Protocol;

/// <summary>What the bot needs of <c>entities</c>: mentions, and the client's zone and language.</summary>
internal struct EntityFields
{
    public List<Mention>? Mentions;
    public string? Timezone;
    public string? Locale;

    public static EntityFields ReadAll(ref Utf8JsonReader reader)
    {
        var fields = default(EntityFields);
        if (!JsonRead.BeginsArray(ref reader))
        {
            return fields;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (JsonRead.BeginsObject(ref reader))
            {
                fields.ReadOne(ref reader);
            }
        }

        return fields;
    }

    private void ReadOne(ref Utf8JsonReader reader)
    {
        string? type = null, text = null, timezone = null, locale = null;
        Account? mentioned = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonRead.Name(ref reader);
            reader.Read();
            if (name.SequenceEqual("type"u8))
            {
                type = JsonRead.Text(ref reader);
            }
            else if (name.SequenceEqual("mentioned"u8))
            {
                mentioned = AccountFields.Read(ref reader);
            }
            else if (name.SequenceEqual("text"u8))
            {
                text = JsonRead.Text(ref reader);
            }
            else if (name.SequenceEqual("timezone"u8))
            {
                timezone = JsonRead.Common(ref reader);
            }
            else if (name.SequenceEqual("locale"u8))
            {
                locale = JsonRead.Text(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        if (type == "mention" && mentioned is not null)
        {
            (Mentions ??= []).Add(new Mention(mentioned.Id, text ?? $"<at>{mentioned.Name}</at>"));
        }
        else if (type == "clientInfo")
        {
            Timezone = timezone ?? Timezone;
            Locale = locale ?? Locale;
        }
    }
}
