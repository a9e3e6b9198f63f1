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
    private int held;

    private FakeTeams(WebApplication app) => this.app = app;

    public string ServiceUrl => app.Urls.First() + "/teams";

    /// <summary>The same channel at another address, as after a move of region; its conversations are named <c>elsewhere …</c> here.</summary>
    public string MovedServiceUrl => app.Urls.First() + "/elsewhere/";

    /// <summary>Answers the next sends with this status instead of taking them; 0 takes them.</summary>
    public int RefuseWith { get; set; }

    /// <summary>While set, sends are held back, neither taken nor answered.</summary>
    public TaskCompletionSource? Hold { get; set; }

    /// <summary>While set, what is sent arrives, and the bot is not told so.</summary>
    public TaskCompletionSource? HoldAnswer { get; set; }

    /// <summary>How many sends were held back so far.</summary>
    public int Held => Volatile.Read(ref held);

    /// <summary>Conversations that are gone: 404.</summary>
    public ConcurrentDictionary<string, bool> Gone { get; } = new(StringComparer.Ordinal);

    /// <summary>What a request to open a conversation is answered with; null names a conversation after its member.</summary>
    public int? RefuseCreateWith { get; set; }

    /// <summary>Members for whom a conversation was opened, in order.</summary>
    public ConcurrentQueue<string> Opened { get; } = new();

    /// <summary>What the roster says of members, by their object id; 404 for others.</summary>
    public ConcurrentDictionary<string, object> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>Members that were asked for, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

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
        host.MapGet("/teams/v3/conversations/{conversation}/members/{id}", (string id) => teams.Member(id));
        host.MapPost("/teams/v3/conversations", (JsonElement body) => teams.Open(body));
        host.MapPost("/elsewhere/v3/conversations/{conversation}/activities", (HttpResponse response, string conversation, JsonElement body) => teams.TakeAsync(response, "elsewhere " + conversation, null, body));
        await host.StartAsync();
        return teams;
    }

    /// <summary>What came to a conversation after the given number of activities in all.</summary>
    public IReadOnlyList<Sent> To(string conversation, int after = 0) => [.. sent.Where(s => s.Order > after && s.Conversation == conversation)];

    /// <summary>Everything that came, to whomever.</summary>
    public IReadOnlyList<Sent> All => [.. sent];

    public int Count => Volatile.Read(ref counter);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private IResult Member(string id)
    {
        Asked.Enqueue(id);
        return Members.TryGetValue(id, out var member) ? Results.Json(member)
            : Results.Json(new { error = new { code = "MemberNotFoundInConversation", message = "no such member" } }, statusCode: 404);
    }

    private IResult Open(JsonElement body)
    {
        if (RefuseCreateWith is { } status)
        {
            return Results.StatusCode(status);
        }

        var member = body.GetProperty("members")[0].GetProperty("id").GetString()!;
        Opened.Enqueue(member);
        return Results.Json(new Dictionary<string, string> { ["id"] = $"a:new {member}" }, statusCode: 201);
    }

    private async Task<IResult> TakeAsync(HttpResponse response, string conversation, string? update, JsonElement body)
    {
        var json = body.Clone(); // the request's own is gone after a wait
        if (Instead is { } instead && await instead(conversation, response) is { } other)
        {
            return other;
        }

        if (Hold is { } hold)
        {
            Interlocked.Increment(ref held);
            await hold.Task;
        }

        if (Gone.ContainsKey(conversation))
        {
            return Results.Json(new Dictionary<string, Dictionary<string, string>> { ["error"] = new() { ["code"] = "ConversationNotFound" } }, statusCode: 404);
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
        sent.Enqueue(new Sent(order, conversation, id, update is not null, json) { Authorization = response.HttpContext.Request.Headers.Authorization.ToString() });
        if (HoldAnswer is { } answer)
        {
            await answer.Task;
        }

        return Results.Json(new Dictionary<string, string> { ["id"] = id }, statusCode: update is null ? 201 : 200);
    }
}
