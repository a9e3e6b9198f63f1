using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CrmBot.Protocol.Bench;

/// <summary>
/// Everything a bot on the internet talks to, on this machine: the channel's connector, which takes every message and answers 201
/// with an id, the authority's metadata and keys, and the endpoint that issues the bot's own tokens.
/// </summary>
internal sealed class FarSide : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly byte[] taken = Answer(201, """{"id":"1757469600456"}""");
    private readonly byte[] metadata;
    private readonly byte[] keys;
    private readonly byte[] token;

    public FarSide(Authority authority)
    {
        listener.Start();
        metadata = Answer(200, $$"""{"issuer":"{{Authority.Issuer}}","jwks_uri":"{{Address}}keys"}""");
        keys = Answer(200, authority.KeySet);
        // As long as one of Entra's.
        token = Answer(200, $$"""{"token_type":"Bearer","expires_in":86399,"access_token":"{{new string('a', 1300)}}"}""");
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync();
                socket.NoDelay = true;
                _ = ServeAsync(socket);
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // It was closed.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            var buffer = new byte[16 * 1024];
            var length = 0;
            try
            {
                while (await socket.ReceiveAsync(buffer.AsMemory(length)) is > 0 and var read)
                {
                    length += read;
                    // Never more than one at a time: the other end waits for its answer.
                    if (Http1.Length(buffer.AsSpan(0, length)) > 0)
                    {
                        await socket.SendAsync(To(buffer.AsSpan(0, length)));
                        length = 0;
                    }
                }
            }
            catch (SocketException)
            {
                // The server ended.
            }
        }
    }

    private ReadOnlyMemory<byte> To(ReadOnlySpan<byte> request) =>
        request.StartsWith("GET /metadata "u8) ? metadata
        : request.StartsWith("GET /keys "u8) ? keys
        : request.StartsWith("POST /token "u8) ? token
        : taken;

    private static byte[] Answer(int status, string json) => Encoding.ASCII.GetBytes(
        $"HTTP/1.1 {status} Ok\r\nContent-Type: application/json; charset=utf-8\r\nServer: Microsoft-HTTPAPI/2.0\r\n"
        + $"MS-CV: dGVzdC1tcy1jdg.0\r\nDate: Wed, 10 Sep 2025 02:00:00 GMT\r\nContent-Length: {json.Length}\r\n\r\n{json}");
}
