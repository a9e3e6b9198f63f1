using System.Text.Json;

namespace CrmBot.Bot.Conversation;

/// <summary>
/// Which customers and records a card is about: every button and row that leads to one carries its id as <c>customer</c> or
/// <c>followUp</c>.
/// </summary>
internal static class CardAbout
{
    public static IReadOnlyList<string> Of(ReadOnlySpan<byte> card)
    {
        var about = new List<string>();
        var reader = new Utf8JsonReader(card);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && (reader.ValueTextEquals("customer"u8) || reader.ValueTextEquals("followUp"u8))
                && reader.Read() && reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 } id
                && !about.Contains(id, StringComparer.Ordinal))
            {
                about.Add(id);
            }
        }

        return about;
    }
}
