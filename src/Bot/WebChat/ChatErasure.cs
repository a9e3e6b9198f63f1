using System.Globalization;
using System.Text.Json.Nodes;
using CrmBot.Bot.Privacy;
using CrmBot.Storage;

namespace CrmBot.Bot.WebChat;

/// <summary>What the page's history says of something that is erased: a neutral text takes the place of the whole message.</summary>
internal sealed class ChatErasure(ITables tables, ChatTable table, ChatHistory history) : IKeptElsewhere
{
    private const int AtOnce = 200;
    private const int AtATime = 90;
    private const string Last = "web.";

    // What a client needs to know its own message again.
    private static readonly string[] Stays = ["type", "from", "recipient", "conversation", "channelId", "locale", "replyToId"];
    private static readonly string[] Known = ["clientActivityID", "postBack"];

    public async Task<Walked> EraseAsync(EraseTraces traces, Func<string?, string> neutral, string? from, CancellationToken ct)
    {
        var page = await tables.QueryAsync(new RowRange(ChatTable.Name, ChatTable.Prefix, Last), AtOnce, from, ct);
        var changed = 0;
        foreach (var row in page.Rows.Where(r => int.TryParse(r.RowKey, NumberStyles.None, CultureInfo.InvariantCulture, out _)))
        {
            if (RowSchema.Read(row, ChatJson.Plain.ChatRow, unsaid: 1).Activity is not { } activity || !Tells(activity, traces) || activity["id"]?.GetValue<string>() is not { } id)
            {
                continue;
            }

            var locale = (await table.HeadAsync(row.PartitionKey, ct))?.Value.User.Locale;
            changed += await history.ChangeAsync(row.PartitionKey, id, _ => Neutral(activity, neutral(locale)), ct) ? 1 : 0;
        }

        return new Walked(page.Next, changed);
    }

    /// <remarks>The head with it, so that nobody can go on with the conversation; who comes again begins a new one.</remarks>
    public async Task<int> ForgetAsync(IReadOnlyList<string> directoryIds, CancellationToken ct)
    {
        var removed = 0;
        foreach (var conversation in directoryIds.Where(ChatTable.IsPerson).Select(id => ChatTable.Prefix + id))
        {
            while (await tables.QueryAsync(new RowRange(ChatTable.Name, conversation), AtATime, null, ct) is { Rows: { Count: > 0 } rows })
            {
                await table.ApplyAsync(conversation, [.. rows.Select(r => new Change.Delete(r.RowKey, null))], ct);
                removed += rows.Count;
            }
        }

        return removed;
    }

    private static JsonObject Neutral(JsonObject activity, string text)
    {
        var left = new JsonObject(Stays.Where(activity.ContainsKey).Select(name => KeyValuePair.Create(name, activity[name]?.DeepClone())));
        if (activity["channelData"] is JsonObject data)
        {
            left["channelData"] = new JsonObject(Known.Where(data.ContainsKey).Select(name => KeyValuePair.Create(name, data[name]?.DeepClone())));
        }

        // What a button sent was never to be read.
        if (activity.ContainsKey("text") || activity.ContainsKey("attachments"))
        {
            left["text"] = text;
            left["textFormat"] = "plain";
        }

        return left;
    }

    private static bool Tells(JsonNode? node, EraseTraces traces) => node switch
    {
        JsonObject o => o.Any(member => Tells(member.Value, traces)),
        JsonArray a => a.Any(item => Tells(item, traces)),
        JsonValue value when value.TryGetValue<string>(out var said) => traces.In(said),
        _ => false,
    };
}
