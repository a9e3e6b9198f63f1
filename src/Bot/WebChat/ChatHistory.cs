using System.Globalization;
using System.Text.Json.Nodes;
using CrmBot.Storage;

namespace CrmBot.Bot.WebChat;

/// <summary>What became of an activity that was said.</summary>
/// <param name="Accepted">True when it was said before and the bot has accepted it.</param>
internal sealed record Said(int Number, string Id, bool Accepted);

/// <summary>A part of the log and where it ends.</summary>
internal sealed record ActivitySet(IReadOnlyList<JsonObject> Activities, int Watermark);

/// <summary>
/// The page's history in table <c>web</c>: one partition a conversation, a row <c>head</c>, and a log of numbered rows.
/// A changed activity keeps its id and timestamp and moves to the end of the log, so that whoever has read up to a
/// number sees the change by reading on; its old content is gone.
/// </summary>
internal sealed class ChatHistory(ChatTable table, TimeProvider time, Bell bell)
{
    /// <summary>Rows shown to someone who comes without a watermark. All are stored.</summary>
    public const int Shown = 200;

    /// <summary>A person has one conversation with the bot, always under this id.</summary>
    public static string ConversationOf(string person) => ChatTable.Prefix + person;

    public async Task<ChatHead?> FindAsync(string conversation, CancellationToken ct) =>
        (await table.HeadAsync(conversation, ct))?.Value;

    /// <summary>Opens the person's conversation, or notes what the client now says of the person.</summary>
    public async Task<ChatHead> OpenAsync(ChatUser user, CancellationToken ct)
    {
        var conversation = ConversationOf(user.Id);
        while (true)
        {
            var found = await table.HeadAsync(conversation, ct);
            var merged = Merge(user, found?.Value.User);
            if (found is { } same && same.Value.User == merged)
            {
                return same.Value;
            }

            var head = found is { } old ? old.Value with { User = merged } : new ChatHead(merged, 1, time.GetUtcNow(), false);
            if ((await table.ApplyAsync(conversation, [ChatTable.Head(found, head)], ct)).All)
            {
                return head;
            }
        }
    }

    /// <summary>Notes that the bot knows of the person.</summary>
    public async Task GreetedAsync(string conversation, CancellationToken ct)
    {
        while (await table.HeadAsync(conversation, ct) is { Value.Greeted: false } found
            && !(await table.ApplyAsync(conversation, [ChatTable.Head(found, found.Value with { Greeted = true })], ct)).All)
        {
        }
    }

    /// <summary>
    /// Adds an activity to the log and gives it id and timestamp. The same <paramref name="message"/> again keeps the id and
    /// timestamp of the first one and is shown in its place. Null when there is no such conversation.
    /// </summary>
    /// <param name="message">What the client calls the message it may send again; null when it does not say.</param>
    public async Task<Said?> SayAsync(string conversation, JsonObject activity, string? message, CancellationToken ct)
    {
        var sentKey = message is null ? null : ChatTable.SentKey(message);
        while (true)
        {
            if (sentKey is not null && await table.SentAsync(conversation, sentKey, ct) is { Value: var sent })
            {
                var id = IdOf(conversation, sent.Number);
                await ChangeAsync(conversation, id, _ => activity, ct);
                return new Said(sent.Number, id, sent.Accepted);
            }

            if (await table.HeadAsync(conversation, ct) is not { } found)
            {
                return null;
            }

            var number = found.Value.Next;
            var at = After(found.Value.Last);
            activity["id"] = IdOf(conversation, number);
            activity["timestamp"] = at.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

            List<Change> changes =
            [
                ChatTable.Head(found, found.Value with { Next = number + 1, Last = at }),
                ChatTable.Insert(number, new ChatRow { Activity = activity }),
            ];
            if (sentKey is not null)
            {
                changes.Add(ChatTable.Sent(sentKey, number));
            }

            if ((await table.ApplyAsync(conversation, changes, ct)).All)
            {
                bell.Ring(conversation);
                return new Said(number, IdOf(conversation, number), false);
            }
        }
    }

    /// <summary>Shows an activity to those who watch now and keeps nothing of it. False when there is no such conversation.</summary>
    public async Task<bool> PassAsync(string conversation, JsonObject activity, CancellationToken ct)
    {
        if (await table.HeadAsync(conversation, ct) is not { } head)
        {
            return false;
        }

        var now = time.GetUtcNow();
        activity["id"] = string.Create(CultureInfo.InvariantCulture, $"{conversation}|t{now.UtcTicks}");
        activity["timestamp"] = (now < head.Value.Last ? head.Value.Last : now).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        bell.Ring(conversation, activity.ToJsonString());
        return true;
    }

    /// <summary>Notes what the bot answered to something a person said.</summary>
    public async Task AnsweredAsync(string conversation, Said said, string? message, bool accepted, CancellationToken ct)
    {
        if (!accepted && await CurrentAsync(conversation, said.Number, ct) is { } current)
        {
            await table.ApplyAsync(conversation, [ChatTable.Replace(current.Number, current.Row.ETag, current.Row.Value with { Failed = true })], ct);
        }

        if (accepted && message is not null)
        {
            await table.ApplyAsync(conversation, [ChatTable.Accepted(ChatTable.SentKey(message), said.Number)], ct);
        }
    }

    /// <summary>Puts another content in the place of an activity, under the same id and timestamp. False when there is none.</summary>
    public async Task<bool> ChangeAsync(string conversation, string activityId, Func<ChatUser, JsonObject> content, CancellationToken ct)
    {
        while (true)
        {
            if (NumberOf(conversation, activityId) is not { } first
                || await table.HeadAsync(conversation, ct) is not { } head
                || await CurrentAsync(conversation, first, ct) is not { Row.Value.Activity: { } old } current)
            {
                return false;
            }

            var activity = content(head.Value.User);
            activity["id"] = activityId;
            activity["timestamp"] = old["timestamp"]?.DeepClone();

            var next = head.Value.Next;
            List<Change> changes =
            [
                ChatTable.Head(head, head.Value with { Next = next + 1 }),
                ChatTable.Insert(next, new ChatRow { At = first, Activity = activity }),
                ChatTable.Replace(first, current.First, new ChatRow { MovedTo = next }),
            ];
            if (current.Number != first)
            {
                changes.Add(ChatTable.Replace(current.Number, current.Row.ETag, new ChatRow { At = first }));
            }

            if ((await table.ApplyAsync(conversation, changes, ct)).All)
            {
                bell.Ring(conversation);
                return true;
            }
        }
    }

    /// <summary>What was said after <paramref name="watermark"/>; without one, what the last rows hold, in the order it was said.</summary>
    public async Task<ActivitySet> ReadAsync(string conversation, int? watermark, CancellationToken ct)
    {
        var from = watermark + 1 ?? Math.Max(1, ((await table.HeadAsync(conversation, ct))?.Value.Next ?? 1) - Shown);
        var rows = await table.RowsAsync(conversation, from, ct);
        var end = rows.Count == 0 ? from - 1 : rows[^1].Number;
        var shown = rows.Where(r => r.Row.Activity is not null && (watermark is not null || !r.Row.Failed));
        return new ActivitySet([.. shown.OrderBy(r => r.Row.At ?? r.Number).Select(r => r.Row.Activity!)], end);
    }

    /// <summary>The row that holds the content of an activity now, and the version of its first row.</summary>
    private async Task<Current?> CurrentAsync(string conversation, int first, CancellationToken ct)
    {
        if (await table.RowAsync(conversation, first, ct) is not { } origin)
        {
            return null;
        }

        if (origin.Value.MovedTo is not { } to)
        {
            return new Current(first, origin, origin.ETag);
        }

        return await table.RowAsync(conversation, to, ct) is { } moved ? new Current(to, moved, origin.ETag) : null;
    }

    private static ChatUser Merge(ChatUser said, ChatUser? known) =>
        new(said.Id, said.Name ?? known?.Name, said.Locale ?? known?.Locale, said.Zone ?? known?.Zone);

    private static string IdOf(string conversation, int number) => string.Create(CultureInfo.InvariantCulture, $"{conversation}|{number:D7}");

    private static int? NumberOf(string conversation, string activityId) =>
        activityId.StartsWith(conversation + "|", StringComparison.Ordinal)
        && int.TryParse(activityId.AsSpan(conversation.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private DateTimeOffset After(DateTimeOffset last)
    {
        var now = time.GetUtcNow();
        return now - last < TimeSpan.FromMilliseconds(1) ? last.AddMilliseconds(1) : now;
    }

    private sealed record Current(int Number, Kept<ChatRow> Row, ETag First);
}
