using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Protocol.Bench;

/// <summary>The measured processes: the protocol room with a bot that echoes, and what it is compared with.</summary>
internal static class Servers
{
    public const string Room = "room";
    public const string Bare = "bare";

    /// <summary>Runs until it is told to end; what it needs to know stands in the environment.</summary>
    public static Task RunAsync(string which)
    {
        // As src/Bot/Program.cs begins, with the same appsettings.json.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        if (which == Room)
        {
            builder.Services.AddSingleton(TimeProvider.System);
            builder.Services.AddBotProtocol(builder.Configuration, o => o.AllowLoopback = true);
            builder.Services.AddSingleton<ITurnHandler, EchoBot>();
        }

        var app = builder.Build();
        if (which == Room)
        {
            app.MapBotActivities("/api/messages");
        }
        else
        {
            var http = new HttpClient();
            app.MapPost("/api/messages", context => EchoAsync(context, http));
        }

        app.MapGet("/meter", static context => context.Response.WriteAsync(string.Create(
            CultureInfo.InvariantCulture, $"{Environment.CpuUsage.TotalTime.TotalMilliseconds} {GC.GetTotalAllocatedBytes(precise: true)}")));
        return app.RunAsync();
    }

    /// <summary>The least that can be called an answer: the body as a document, a reply of one shape posted where it came from.</summary>
    private static async Task EchoAsync(HttpContext context, HttpClient http)
    {
        using var document = await JsonDocument.ParseAsync(context.Request.Body);
        var activity = document.RootElement;
        var id = activity.GetProperty("id").GetString()!;
        var conversation = activity.GetProperty("conversation").GetProperty("id").GetString()!;
        var url = $"{activity.GetProperty("serviceUrl").GetString()}v3/conversations/{Uri.EscapeDataString(conversation)}/activities/{id}";
        var reply = $$"""{"type":"message","replyToId":"{{id}}","text":{{activity.GetProperty("text").GetRawText()}}}""";
        using var content = new StringContent(reply, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(url), content);
        answer.EnsureSuccessStatusCode();
        context.Response.ContentLength = 0;
    }

    private sealed class EchoBot(Connector connector) : ITurnHandler
    {
        public async ValueTask<InvokeResponse?> OnTurnAsync(Activity activity, InvokeWindow window, CancellationToken ct)
        {
            var reply = OutboundActivity.Message(activity.TextWithoutMention ?? "");
            var outcome = await connector.ReplyAsync(ConversationReference.Of(activity), activity.Id!, reply, ct);
            return outcome is SendOutcome.Sent ? null : throw new InvalidOperationException($"The reply was not sent: {outcome}");
        }

        public InvokeResponse StillWorking(Activity activity, InvokeWindow window) => InvokeResponse.NotImplemented;
    }
}
