using System.Buffers;
using System.Text.Json;

namespace CrmBot.Protocol;

/// <summary>The answer to an invoke: it becomes the HTTP response itself.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">UTF-8 JSON, written as it is; may be empty.</param>
public sealed record InvokeResponse(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>Nobody knows this invoke.</summary>
    public static InvokeResponse NotImplemented { get; } = new(501, default);

    public static InvokeResponse Empty(int status = 200) => new(status, default);

    public static InvokeResponse Json(int status, ReadOnlyMemory<byte> body) => new(status, body);

    /// <summary>Answer to an Action.Execute: this card stands in place of the one that was pressed, for the person who pressed.</summary>
    public static InvokeResponse ReplaceCard(ReadOnlyMemory<byte> card) =>
        ToAction(200, "application/vnd.microsoft.card.adaptive", card, static (json, card) => json.WriteRawValue(card.Span, skipInputValidation: true));

    /// <summary>Answer to an Action.Execute: a short text; the card stays.</summary>
    public static InvokeResponse Toast(string text) =>
        ToAction(200, "application/vnd.microsoft.activity.message", text, static (json, text) => json.WriteStringValue(text));

    /// <summary>Answer to an Action.Execute that could not be carried out.</summary>
    /// <param name="statusCode">Inside the body, 400 or 500; the HTTP status stays 200, else the client shows an error of its own.</param>
    /// <param name="message">In the person's language: some clients show it.</param>
    public static InvokeResponse CardError(int statusCode, string code, string message) =>
        ToAction(statusCode, "application/vnd.microsoft.error", (code, message), static (json, error) =>
        {
            json.WriteStartObject();
            json.WriteString("code"u8, error.code);
            json.WriteString("message"u8, error.message);
            json.WriteEndObject();
        });

    private static InvokeResponse ToAction<T>(int statusCode, string type, T value, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        var json = ActivityWriter.Begin(buffer);
        json.WriteStartObject();
        json.WriteNumber("statusCode"u8, statusCode);
        json.WriteString("type"u8, type);
        json.WritePropertyName("value"u8);
        write(json, value);
        json.WriteEndObject();
        ActivityWriter.End(json);
        return new InvokeResponse(200, buffer.WrittenMemory);
    }
}
