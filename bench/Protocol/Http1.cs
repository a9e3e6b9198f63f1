using System.Buffers.Text;

namespace CrmBot.Protocol.Bench;

/// <summary>
/// As much of HTTP/1.1 as both ends of the measured server need, done by hand: whatever the load and the channel's end spend
/// is taken from the cores that the server runs on.
/// </summary>
internal static class Http1
{
    /// <summary>How long the message at the beginning is, head and body; 0 when it is not all there yet.</summary>
    /// <exception cref="InvalidDataException">It has neither a length nor no body.</exception>
    public static int Length(ReadOnlySpan<byte> received)
    {
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return 0;
        }

        var head = received[..(end + 2)];
        if (head.IndexOf("\r\nTransfer-Encoding:"u8) >= 0)
        {
            throw new InvalidDataException("A message without a length.");
        }

        var body = 0;
        var at = head.IndexOf("\r\nContent-Length: "u8);
        if (at >= 0 && !Utf8Parser.TryParse(head[(at + 18)..], out body, out _))
        {
            throw new InvalidDataException("A length that is no number.");
        }

        var length = end + 4 + body;
        return received.Length >= length ? length : 0;
    }
}
