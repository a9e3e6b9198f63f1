using System.Text.Json;

namespace CrmBot.Protocol;

/// <summary>Reads <c>from</c>, <c>recipient</c> and lists of members.</summary>
internal static class AccountFields
{
    /// <summary>Null when there is no object.</summary>
    /// <param name="isBot">The one account that every activity of a bot names.</param>
    public static Account? Read(ref Utf8JsonReader reader, bool isBot = false)
    {
        if (!JsonRead.BeginsObject(ref reader))
        {
            return null;
        }

        string? id = null, name = null, aadObjectId = null, role = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = JsonRead.Name(ref reader);
            reader.Read();
            if (field.SequenceEqual("id"u8))
            {
                id = isBot ? JsonRead.Common(ref reader) : JsonRead.Text(ref reader);
            }
            else if (field.SequenceEqual("name"u8))
            {
                name = JsonRead.Text(ref reader);
            }
            else if (field.SequenceEqual("aadObjectId"u8))
            {
                aadObjectId = JsonRead.Text(ref reader);
            }
            else if (field.SequenceEqual("objectId"u8))
            {
                // Teams' name for the same thing in lists of members.
                aadObjectId ??= JsonRead.Text(ref reader);
                reader.Skip();
            }
            else if (field.SequenceEqual("role"u8))
            {
                role = JsonRead.Text(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new Account(id ?? "", name, aadObjectId, role);
    }

    public static List<Account>? ReadList(ref Utf8JsonReader reader)
    {
        if (!JsonRead.BeginsArray(ref reader))
        {
            return null;
        }

        List<Account>? accounts = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Read(ref reader) is { } account)
            {
                (accounts ??= []).Add(account);
            }
        }

        return accounts;
    }
}
