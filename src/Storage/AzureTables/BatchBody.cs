using System.Buffers;
using System.Globalization;
using System.Text;

namespace CrmBot.Storage;

/// <summary>An entity group transaction as multipart text. Source: Microsoft's "Performing entity group transactions".</summary>
internal static class BatchBody
{
    public const string Accept = "application/json;odata=minimalmetadata";
    public const string DataServiceVersion = "3.0";

    private const string Changes = "--changeset_";

    /// <exception cref="ArgumentException">The text is longer than the service takes.</exception>
    public static ReadOnlyMemory<byte> Write(string id, IReadOnlyList<EntityCall> calls)
    {
        var text = new ArrayBufferWriter<byte>(calls.Sum(call => call.Body.Length + 2 * call.Url.Length + 512));
        Say(text, string.Create(CultureInfo.InvariantCulture, $"--batch_{id}\r\nContent-Type: multipart/mixed; boundary=changeset_{id}\r\n\r\n"));
        foreach (var call in calls)
        {
            Say(text, string.Create(CultureInfo.InvariantCulture,
                $"{Changes}{id}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n{call.Method} {call.Url} HTTP/1.1\r\n"));
            Say(text, $"Accept: {Accept}\r\nDataServiceVersion: {DataServiceVersion}\r\n");
            Say(text, call.IfMatch is null ? "" : $"If-Match: {call.IfMatch}\r\n");
            Say(text, call.Body.IsEmpty ? "\r\n" : "Content-Type: application/json\r\nPrefer: return-no-content\r\n\r\n");
            text.Write(call.Body.Span);
            Say(text, "\r\n");
        }

        Say(text, $"{Changes}{id}--\r\n--batch_{id}--\r\n");
        return text.WrittenCount <= Limits.SetBytes
            ? text.WrittenMemory
            : throw new ArgumentException($"A change set of {text.WrittenCount} bytes on the wire is more than {Limits.SetBytes}.", nameof(calls));
    }

    private static void Say(ArrayBufferWriter<byte> text, string words) => Encoding.UTF8.GetBytes(words, text);
}
