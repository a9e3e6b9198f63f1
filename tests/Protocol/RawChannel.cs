using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CrmBot.Protocol.Tests;

/// <summary>A far side that answers with bytes, which need not be HTTP, and then cuts the connection.</summary>
internal sealed class RawChannel : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _over = new();
    private readonly Task _serving;
    private int _calls;

    public RawChannel(string answer, bool reset)
    {
        _listener.Start();
        _serving = ServeAsync(Encoding.Latin1.GetBytes(answer), reset);
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Requests whose header came whole.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _serving;
        _listener.Dispose();
        _over.Dispose();
    }

    private async Task ServeAsync(byte[] answer, bool reset)
    {
        while (!_over.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_over.Token);
                await ReadAsync(client.GetStream());
                Interlocked.Increment(ref _calls);
                await client.GetStream().WriteAsync(answer, _over.Token);
                client.LingerState = new LingerOption(reset, 0);
            }
            catch (Exception fault) when (fault is OperationCanceledException or IOException or SocketException)
            {
                // The test is over, or the bot has seen enough.
            }
        }
    }

    // Header and body: a reset before the body was read is another fault.
    private async Task ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[64 * 1024];
        while (!IsWhole(text.ToString()))
        {
            var read = await stream.ReadAsync(buffer, _over.Token);
            if (read == 0)
            {
                return;
            }

            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
    }

    private static bool IsWhole(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        var length = text[..end].Split("\r\n").FirstOrDefault(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return length is null || text.Length - end - 4 >= int.Parse(length.Split(':')[1]);
    }
}
