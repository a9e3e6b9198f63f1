using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CrmBot.Protocol;

/// <summary>Outbound JSON. Nothing null or empty is written: strict receivers refuse a null.</summary>
internal static class ActivityWriter
{
    // Chinese as it is: escaped it would be twice the size and count against the message limit.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly ArrayBufferWriter<byte> s_nothing = new();

    [ThreadStatic]
    private static Utf8JsonWriter? s_writer;

    /// <param name="id">Id of the activity itself, for an update; null when the channel gives it.</param>
    public static void Write(IBufferWriter<byte> buffer, ConversationReference to, OutboundActivity activity, string? id, string? replyToId)
    {
        var json = Begin(buffer);
        json.WriteStartObject();
        json.WriteString("type"u8, activity.Type);
        Text(json, "id"u8, id);
        Text(json, "channelId"u8, to.ChannelId);
        Party(json, "from"u8, to.Bot);
        Conversation(json, to);
        Party(json, "recipient"u8, to.User);
        Text(json, "replyToId"u8, replyToId ?? activity.ReplyToId);
        Text(json, "locale"u8, activity.Locale);
        Text(json, "text"u8, activity.Text);
        Text(json, "textFormat"u8, activity.TextFormat);
        Text(json, "summary"u8, activity.Summary);
        Text(json, "importance"u8, activity.Importance);
        Text(json, "inputHint"u8, activity.InputHint);
        Attachments(json, activity.Attachments);
        SuggestedActions(json, activity.SuggestedActions, to.User.Id);
        json.WriteEndObject();
        End(json);
    }

    /// <summary>The body that opens a personal chat; Teams answers the same id for the same person.</summary>
    public static void WriteCreate(IBufferWriter<byte> buffer, string? tenantId, Account bot, Account member)
    {
        var json = Begin(buffer);
        json.WriteStartObject();
        json.WriteBoolean("isGroup"u8, false);
        Party(json, "bot"u8, bot);
        json.WriteStartArray("members"u8);
        json.WriteStartObject();
        Parts(json, member);
        json.WriteEndObject();
        json.WriteEndArray();
        if (tenantId is { Length: > 0 })
        {
            json.WriteString("tenantId"u8, tenantId);
            json.WriteStartObject("channelData"u8);
            json.WriteStartObject("tenant"u8);
            json.WriteString("id"u8, tenantId);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
        End(json);
    }

    internal static Utf8JsonWriter Begin(IBufferWriter<byte> buffer)
    {
        var json = s_writer;
        if (json is null)
        {
            return s_writer = new Utf8JsonWriter(buffer, Options);
        }

        json.Reset(buffer);
        return json;
    }

    internal static void End(Utf8JsonWriter json)
    {
        json.Flush();
        // A thread that rests must not keep the last message in memory.
        json.Reset(s_nothing);
    }

    private static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is { Length: > 0 })
        {
            json.WriteString(name, value);
        }
    }

    private static void Party(Utf8JsonWriter json, ReadOnlySpan<byte> name, Account account)
    {
        if (account.Id.Length > 0)
        {
            json.WriteStartObject(name);
            Parts(json, account);
            json.WriteEndObject();
        }
    }

    private static void Parts(Utf8JsonWriter json, Account account)
    {
        json.WriteString("id"u8, account.Id);
        Text(json, "name"u8, account.Name);
        Text(json, "aadObjectId"u8, account.AadObjectId);
        Text(json, "role"u8, account.Role);
    }

    private static void Conversation(Utf8JsonWriter json, ConversationReference to)
    {
        json.WriteStartObject("conversation"u8);
        json.WriteString("id"u8, to.ConversationId);
        Text(json, "conversationType"u8, to.ConversationType);
        Text(json, "tenantId"u8, to.TenantId);
        if (to.IsGroup)
        {
            json.WriteBoolean("isGroup"u8, true);
        }

        json.WriteEndObject();
    }

    private static void Attachments(Utf8JsonWriter json, IReadOnlyList<Attachment> attachments)
    {
        if (attachments.Count == 0)
        {
            return;
        }

        json.WriteStartArray("attachments"u8);
        for (var i = 0; i < attachments.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("contentType"u8, attachments[i].ContentType);
            json.WritePropertyName("content"u8);
            json.WriteRawValue(attachments[i].ContentJson.Span, skipInputValidation: true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void SuggestedActions(Utf8JsonWriter json, IReadOnlyList<string> titles, string userId)
    {
        if (titles.Count == 0)
        {
            return;
        }

        json.WriteStartObject("suggestedActions"u8);
        if (userId.Length > 0)
        {
            json.WriteStartArray("to"u8);
            json.WriteStringValue(userId);
            json.WriteEndArray();
        }

        json.WriteStartArray("actions"u8);
        for (var i = 0; i < titles.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "imBack"u8);
            json.WriteString("title"u8, titles[i]);
            json.WriteString("value"u8, titles[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
