using System.Text.Json;
using CrmBot.Protocol;

namespace CrmBot.Bot.Conversation;

/// <summary>A file that came with a message.</summary>
/// <param name="Name">As the sender calls it.</param>
/// <param name="Address">Where it can be fetched for a while; a key to the file, so it is never logged.</param>
internal sealed record SentFile(string Name, string Address)
{
    /// <summary>What Teams sends for a file in a 1:1 chat.</summary>
    private const string DownloadInfo = "application/vnd.microsoft.teams.file.download.info";

    public static IReadOnlyList<SentFile> Of(Activity activity) =>
        activity.Attachments.Count == 0 ? [] : [.. activity.Attachments.Select(Of).Where(f => f is not null).Select(f => f!)];

    private static SentFile? Of(InboundAttachment attachment)
    {
        if (string.Equals(attachment.ContentType, DownloadInfo, StringComparison.OrdinalIgnoreCase))
        {
            return attachment.Content is { ValueKind: JsonValueKind.Object } content && content.TryGetProperty("downloadUrl", out var url) && url.ValueKind == JsonValueKind.String
                ? new SentFile(attachment.Name ?? "", url.GetString()!)
                : null;
        }

        // Cards and the rich text of a message come as attachments too; pictures are no tables.
        return attachment is { ContentUrl: { Length: > 0 } address, ContentType: var type }
            && !type.StartsWith("image/", StringComparison.OrdinalIgnoreCase)
            && !type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase)
            && !type.StartsWith("application/vnd.microsoft.", StringComparison.OrdinalIgnoreCase)
            ? new SentFile(attachment.Name ?? "", address)
            : null;
    }
}
