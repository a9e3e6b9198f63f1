using System.Text.Json;

namespace CrmBot.Bot.Conversation;

/// <summary>
/// Which customers and records a card is about: every button and row that leads to one carries its id as <c>customer</c> or
/// <c>followUp</c>. A card that leads to several records is a list: it is of none of them, and quotes them.
/// </summary>
internal static class CardAbout
{
    public static IReadOnlyList<string> Of(ReadOnlySpan<byte> card)
    {
        var (customers, records) = (new List<string>(), new List<string>());
        var reader = new Utf8JsonReader(card);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var about = reader.ValueTextEquals("customer"u8) ? customers : reader.ValueTextEquals("followUp"u8) ? records : null;
            if (about is not null && reader.Read() && reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 } id && !about.Contains(id, StringComparer.Ordinal))
            {
                about.Add(id);
            }
        }

        return [.. customers, .. records.Count > 1 ? records.Select(Quoted.Mark) : records];
    }
}
