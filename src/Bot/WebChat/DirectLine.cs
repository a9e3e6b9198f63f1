using System.Globalization;
using System.Text.Json.Nodes;

namespace CrmBot.Bot.WebChat;

/// <summary>
/// Direct Line 3.0 as Web Chat speaks it: tokens, the conversation, its activities. A user id is a person's id, and a
/// person has one conversation, so whoever comes back finds what was said.
/// </summary>
internal sealed class DirectLine(ChatHistory history, ChatTokens tokens, Admission admission, BotDoor bot)
{
    public async Task GenerateAsync(HttpContext context)
    {
        if (await Wire.ReadAsync(context) is not { } body)
        {
            return;
        }

        if (UserOf(body) is not { } user)
        {
            await Wire.ErrorAsync(context, StatusCodes.Status400BadRequest, "BadArgument", "user.id must be 1 to 64 letters, digits, '-' or '_'.");
            return;
        }

        await history.OpenAsync(user, context.RequestAborted);
        await WriteConversationAsync(context, StatusCodes.Status200OK, ChatHistory.ConversationOf(user.Id), stream: false);
    }

    public async Task RefreshAsync(HttpContext context)
    {
        if (await admission.AdmitAsync(context) is { } conversation)
        {
            await WriteConversationAsync(context, StatusCodes.Status200OK, conversation, stream: false);
        }
    }

    /// <summary>Starts or resumes the conversation of the token; the bot hears of the person once.</summary>
    public async Task StartAsync(HttpContext context)
    {
        if (await admission.AdmitAsync(context) is not { } conversation
            || await Wire.ReadAsync(context) is not { } body
            || await FindAsync(context, conversation) is not { } head)
        {
            return;
        }

        if (Wire.Text(body, "locale") is { } locale && head.User.Locale is null)
        {
            head = await history.OpenAsync(head.User with { Locale = locale }, context.RequestAborted);
        }

        var isNew = !head.Greeted;
        if (isNew && (await bot.PostAsync(conversation, head.User, Arrival(conversation, head.User), context.RequestAborted)).Accepted)
        {
            await history.GreetedAsync(conversation, context.RequestAborted);
        }

        await WriteConversationAsync(context, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, conversation, stream: true);
    }

    public async Task ReconnectAsync(HttpContext context)
    {
        if (await admission.AdmitAsync(context, Routed(context)) is { } conversation && await FindAsync(context, conversation) is not null)
        {
            await WriteConversationAsync(context, StatusCodes.Status200OK, conversation, stream: true);
        }
    }

    public async Task PollAsync(HttpContext context)
    {
        if (await admission.AdmitAsync(context, Routed(context)) is { } conversation && await FindAsync(context, conversation) is not null)
        {
            var set = await history.ReadAsync(conversation, Watermark(context), context.RequestAborted);
            await Wire.WriteAsync(context, StatusCodes.Status200OK, Frame(set));
        }
    }

    public async Task PostAsync(HttpContext context)
    {
        if (await admission.AdmitAsync(context, Routed(context)) is not { } conversation
            || await Wire.ReadAsync(context) is not { } activity
            || await FindAsync(context, conversation) is not { } head)
        {
            return;
        }

        switch (Wire.Text(activity, "type"))
        {
            case "message" or "event":
                await SayAsync(context, conversation, head.User, activity);
                break;
            case "typing":
                await bot.PostAsync(conversation, head.User, activity, context.RequestAborted);
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            case "invoke":
                await InvokeAsync(context, await bot.PostAsync(conversation, head.User, activity, context.RequestAborted));
                break;
            default:
                await Wire.ErrorAsync(context, StatusCodes.Status400BadRequest, "BadArgument", "A client sends message, event, typing or invoke.");
                break;
        }
    }

    /// <summary>Says a message with files. They are kept and shown without their addresses, which lead nowhere after the turn.</summary>
    public async Task SayAsync(HttpContext context, string conversation, JsonObject activity, JsonArray files)
    {
        if (await FindAsync(context, conversation) is { } head)
        {
            await SayAsync(context, conversation, head.User, activity, files);
        }
    }

    /// <summary>What a client reads: activities and where to go on.</summary>
    public static JsonObject Frame(ActivitySet set) => new()
    {
        ["activities"] = new JsonArray([.. set.Activities]),
        ["watermark"] = set.Watermark.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The number after <c>watermark=</c>; null without one, and for one that was never ours.</summary>
    public static int? Watermark(HttpContext context) =>
        int.TryParse(context.Request.Query["watermark"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private async Task SayAsync(HttpContext context, string conversation, ChatUser user, JsonObject activity, JsonArray? files = null)
    {
        // The person who said it may close the page: what is said is kept and brought to the bot all the same.
        var ct = CancellationToken.None;
        activity["from"] = new JsonObject { ["id"] = user.Id, ["name"] = user.Name ?? user.Id, ["role"] = "user" };
        activity["conversation"] = new JsonObject { ["id"] = conversation };
        activity["channelId"] = "directline";

        // Web Chat gives a retried message a new id; our page adds the one it had at first.
        var message = Wire.Text(activity["channelData"], "retryOf") ?? Wire.Text(activity["channelData"], "clientActivityID");
        if (await history.SayAsync(conversation, activity, message, ct) is not { } said)
        {
            await NotFoundAsync(context);
            return;
        }

        if (!said.Accepted)
        {
            var told = activity;
            if (files is not null)
            {
                told = (JsonObject)activity.DeepClone();
                told["attachments"] = files;
            }

            var answer = await bot.PostAsync(conversation, user, told, ct);
            await history.AnsweredAsync(conversation, said, message, answer.Accepted, ct);
            if (!answer.Accepted)
            {
                await Wire.ErrorAsync(context, StatusCodes.Status502BadGateway, "BotError", $"The bot did not accept the activity ({answer.Status}).");
                return;
            }
        }

        await Wire.WriteAsync(context, StatusCodes.Status200OK, new JsonObject { ["id"] = said.Id });
    }

    /// <summary>The bot's own answer, as it is.</summary>
    private static async Task InvokeAsync(HttpContext context, BotAnswer answer)
    {
        if (answer.Status == 0)
        {
            await Wire.ErrorAsync(context, StatusCodes.Status502BadGateway, "BotError", "The bot did not answer.");
            return;
        }

        context.Response.StatusCode = answer.Status;
        if (answer.Body.Length > 0)
        {
            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.WriteAsync(answer.Body, context.RequestAborted);
        }
    }

    private async Task<ChatHead?> FindAsync(HttpContext context, string conversation)
    {
        var head = await history.FindAsync(conversation, context.RequestAborted);
        if (head is null)
        {
            await NotFoundAsync(context);
        }

        return head;
    }

    private async Task WriteConversationAsync(HttpContext context, int status, string conversation, bool stream)
    {
        var token = await tokens.IssueAsync(conversation, context.RequestAborted);
        var body = new JsonObject
        {
            ["conversationId"] = conversation,
            ["token"] = token,
            ["expires_in"] = (int)ChatTokens.Life.TotalSeconds,
        };
        if (stream)
        {
            body["streamUrl"] = $"ws://{context.Request.Host}/v3/directline/conversations/{conversation}/stream?watermark={Watermark(context)}&t={token}";
        }

        await Wire.WriteAsync(context, status, body);
    }

    private static Task NotFoundAsync(HttpContext context) =>
        Wire.ErrorAsync(context, StatusCodes.Status404NotFound, "ConversationNotFound", "There is no such conversation.");

    private static JsonObject Arrival(string conversation, ChatUser user) => new()
    {
        ["type"] = "conversationUpdate",
        // The same id for each attempt: the bot recognises a repeat.
        ["id"] = conversation + "|hello",
        ["membersAdded"] = new JsonArray(
            new JsonObject { ["id"] = user.Id, ["name"] = user.Name ?? user.Id },
            new JsonObject { ["id"] = BotDoor.BotId, ["name"] = BotDoor.BotName }),
    };

    private static ChatUser? UserOf(JsonObject body) =>
        Wire.Text(body["user"], "id") is { } id && ChatTable.IsPerson(id)
            ? new ChatUser(id, Wire.Text(body["user"], "name"), Wire.Text(body, "locale"), Wire.Text(body, "localTimezone"))
            : null;

    private static string? Routed(HttpContext context) => context.Request.RouteValues["conversation"] as string;
}
