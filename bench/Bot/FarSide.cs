using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CrmBot.Bot.Bench;

/// <summary>The channel's end: takes what the bot sends and keeps the newest form of each conversation.</summary>
internal sealed class FarSide : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, JsonObject> forms = new(StringComparer.Ordinal);
    private int taken;

    private FarSide(WebApplication app) => this.app = app;

    public string ServiceUrl => app.Urls.First() + "/far";

    /// <summary>How many activities came in all.</summary>
    public int Taken => Volatile.Read(ref taken);

    public static async Task<FarSide> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = builder.Build();
        var far = new FarSide(host);
        host.Run(far.TakeAsync);
        await host.StartAsync();
        return far;
    }

    /// <summary>The data behind the submit button of the newest form in a conversation, which is then gone.</summary>
    /// <exception cref="InvalidOperationException">No form came.</exception>
    public JsonObject TakeForm(string conversation) =>
        forms.TryRemove(conversation, out var data) ? data : throw new InvalidOperationException($"No form came to {conversation}.");

    /// <summary>Returns when the bot has sent nothing for a second: what had come due has arrived.</summary>
    public async Task QuietAsync()
    {
        for (var (seen, calm) = (-1, 0); calm < 5; calm = seen == Taken ? calm + 1 : 0)
        {
            seen = Taken;
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    // /far/v3/conversations/{conversation}/activities[/{activity}]
    private async Task TakeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Split('/');
        if (await JsonNode.ParseAsync(context.Request.Body) is JsonObject activity && Submit(activity) is { } data)
        {
            forms[Uri.UnescapeDataString(path[4])] = data;
        }

        var id = Interlocked.Increment(ref taken).ToString(CultureInfo.InvariantCulture);
        context.Response.StatusCode = HttpMethods.IsPut(context.Request.Method) ? 200 : 201;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($$"""{"id":"{{(path.Length > 6 ? path[6] : id)}}"}""");
    }

    private static JsonObject? Submit(JsonObject activity)
    {
        var actions = activity["attachments"]?[0]?["content"]?["actions"] as JsonArray ?? [];
        var submit = actions.FirstOrDefault(a => a?["verb"]?.GetValueKind() == JsonValueKind.String && a["verb"]!.GetValue<string>() == "follow-ups/submit");
        return submit?["data"]?.DeepClone() as JsonObject;
    }
}
