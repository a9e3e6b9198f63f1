using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CrmBot.Bot.WebChat;

/// <summary>Who sits at the page. The page says so itself: it is a demo channel and knows no directory.</summary>
/// <param name="Locale">BCP-47; null when the client did not say.</param>
/// <param name="Zone">IANA name; null when the client did not say.</param>
internal sealed record ChatUser(string Id, string? Name, string? Locale, string? Zone);

/// <summary>A row of table <c>web</c>. Those that name no version are of version 1.</summary>
internal abstract record ChatVersion
{
    // Not init: that would be set to 0 where the row names none.
    [JsonPropertyOrder(-1)]
    public int V { get; set; } = 1;
}

/// <summary>The row <c>head</c> of a conversation.</summary>
/// <param name="Next">Number of the row that is written next; the first is 1.</param>
/// <param name="Last">Timestamp of the newest row: Web Chat orders by it, so it never stands still or goes back.</param>
/// <param name="Greeted">True once the bot has accepted the news that this person is here.</param>
internal sealed record ChatHead(ChatUser User, int Next, DateTimeOffset Last, bool Greeted) : ChatVersion;

/// <summary>One place in a conversation's log.</summary>
internal sealed record ChatRow : ChatVersion
{
    /// <summary>The number under which the activity was first said; null when this is that row.</summary>
    public int? At { get; init; }

    /// <summary>On the first row of an activity that was changed: where its content is now.</summary>
    public int? MovedTo { get; init; }

    /// <summary>The bot did not accept it; it is not shown as said after a reload.</summary>
    public bool Failed { get; init; }

    /// <summary>Null when the content moved on.</summary>
    public JsonObject? Activity { get; init; }
}

/// <summary>The row that recognises a message sent twice by its <c>clientActivityID</c>.</summary>
/// <param name="Accepted">True once the bot has accepted it; until then a repeat goes to the bot again, with the same id.</param>
internal sealed record ChatSent(int Number, bool Accepted) : ChatVersion;

/// <summary>The key that signs conversation tokens, kept so that a token outlives a restart.</summary>
internal sealed record ChatKey(byte[] Key) : ChatVersion;

[JsonSerializable(typeof(ChatHead))]
[JsonSerializable(typeof(ChatRow))]
[JsonSerializable(typeof(ChatSent))]
[JsonSerializable(typeof(ChatKey))]
internal sealed partial class ChatJson : JsonSerializerContext
{
    /// <summary>Writes names as they are: the proof of an erase searches the stored bytes for them.</summary>
    public static ChatJson Plain { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
