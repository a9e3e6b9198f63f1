using System.Text.Json;

namespace CrmBot.Protocol;

/// <summary>The answers to <c>adaptiveCard/action</c>. The HTTP status is always 200, else the client shows an error of its own; the status inside tells.</summary>
public static class CardAnswers
{
    /// <summary>This card stands in place of the one that was pressed, for the person who pressed.</summary>
    /// <param name="card">UTF-8 JSON of the card, written as it is.</param>
    public static InvokeResponse Replace(ReadOnlyMemory<byte> card) => Of(200, "application/vnd.microsoft.card.adaptive", card, Raw);

    /// <summary>A short text; the card stays.</summary>
    public static InvokeResponse Toast(string text) =>
        Of(200, "application/vnd.microsoft.activity.message", text, static (json, text) => json.WriteStringValue(text));

    /// <summary>It could not be carried out.</summary>
    /// <param name="statusCode">400 when the press was wrong, 500 when the bot failed.</param>
    /// <param name="message">In the person's language: some clients show it.</param>
    public static InvokeResponse Error(int statusCode, string code, string message) =>
        Of(statusCode, "application/vnd.microsoft.error", (code, message), Fault);

    /// <summary>The person must sign in first; the client presses again with a token.</summary>
    /// <param name="oauthCard">UTF-8 JSON of an OAuth card, written as it is.</param>
    public static InvokeResponse SignIn(ReadOnlyMemory<byte> oauthCard) => Of(401, "application/vnd.microsoft.activity.loginRequest", oauthCard, Raw);

    /// <summary>The code that the person typed to sign in is not the right one.</summary>
    public static InvokeResponse WrongCode() =>
        Of(401, "application/vnd.microsoft.error.incorrectAuthCode", 0, static (json, _) => json.WriteNullValue());

    /// <summary>Single sign-on did not work; the client falls back to the sign-in button.</summary>
    public static InvokeResponse SignInFailed(string code, string message) =>
        Of(412, "application/vnd.microsoft.error.preconditionFailed", (code, message), Fault);

    internal static InvokeResponse Of<T>(int statusCode, string type, T value, Action<Utf8JsonWriter, T> write) =>
        InvokeResponse.Of((statusCode, type, value, write), static (json, answer) =>
        {
            json.WriteStartObject();
            json.WriteNumber("statusCode"u8, answer.statusCode);
            json.WriteString("type"u8, answer.type);
            json.WritePropertyName("value"u8);
            answer.write(json, answer.value);
            json.WriteEndObject();
        });

    internal static void Fault(Utf8JsonWriter json, (string Code, string Message) fault)
    {
        json.WriteStartObject();
        json.WriteString("code"u8, fault.Code);
        json.WriteString("message"u8, fault.Message);
        json.WriteEndObject();
    }

    private static void Raw(Utf8JsonWriter json, ReadOnlyMemory<byte> value) => json.WriteRawValue(value.Span, skipInputValidation: true);
}
