using System.Buffers.Text;
using System.Text;
using AzureResponse = Azure.Response;

namespace CrmBot.Storage;

/// <summary>
/// The answer to a transaction: 202 whatever became of it, with one part for each operation, or with a single part that
/// says which one failed. Source: Microsoft's "Performing entity group transactions".
/// </summary>
internal static class BatchAnswer
{
    private static ReadOnlySpan<byte> Line => "HTTP/1.1 "u8;
    private static ReadOnlySpan<byte> Version => "ETag:"u8;

    public static bool IsOne(AzureResponse response) =>
        response.Status == 202 && response.Headers.ContentType is { } type && type.StartsWith("multipart/mixed", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null when no part is an error.</summary>
    public static TableError? ErrorIn(ReadOnlySpan<byte> body)
    {
        while (NextStatus(ref body, out var status))
        {
            if (status is < 200 or >= 300)
            {
                var at = body.IndexOf("\r\n\r\n"u8);
                var rest = at < 0 ? [] : body[(at + 4)..];
                var end = rest.IndexOf("\r\n--"u8);
                var (code, index) = TableError.Read(end < 0 ? rest : rest[..end]);
                return new TableError(status, code, index);
            }
        }

        return null;
    }

    /// <summary>How many operations the answer speaks of.</summary>
    public static int Count(ReadOnlySpan<byte> body)
    {
        var count = 0;
        while (NextStatus(ref body, out _))
        {
            count++;
        }

        return count;
    }

    /// <summary>The version of each row that was written, from the answer's parts in their order; null when one is not told.</summary>
    public static ETag[]? Versions(ReadOnlySpan<byte> body, IReadOnlyList<Change> changes)
    {
        var versions = new ETag[changes.Count];
        for (var i = 0; i < versions.Length; i++)
        {
            if (!NextStatus(ref body, out _))
            {
                return null;
            }

            if (changes[i] is Change.Delete)
            {
                continue;
            }

            var end = body.IndexOf(Line);
            if (VersionIn(end < 0 ? body : body[..end]) is not { } version)
            {
                return null;
            }

            versions[i] = version;
        }

        return versions;
    }

    private static ETag? VersionIn(ReadOnlySpan<byte> part)
    {
        foreach (var range in part.Split("\r\n"u8))
        {
            var line = part[range];
            if (line.Length > Version.Length && Ascii.EqualsIgnoreCase(line[..Version.Length], Version))
            {
                var version = new ETag(Encoding.ASCII.GetString(line[Version.Length..].Trim((byte)' ')));
                return ETags.IsOurs(version) ? version : null;
            }
        }

        return null;
    }

    private static bool NextStatus(ref ReadOnlySpan<byte> body, out int status)
    {
        status = 0;
        var at = body.IndexOf(Line);
        if (at < 0)
        {
            return false;
        }

        body = body[(at + Line.Length)..];
        return Utf8Parser.TryParse(body, out status, out _);
    }
}
