using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CrmBot.Conversations.Tests;

/// <summary>One activity the bot sent, or put in the place of another.</summary>
internal sealed record Sent(int Order, string Conversation, string ActivityId, bool Update, JsonElement Activity)
{
    /// <summary>The header that came with it.</summary>
    public string Authorization { get; init; } = "";

    public string Text => Activity.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "";

    public CardSeen? Card => Activity.TryGetProperty("attachments", out var all) && all.GetArrayLength() > 0
        ? new CardSeen(ActivityId, all[0].GetProperty("content").Clone())
        : null;

    /// <summary>Everything a person reads of it.</summary>
    public string Read => Card is { } card ? card.Read : Text;
}

/// <summary>The far side: connector routes that record what the bot sends, each conversation by itself.</summary>
internal sealed class FakeTeams : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Sent> sent = new();
    private int counter;
    private int refuseOnceWith;

    private FakeTeams(WebApplication app) => this.app = app;

    public string ServiceUrl => app.Urls.First() + "/teams";

    /// <summary>Answers the next sends with this status instead of taking them; 0 takes them.</summary>
    public int RefuseWith { get; set; }

    /// <summary>Answers the next send alone with this status.</summary>
    public int RefuseOnceWith { get => refuseOnceWith; set => refuseOnceWith = value; }

    /// <summary>Asked first, with the conversation: what it answers is the answer; null takes the activity as always.</summary>
    public Func<string, HttpResponse, Task<IResult?>>? Instead { get; set; }

    public static async Task<FakeTeams> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = builder.Build();
        var teams = new FakeTeams(host);
        host.MapPost("/teams/v3/conversations/{conversation}/activities", (HttpResponse response, string conversation, JsonElement body) => teams.TakeAsync(response, conversation, null, body));
        host.MapPost("/teams/v3/conversations/{conversation}/activities/{id}", (HttpResponse response, string conversation, string id, JsonElement body) => teams.TakeAsync(response, conversation, null, body));
        host.MapPut("/teams/v3/conversations/{conversation}/activities/{id}", (HttpResponse response, string conversation, string id, JsonElement body) => teams.TakeAsync(response, conversation, id, body));
        await host.StartAsync();
        return teams;
    }

    /// <summary>What came to a conversation after the given number of activities in all.</summary>
    public IReadOnlyList<Sent> To(string conversation, int after = 0) => [.. sent.Where(s => s.Order > after && s.Conversation == conversation)];

    public int Count => Volatile.Read(ref counter);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpResponse response, string conversation, string? update, JsonElement body)
    {
        if (Instead is { } instead && await instead(conversation, response) is { } other)
        {
            return other;
        }

        if (RefuseWith != 0)
        {
            response.Headers.RetryAfter = "1"; // seconds of machine time
            return Results.StatusCode(RefuseWith);
        }

        if (Interlocked.Exchange(ref refuseOnceWith, 0) is not 0 and var once)
        {
            return Results.StatusCode(once);
        }

        var order = Interlocked.Increment(ref counter);
        var id = update ?? $"1:{order}";
        sent.Enqueue(new Sent(order, conversation, id, update is not null, body.Clone()) { Authorization = response.HttpContext.Request.Headers.Authorization.ToString() });
        return Results.Json(new Dictionary<string, string> { ["id"] = id }, statusCode: update is null ? 201 : 200);
    }
}
