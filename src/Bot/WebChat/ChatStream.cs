using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace CrmBot.Bot.WebChat;

/// <summary>
/// The stream of a conversation: reads on from a watermark whenever the bell rings. Every frame comes from the stored
/// log, so a stream that breaks loses nothing.
/// </summary>
internal sealed class ChatStream(
    ChatHistory history, Bell bell, Admission admission, TimeProvider time, IHostApplicationLifetime life, ILogger<ChatStream> log)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(20);

    public async Task OpenAsync(HttpContext context)
    {
        var wanted = context.Request.RouteValues["conversation"] as string;
        if (await admission.AdmitAsync(context, wanted, context.Request.Query["t"].ToString()) is not { } conversation)
        {
            return;
        }

        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Wire.ErrorAsync(context, StatusCodes.Status400BadRequest, "BadSyntax", "The stream is a WebSocket.");
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, life.ApplicationStopping);
        var watermark = DirectLine.Watermark(context);
        log.StreamOpened(conversation, watermark);

        var heard = DrainAsync(socket, end);
        try
        {
            await SendAsync(socket, conversation, watermark, end.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            log.StreamEnded(conversation, watermark);
        }

        await end.CancelAsync();
        await heard;
    }

    private async Task SendAsync(WebSocket socket, string conversation, int? watermark, CancellationToken ct)
    {
        using var watch = bell.Open(conversation);
        while (true)
        {
            var set = await history.ReadAsync(conversation, watermark, ct);
            watermark = set.Watermark;
            await SendAsync(socket, set, ct);

            using var quiet = new CancellationTokenSource(Quiet, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, quiet.Token);
            try
            {
                if (await watch.NextAsync(either.Token) is { Count: > 0 } passed)
                {
                    await SendAsync(socket, set with { Activities = [.. passed.Select(p => (JsonObject)JsonNode.Parse(p)!)] }, ct);
                }
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                // Nothing was said: the empty frame that follows keeps the connection open.
            }
        }
    }

    private static ValueTask SendAsync(WebSocket socket, ActivitySet set, CancellationToken ct)
    {
        ReadOnlyMemory<byte> frame = set.Activities.Count > 0 ? Wire.Bytes(DirectLine.Frame(set)) : [];
        return socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, ct);
    }

    // The client sends only empty keep-alive frames; reading them is how its leaving is noticed.
    private static async Task DrainAsync(WebSocket socket, CancellationTokenSource end)
    {
        var scrap = new byte[1024];
        try
        {
            while ((await socket.ReceiveAsync(scrap, end.Token)).MessageType != WebSocketMessageType.Close)
            {
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, end.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The same end, without a goodbye.
        }

        await end.CancelAsync();
    }
}
