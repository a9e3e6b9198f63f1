using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrmBot.Bot.WebChat;

/// <summary>Bodies in and out of the page's routes.</summary>
internal static class Wire
{
    /// <summary>Bytes of the largest body taken; a card's form is far below it.</summary>
    public const int MaxBody = 256 * 1024;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>The body as an object, empty for no body; null after it has answered that the body is unfit.</summary>
    public static async Task<JsonObject?> ReadAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            if (buffer.Length + read > MaxBody)
            {
                await ErrorAsync(context, StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", $"The body is larger than {MaxBody} bytes.");
                return null;
            }

            await buffer.WriteAsync(chunk.AsMemory(0, read), context.RequestAborted);
        }

        try
        {
            if (buffer.Length == 0)
            {
                return [];
            }

            if (JsonNode.Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), documentOptions: Bounded) is JsonObject body)
            {
                return body;
            }
        }
        catch (JsonException)
        {
        }

        await ErrorAsync(context, StatusCodes.Status400BadRequest, "BadSyntax", "The body is not a JSON object.");
        return null;
    }

    public static Task WriteAsync(HttpContext context, int status, JsonNode body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.Body.WriteAsync(Bytes(body), context.RequestAborted).AsTask();
    }

    /// <summary>The error body that Direct Line and the connector share.</summary>
    public static Task ErrorAsync(HttpContext context, int status, string code, string message) =>
        WriteAsync(context, status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });

    public static byte[] Bytes(JsonNode body)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            body.WriteTo(writer);
        }

        return buffer.ToArray();
    }

    /// <summary>A text property; null when it is absent, empty or something else.</summary>
    public static string? Text(JsonNode? node, string name) =>
        node is JsonObject body && body[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
