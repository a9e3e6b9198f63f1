using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CrmBot.Soak.Tests;

/// <summary>What the channel does with a message, and what it tells the sender.</summary>
internal enum Fault { None, Throttled, Refused, Lost, TakenAndLost, Hung, TakenAndHung, Reset, TakenAndReset, Blocked, NoPrecondition }

/// <summary>A message that came: the ground truth.</summary>
/// <param name="Reminders">The marks of the reminders it speaks of.</param>
/// <param name="At">Timestamp of the machine's clock.</param>
internal sealed record Came(int Order, string ActivityId, string Conversation, IReadOnlyList<string> Reminders, Fault Fault, long At)
{
    public bool Taken => Fault is Fault.None or Fault.TakenAndLost or Fault.TakenAndHung or Fault.TakenAndReset;

    /// <summary>The sender cannot know whether it was taken.</summary>
    public bool Unclear => Fault is Fault.Refused or Fault.Lost or Fault.TakenAndLost or Fault.Hung or Fault.TakenAndHung or Fault.Reset or Fault.TakenAndReset;
}

/// <summary>The far side: takes messages, throws every fault by a seed, and writes down what it really did.</summary>
internal sealed partial class FaultyChannel : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Random random;
    private readonly Lock gate = new();
    private readonly ConcurrentQueue<Came> came = new();
    private readonly CancellationTokenSource over = new();
    private int counter;

    private FaultyChannel(WebApplication app, int seed) => (this.app, random) = (app, new Random(seed));

    public string ServiceUrl => app.Urls.First() + "/teams";

    /// <summary>Of a hundred messages, how many meet a fault.</summary>
    public int FaultsOfHundred { get; set; }

    public IReadOnlyList<Came> All => [.. came];

    public static async Task<FaultyChannel> StartAsync(int seed)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var channel = new FaultyChannel(builder.Build(), seed);
        channel.app.MapPost("/teams/v3/conversations/{conversation}/activities/{id?}", channel.TakeAsync);
        await channel.app.StartAsync();
        return channel;
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await app.DisposeAsync();
        over.Dispose();
    }

    private async Task TakeAsync(HttpContext context, string conversation)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        List<string> reminders = [.. Mark().Matches(body.RootElement.GetRawText()).Select(m => m.Value).Distinct(StringComparer.Ordinal)];
        var fault = reminders.Count == 0 ? Fault.None : Throw();
        var order = Interlocked.Increment(ref counter);
        came.Enqueue(new Came(order, $"1:{order}", conversation, reminders, fault, TimeProvider.System.GetTimestamp()));
        switch (fault)
        {
            case Fault.Throttled:
                context.Response.Headers.RetryAfter = "1";
                context.Response.StatusCode = 429;
                break;
            case Fault.Blocked:
                context.Response.StatusCode = 403;
                await context.Response.WriteAsync("""{"error":{"code":"ConversationBlockedByUser"}}""");
                break;
            case Fault.NoPrecondition:
                context.Response.StatusCode = 412;
                break;
            case Fault.Refused:
                context.Response.StatusCode = 503;
                break;
            case Fault.Lost or Fault.TakenAndLost:
                context.Response.StatusCode = 502;
                break;
            case Fault.Hung or Fault.TakenAndHung:
                await Task.WhenAny(Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted), Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, over.Token));
                break;
            case Fault.Reset or Fault.TakenAndReset:
                context.Abort();
                break;
            default:
                context.Response.StatusCode = 201;
                await context.Response.WriteAsync($$"""{"id":"1:{{order}}"}""");
                break;
        }
    }

    private Fault Throw()
    {
        lock (gate)
        {
            return random.Next(100) < FaultsOfHundred ? (Fault)random.Next(1, Enum.GetValues<Fault>().Length) : Fault.None;
        }
    }

    [GeneratedRegex("soak[0-9]{5}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Mark();
}
