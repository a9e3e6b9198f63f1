using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CrmBot.Protocol.Bench;

/// <summary>The channel's connections to one server, which stay open, as a channel's do; each sends its next turn when the one before it was answered.</summary>
internal sealed class Load : IDisposable
{
    private readonly Socket[] connections;

    private Load(Socket[] connections) => this.connections = connections;

    public static async Task<Load> OpenAsync(Uri server, int most)
    {
        var opened = new Socket[most];
        for (var i = 0; i < most; i++)
        {
            opened[i] = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await opened[i].ConnectAsync(IPAddress.Loopback, server.Port);
        }

        return new Load(opened);
    }

    /// <returns>How many turns were answered, and in how many seconds.</returns>
    /// <exception cref="InvalidOperationException">One was not answered 200.</exception>
    public async Task<(int Turns, double Seconds)> RunAsync(byte[][] requests, int atOnce, TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var share = requests.Length / atOnce;
        var turns = await Task.WhenAll(connections.Take(atOnce).Select((socket, i) => SendAsync(socket, requests.AsMemory(i * share, share), end)));
        return (turns.Sum(), Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    public void Dispose() => Array.ForEach(connections, static socket => socket.Dispose());

    private static async Task<int> SendAsync(Socket socket, ReadOnlyMemory<byte[]> requests, long end)
    {
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
