using System.Text.Json.Nodes;

namespace CrmBot.Bot.WebChat;

/// <summary>The connector routes of the page: the bot's only way back. Cards arrive as the page can show them.</summary>
internal sealed class WebConnector(ChatHistory history)
{
    /// <summary>The same person always gets the same conversation.</summary>
    public async Task CreateAsync(HttpContext context)
    {
        if (await Wire.ReadAsync(context) is not { } body)
        {
            return;
        }

        if (body["members"] is not JsonArray { Count: 1 } members || Wire.Text(members[0], "id") is not { } person || !ChatTable.IsPerson(person))
        {
            await Wire.ErrorAsync(context, StatusCodes.Status400BadRequest, "BadSyntax", "Exactly one member is needed, with the id of a person at the page.");
            return;
        }

        var conversation = ChatHistory.ConversationOf(person);
        await history.OpenAsync(new ChatUser(person, Wire.Text(members[0], "name"), null, null), context.RequestAborted);
        var answer = new JsonObject { ["id"] = conversation };
        if (body["activity"] is JsonObject first && await history.SayAsync(conversation, FromBot(conversation, first, null), null, context.RequestAborted) is { } said)
        {
            answer["activityId"] = said.Id;
        }

        await Wire.WriteAsync(context, StatusCodes.Status201Created, answer);
    }

    public async Task SendAsync(HttpContext context)
    {
        if (await Wire.ReadAsync(context) is not { } activity)
        {
            return;
        }

        var conversation = Conversation(context);
        switch (Wire.Text(activity, "type"))
        {
            case "message" or "event" or "endOfConversation":
                var said = await history.SayAsync(conversation, FromBot(conversation, activity, Activity(context)), null, context.RequestAborted);
                await (said is { Id: var id }
                    ? Wire.WriteAsync(context, StatusCodes.Status201Created, new JsonObject { ["id"] = id })
                    : NoConversationAsync(context));
                break;
            case "typing":
                await (await history.PassAsync(conversation, FromBot(conversation, activity, Activity(context)), context.RequestAborted)
                    ? Wire.WriteAsync(context, StatusCodes.Status202Accepted, new JsonObject())
                    : NoConversationAsync(context));
                break;
            default:
                await Wire.ErrorAsync(context, StatusCodes.Status400BadRequest, "BadArgument", "The page shows message, event and endOfConversation.");
                break;
        }
    }

    public async Task UpdateAsync(HttpContext context)
    {
        if (await Wire.ReadAsync(context) is { } activity)
        {
            var conversation = Conversation(context);
            await ChangeAsync(context, _ => FromBot(conversation, activity, Wire.Text(activity, "replyToId")));
        }
    }

    /// <summary>Direct Line has no word for taking back, so a neutral line takes the place.</summary>
    public Task DeleteAsync(HttpContext context)
    {
        var conversation = Conversation(context);
        return ChangeAsync(context, user => FromBot(conversation, new JsonObject
        {
            ["type"] = "message",
            ["text"] = user.Locale?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? "_This message was removed._" : "_这条消息已移除。_",
        }, null));
    }

    public async Task MembersAsync(HttpContext context)
    {
        if (await history.FindAsync(Conversation(context), context.RequestAborted) is not { User: var user })
        {
            await NoConversationAsync(context);
            return;
        }

        // One person is one page, so no token for a next one was ever given.
        if (context.Request.Query["continuationToken"].ToString().Length > 0)
        {
            await Wire.ErrorAsync(context, StatusCodes.Status400BadRequest, "BadArgument", "There is no such page of members.");
            return;
        }

        var isPaged = context.Request.Path.Value!.EndsWith("/pagedmembers", StringComparison.Ordinal);
        await Wire.WriteAsync(context, StatusCodes.Status200OK, isPaged ? new JsonObject { ["members"] = new JsonArray(Account(user)) } : new JsonArray(Account(user)));
    }

    public async Task MemberAsync(HttpContext context)
    {
        var head = await history.FindAsync(Conversation(context), context.RequestAborted);
        await (head is null ? NoConversationAsync(context)
            : head.User.Id == context.Request.RouteValues["member"] as string ? Wire.WriteAsync(context, StatusCodes.Status200OK, Account(head.User))
            : Wire.ErrorAsync(context, StatusCodes.Status404NotFound, "MemberNotFoundInConversation", "There is no such member."));
    }

    private async Task ChangeAsync(HttpContext context, Func<ChatUser, JsonObject> content)
    {
        var id = Activity(context)!;
        await (await history.ChangeAsync(Conversation(context), id, content, context.RequestAborted)
            ? Wire.WriteAsync(context, StatusCodes.Status200OK, new JsonObject { ["id"] = id })
            : Wire.ErrorAsync(context, StatusCodes.Status404NotFound, "ActivityNotFoundInConversation", "There is no such activity."));
    }

    private static JsonObject FromBot(string conversation, JsonObject activity, string? replyToId)
    {
        var said = (JsonObject)activity.DeepClone();
        said.Remove("serviceUrl");
        said["channelId"] = "directline";
        said["conversation"] = new JsonObject { ["id"] = conversation };
        said["from"] = new JsonObject { ["id"] = BotDoor.BotId, ["name"] = BotDoor.BotName, ["role"] = "bot" };
        if (replyToId is not null)
        {
            said["replyToId"] = replyToId;
        }

        return said;
    }

    private static JsonObject Account(ChatUser user) => new()
    {
        ["id"] = user.Id,
        ["name"] = user.Name ?? user.Id,
        ["tenantId"] = BotDoor.Tenant,
        ["userRole"] = "user",
    };

    private static string Conversation(HttpContext context) => (string)context.Request.RouteValues["conversation"]!;

    private static string? Activity(HttpContext context) => context.Request.RouteValues["activity"] as string;

    private static Task NoConversationAsync(HttpContext context) =>
        Wire.ErrorAsync(context, StatusCodes.Status404NotFound, "ConversationNotFound", "There is no such conversation.");
}
