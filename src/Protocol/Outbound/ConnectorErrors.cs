using System.Net;
using System.Text.Json;

namespace CrmBot.Protocol;

/// <summary>Status and body of a refusal, read into an outcome.</summary>
internal static class ConnectorErrors
{
    private const int LongestCode = 64;

    /// <param name="body">JSON in either of the two shapes the Connector uses, or HTML, or nothing.</param>
    public static SendOutcome Outcome(HttpStatusCode status, ReadOnlySpan<byte> body, TimeSpan? retryAfter)
    {
        var code = Code(body);
        return (int)status switch
        {
            _ when code == "MessageSizeTooBig" && (int)status is >= 400 and < 500 => new SendOutcome.TooLarge(),
            429 => new SendOutcome.Throttled(retryAfter),
            413 => new SendOutcome.TooLarge(),
            412 => new SendOutcome.NotSent(code ?? "PreconditionFailed"),
            403 when Blocks(code) => new SendOutcome.Blocked(code!),
            404 when code == "BotNotInConversationRoster" => new SendOutcome.Blocked(code),
            404 => new SendOutcome.NoSuchConversation(code ?? ""),
            501 => new SendOutcome.Refused(501, code),
            408 or 409 or >= 500 => new SendOutcome.Ambiguous(code is null ? $"status {(int)status}" : $"status {(int)status} {code}"),
            _ => new SendOutcome.Refused((int)status, code),
        };
    }

    /// <summary>The most telling code in the body: a sub-code inside the message, else the code; null when there is none.</summary>
    public static string? Code(ReadOnlySpan<byte> body)
    {
        if (Json(body) is not { ValueKind: JsonValueKind.Object } root)
        {
            return null;
        }

        var error = root.TryGetProperty("error"u8, out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : root;
        return SubCode(error) ?? Member(error, "code"u8) ?? Member(error, "errorCode"u8);
    }

    private static bool Blocks(string? code) => code is "BotDisabledByAdmin" or "BotNotInConversationRoster"
        or "ConversationBlockedByUser" or "MessageWritesBlocked" or "ForbiddenOperationException";

    // Teams' second shape carries JSON inside the message string.
    private static string? SubCode(JsonElement error) =>
        error.TryGetProperty("message"u8, out var message) && message.ValueKind == JsonValueKind.String
        && message.GetString() is { } text && text.TrimStart().StartsWith('{')
        && Json(System.Text.Encoding.UTF8.GetBytes(text)) is { ValueKind: JsonValueKind.Object } inner
            ? Member(inner, "subCode"u8)
            : null;

    // A code goes into logs and records: only what looks like a code passes.
    private static string? Member(JsonElement json, ReadOnlySpan<byte> name)
    {
        if (!json.TryGetProperty(name, out var member))
        {
            return null;
        }

        var code = member.ValueKind switch
        {
            JsonValueKind.String => member.GetString(),
            JsonValueKind.Number => member.GetRawText(),
            _ => null,
        };
        if (code is not { Length: > 0 and <= LongestCode })
        {
            return null;
        }

        foreach (var letter in code)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not (' ' or '_' or '-' or '.'))
            {
                return null;
            }
        }

        return code;
    }

    private static JsonElement? Json(ReadOnlySpan<byte> body)
    {
        try
        {
            return System.Text.Unicode.Utf8.IsValid(body) ? JsonElement.Parse(LoneSurrogates.Repaired(body)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
