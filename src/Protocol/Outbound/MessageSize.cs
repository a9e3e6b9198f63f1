using System.Text;
using Microsoft.Extensions.Logging;

namespace CrmBot.Protocol;

/// <summary>Writes a message so that the channel takes it: Teams counts UTF-16, and refuses what is too long instead of cutting it.</summary>
internal static class MessageSize
{
    /// <summary>Writes the activity into the empty body; a plain text that is too long is cut. False when even so it does not fit.</summary>
    /// <param name="limit">Bytes of UTF-16.</param>
    public static bool Write(
        JsonBody body, ConversationReference to, OutboundActivity activity, string? id, string? replyToId, int limit, ILogger log)
    {
        ActivityWriter.Write(body, to, activity, id, replyToId);
        // UTF-8 never has fewer bytes than UTF-16 has characters: almost no message needs counting.
        if (body.Written.Length * 2 <= limit || Bytes(body) is var bytes && bytes <= limit)
        {
            return true;
        }

        var text = activity.Text ?? "";
        // Each character of the text is at least one of the message.
        var room = text.Length - ((bytes - limit + 1) / 2);
        if (activity.Attachments.Count > 0 || room < 2)
        {
            OutboundLog.TooLarge(log, bytes);
            return false;
        }

        var shorter = TextCut.To(text, room);
        OutboundLog.TextCut(log, bytes, text.Length, shorter.Length);
        body.Clear();
        ActivityWriter.Write(body, to, activity with { Text = shorter }, id, replyToId);
        return Bytes(body) <= limit;
    }

    private static int Bytes(JsonBody body) => Encoding.UTF8.GetCharCount(body.Written) * 2;
}
