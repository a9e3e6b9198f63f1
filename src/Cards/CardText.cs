using System.Text;
using System.Text.Json;

namespace CrmBot.Cards;

/// <summary>What a person reads of a card, as plain text: for where the card itself cannot be shown.</summary>
public static class CardText
{
    private const int MaxDepth = 200;

    /// <summary>
    /// Every text block, rich text and fact in the order of the card, a line each. Buttons, inputs and what is hidden are left out.
    /// </summary>
    /// <param name="card">A rendered card, UTF-8.</param>
    /// <exception cref="JsonException">The card is not JSON.</exception>
    public static string Of(ReadOnlySpan<byte> card)
    {
        var lines = new StringBuilder();
        var reader = new Utf8JsonReader(card, new JsonReaderOptions { MaxDepth = MaxDepth });
        using var json = JsonDocument.ParseValue(ref reader);
        Read(json.RootElement, lines);
        return lines.ToString().TrimEnd('\n');
    }

    private static void Read(JsonElement element, StringBuilder lines)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Read(item, lines);
                }

                break;
            case JsonValueKind.Object when !IsHidden(element):
                ReadObject(element, lines);
                break;
        }
    }

    private static void ReadObject(JsonElement element, StringBuilder lines)
    {
        switch (Text(element, "type"))
        {
            case "TextBlock":
                Line(lines, Text(element, "text"));
                break;
            case "RichTextBlock" when element.TryGetProperty("inlines", out var inlines) && inlines.ValueKind == JsonValueKind.Array:
                Line(lines, string.Concat(inlines.EnumerateArray().Select(i => i.ValueKind == JsonValueKind.String ? i.GetString() : Text(i, "text"))));
                break;
            case "FactSet" when element.TryGetProperty("facts", out var facts) && facts.ValueKind == JsonValueKind.Array:
                foreach (var fact in facts.EnumerateArray())
                {
                    Line(lines, $"{Text(fact, "title")} {Text(fact, "value")}");
                }

                break;
            default:
                foreach (var part in element.EnumerateObject().Where(p => p.Name is "body" or "items" or "columns" or "rows" or "cells"))
                {
                    Read(part.Value, lines);
                }

                break;
        }
    }

    private static bool IsHidden(JsonElement element) => element.TryGetProperty("isVisible", out var visible) && visible.ValueKind == JsonValueKind.False;

    private static string? Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static void Line(StringBuilder lines, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            lines.Append(text.Trim()).Append('\n');
        }
    }
}
