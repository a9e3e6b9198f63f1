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
        var bytes = Measure(activity);
        if (bytes <= limit)
        {
            return true;
        }

        var text = activity.Attachments.Count == 0 ? activity.Text ?? "" : "";
        var frame = text.Length > 0 ? Measure(Cut("", text.Length)) : 0;
        var (size, room) = ((long)bytes, text.Length);
        while (size > limit)
        {
            // How many bytes a character takes differs from text to text: the share is tried until it fits.
            room = Math.Min(room - 1, (int)(room * Math.Max(0L, limit - frame) / Math.Max(1, size - frame)) - 1);
            if (room < 2)
            {
                OutboundLog.TooLarge(log, bytes);
                return false;
            }

            size = Measure(Cut(TextCut.To(text, room, out var shown), shown));
        }

        OutboundLog.TextCut(log, bytes, text.Length, room);
        return true;

        OutboundActivity Cut(string to, int shown) =>
            activity with { Text = to, Attachments = activity.ShowAll is { } showAll ? [showAll(shown)] : activity.Attachments };

        int Measure(OutboundActivity written)
        {
            body.Clear();
            ActivityWriter.Write(body, to, written, id, replyToId);
            // UTF-8 never has fewer bytes than UTF-16 has characters: almost no message needs counting.
            return body.Written.Length * 2 <= limit ? body.Written.Length * 2 : Encoding.UTF8.GetCharCount(body.Written) * 2;
        }
    }
}
