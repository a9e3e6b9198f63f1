using System.Buffers;

namespace CrmBot.Protocol;

/// <summary>Answers that the endpoint gives by itself.</summary>
internal static class Answers
{
    /// <summary>The error body of the Bot Framework.</summary>
    public static InvokeResponse Error(int status, string code, string message)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        var json = ActivityWriter.Begin(buffer);
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("code"u8, code);
        json.WriteString("message"u8, message);
        json.WriteEndObject();
        json.WriteEndObject();
        ActivityWriter.End(json);
        return InvokeResponse.Json(status, buffer.WrittenMemory);
    }

    /// <summary>The last resort, when a turn let something escape.</summary>
    public static InvokeResponse Failed(Activity activity) =>
        activity is { Type: ActivityTypes.Invoke, Name: InvokeNames.CardAction }
            ? CardAnswers.Error(500, "ServiceError", "the bot failed")
            : Error(500, "ServiceError", "the bot failed");
}
