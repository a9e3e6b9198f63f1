using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.WebChat;

/// <summary>A stored value and its version.</summary>
internal readonly record struct Kept<T>(T Value, ETag ETag);

/// <summary>
/// Table <c>web</c>, one partition a conversation: <c>head</c>; the log <c>{number:D10}</c>, read in order from a number
/// on; <c>c|{hash}</c> of a client's id for a message, read by key.
/// </summary>
internal sealed partial class ChatTable(ITables tables)
{
    public const string Name = "web";

    /// <summary>What every conversation id begins with; a person's id follows.</summary>
    public const string Prefix = "web-";

    private const string HeadKey = "head";

    // The character after '9': the log ends before it.
    private const string LogEnd = ":";

    /// <summary>True for 1 to 64 letters, digits, '-' and '_': what may be part of a key and of an address.</summary>
    public static bool IsPerson(string id) => PersonId().IsMatch(id);

    /// <summary>Null when there is no such conversation, also for an id that no conversation can have.</summary>
    public async Task<Kept<ChatHead>?> HeadAsync(string conversation, CancellationToken ct) =>
        conversation.StartsWith(Prefix, StringComparison.Ordinal) && IsPerson(conversation[Prefix.Length..])
            ? await GetAsync(conversation, HeadKey, ChatJson.Plain.ChatHead, ct)
            : null;

    public Task<Kept<ChatRow>?> RowAsync(string conversation, int number, CancellationToken ct) =>
        GetAsync(conversation, RowKey(number), ChatJson.Plain.ChatRow, ct);

    public Task<Kept<ChatSent>?> SentAsync(string conversation, string key, CancellationToken ct) =>
        GetAsync(conversation, key, ChatJson.Plain.ChatSent, ct);

    public async Task<List<(int Number, ChatRow Row)>> RowsAsync(string conversation, int from, CancellationToken ct)
    {
        var range = new RowRange(Name, conversation, null, RowKey(from), LogEnd);
        var rows = new List<(int Number, ChatRow Row)>();
        string? next = null;
        do
        {
            var page = await tables.QueryAsync(range, 1000, next, ct);
            rows.AddRange(page.Rows.Select(r => (int.Parse(r.RowKey, CultureInfo.InvariantCulture), Read(r, ChatJson.Plain.ChatRow))));
            next = page.Next;
        }
        while (next is not null);

        return rows;
    }

    public async Task<Applied> ApplyAsync(string conversation, IReadOnlyList<Change> changes, CancellationToken ct) =>
        await tables.ApplyAsync([new ChangeSet(Name, conversation, changes)], ct);

    public static string SentKey(string clientActivityId) => "c|" + Ids.Hash(clientActivityId);

    public static Change Head(Kept<ChatHead>? found, ChatHead head)
    {
        var bytes = Bytes(head, ChatJson.Plain.ChatHead);
        return found is { } old ? new Change.Replace(HeadKey, old.ETag, bytes) : new Change.Insert(HeadKey, bytes);
    }

    public static Change Insert(int number, ChatRow row) => new Change.Insert(RowKey(number), Bytes(row, ChatJson.Plain.ChatRow));

    public static Change Replace(int number, ETag etag, ChatRow row) => new Change.Replace(RowKey(number), etag, Bytes(row, ChatJson.Plain.ChatRow));

    public static Change Sent(string key, int number) => new Change.Insert(key, Bytes(new ChatSent(number, false), ChatJson.Plain.ChatSent));

    public static Change Accepted(string key, int number) => new Change.Put(key, Bytes(new ChatSent(number, true), ChatJson.Plain.ChatSent));

    private static string RowKey(int number) => number.ToString("D10", CultureInfo.InvariantCulture);

    private static ReadOnlyMemory<byte> Bytes<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    private static T Read<T>(Row row, JsonTypeInfo<T> type) => RowSchema.Read(row, type, unsaid: 1);

    private async Task<Kept<T>?> GetAsync<T>(string conversation, string key, JsonTypeInfo<T> type, CancellationToken ct) =>
        await tables.GetAsync(Name, conversation, key, ct) is { } row ? new Kept<T>(Read(row, type), row.ETag) : null;

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PersonId();
}
