using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CrmBot.Protocol.Bench;

/// <summary>Sends turns, so many at once, each when the one before it has been answered.</summary>
internal static class Load
{
    /// <returns>How many turns were answered, and in how many seconds.</returns>
    /// <exception cref="InvalidOperationException">One was not answered 200.</exception>
    public static async Task<(int Turns, double Seconds)> RunAsync(Uri server, byte[][] requests, int atOnce, TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        var share = requests.Length / atOnce;
        var turns = await Task.WhenAll(Enumerable.Range(0, atOnce).Select(one =>
            SendAsync(server, requests.AsMemory(one * share, share), start + (long)(time.TotalSeconds * Stopwatch.Frequency))));
        return (turns.Sum(), Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static async Task<int> SendAsync(Uri server, ReadOnlyMemory<byte[]> requests, long end)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, server.Port);
        var buffer = new byte[4096];
        var turns = 0;
        for (; Stopwatch.GetTimestamp() < end; turns++)
        {
            await socket.SendAsync(requests.Span[turns % requests.Length]);
            var length = 0;
            do
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(length));
                length += read > 0 ? read : throw new InvalidOperationException("The server hung up.");
            }
            while (Http1.Length(buffer.AsSpan(0, length)) == 0);

            if (!buffer.AsSpan(0, length).StartsWith("HTTP/1.1 200 "u8))
            {
                throw new InvalidOperationException($"A turn was not answered 200: {System.Text.Encoding.UTF8.GetString(buffer, 0, length)}");
            }
        }

        return turns;
    }
}
