using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CrmBot.Cards;

namespace CrmBot.Bot.Commands;

/// <summary>One card for one line: <c>{"template","data","host"}</c> in, <c>{"card"}</c> or <c>{"error"}</c> out.</summary>
internal static class CardLine
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer, without a line break. The error is a sentence.</summary>
    /// <param name="line"><c>data</c> and <c>host</c> may be left out: then there are none.</param>
    /// <param name="strict">As cards of the bot are rendered: a path that leads nowhere is an error.</param>
    public static string Answer(string line, bool strict)
    {
        try
        {
            using var asked = JsonDocument.Parse(line, Deep);
            return asked.RootElement.ValueKind == JsonValueKind.Object && asked.RootElement.TryGetProperty("template", out var template)
                ? Render(template, Of(asked, "data"), Of(asked, "host"), strict)
                : Error("The line is no object with a template.");
        }
        catch (JsonException fault)
        {
            return Error($"The line cannot be read as JSON: {fault.Message}");
        }
        catch (CardFaultException faults)
        {
            return Error(string.Join("; ", faults.Faults.Select(f => $"template({f.Line},{f.Column}): {f.Sentence}")));
        }
    }

    private static string Render(JsonElement template, JsonElement data, JsonElement host, bool strict)
    {
        var card = new ArrayBufferWriter<byte>();
        CardTemplate.Parse(Encoding.UTF8.GetBytes(template.GetRawText())).Render(data, host, card, strict);
        return $"{{\"card\":{Encoding.UTF8.GetString(card.WrittenSpan)}}}";
    }

    private static JsonElement Of(JsonDocument asked, string name) => asked.RootElement.TryGetProperty(name, out var value) ? value : default;

    private static string Error(string sentence)
    {
        var answer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(answer, Readable))
        {
            writer.WriteStartObject();
            writer.WriteString("error", sentence);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(answer.WrittenSpan);
    }
}
