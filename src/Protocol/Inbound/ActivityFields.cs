using System.Text.Json;

namespace CrmBot.Protocol;

/// <summary>The fields of an activity while it is read, in whatever order they come.</summary>
internal struct ActivityFields
{
    private string? _type, _id, _name, _channelId, _serviceUrl, _timestamp, _localTimestamp, _locale, _localTimezone;
    private string? _text, _textFormat, _replyToId, _action, _deliveryMode;
    private Account? _from, _recipient;
    private ConversationAccount? _conversation;
    private List<Account>? _added, _removed;
    private List<InboundAttachment>? _attachments;
    private RawJson? _value, _channelData, _entities;
    private ChannelDataFields _channel;
    private EntityFields _entity;

    /// <summary>The reader stands on the opening brace, and afterwards on the closing one.</summary>
    public void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonRead.Name(ref reader);
            reader.Read();
            if (!ReadEssential(ref reader, name) && !ReadText(ref reader, name) && !ReadNested(ref reader, name, json))
            {
                reader.Skip();
            }
        }
    }

    public readonly ActivityParse ToActivity()
    {
        if (_type is not { Length: > 0 } type)
        {
            return new ActivityParse.Malformed("the activity has no type");
        }

        if (_channelId is not { Length: > 0 } channel)
        {
            return new ActivityParse.Malformed("the activity has no channelId");
        }

        if (_conversation is null)
        {
            return new ActivityParse.Malformed("the activity has no conversation id");
        }

        return new ActivityParse.Ok(new Activity
        {
            Type = type,
            ChannelId = channel,
            Conversation = _conversation,
            Id = _id,
            Name = _name,
            ServiceUrl = _serviceUrl ?? "",
            Timestamp = _timestamp,
            LocalTimestamp = _localTimestamp,
            Locale = _locale,
            LocalTimezone = _localTimezone,
            Text = _text,
            TextFormat = _textFormat,
            From = _from ?? Account.Unknown,
            Recipient = _recipient ?? Account.Unknown,
            ReplyToId = _replyToId,
            Action = _action,
            DeliveryMode = _deliveryMode,
            Attachments = _attachments ?? (IReadOnlyList<InboundAttachment>)[],
            MembersAdded = _added ?? (IReadOnlyList<Account>)[],
            MembersRemoved = _removed ?? (IReadOnlyList<Account>)[],
            ValueJson = _value,
            ChannelDataJson = _channelData,
            EntitiesJson = _entities,
            EventType = _channel.EventType,
            ClientActivityId = _channel.ClientActivityId,
            ChannelTenantId = _channel.TenantId,
            Mentions = _entity.Mentions ?? (IReadOnlyList<Mention>)[],
            ClientInfoTimezone = _entity.Timezone,
            ClientInfoLocale = _entity.Locale,
        });
    }

    private bool ReadEssential(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("type"u8))
        {
            _type = JsonRead.Text(ref reader);
        }
        else if (name.SequenceEqual("id"u8))
        {
            _id = JsonRead.Text(ref reader);
        }
        else if (name.SequenceEqual("channelId"u8))
        {
            _channelId = JsonRead.Text(ref reader);
        }
        else if (name.SequenceEqual("serviceUrl"u8))
        {
            _serviceUrl = JsonRead.Common(ref reader);
        }
        else if (name.SequenceEqual("from"u8))
        {
            _from = AccountFields.Read(ref reader);
        }
        else if (name.SequenceEqual("recipient"u8))
        {
            _recipient = AccountFields.Read(ref reader, isBot: true);
        }
        else if (name.SequenceEqual("conversation"u8))
        {
            _conversation = ConversationFields.Read(ref reader);
        }
        else
        {
            return false;
        }

        return true;
    }

    private bool ReadText(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("text"u8))
        {
            _text = JsonRead.Text(ref reader);
        }
        else if (name.SequenceEqual("timestamp"u8))
        {
            _timestamp = JsonRead.Text(ref reader);
        }
        else if (name.SequenceEqual("localTimestamp"u8))
        {
            _localTimestamp = JsonRead.Text(ref reader);
        }
        else if (name.SequenceEqual("localTimezone"u8))
        {
            _localTimezone = JsonRead.Common(ref reader);
        }
        else if (name.SequenceEqual("locale"u8))
        {
            _locale = JsonRead.Text(ref reader);
        }
        else if (name.SequenceEqual("textFormat"u8))
        {
            _textFormat = JsonRead.Text(ref reader);
        }
        else if (name.SequenceEqual("replyToId"u8))
        {
            _replyToId = JsonRead.Text(ref reader);
        }
        else if (name.SequenceEqual("name"u8))
        {
            _name = JsonRead.Text(ref reader);
        }
        else if (name.SequenceEqual("action"u8))
        {
            _action = JsonRead.Text(ref reader);
        }
        else if (name.SequenceEqual("deliveryMode"u8))
        {
            _deliveryMode = JsonRead.Text(ref reader);
        }
        else
        {
            return false;
        }

        return true;
    }

    private bool ReadNested(ref Utf8JsonReader reader, scoped ReadOnlySpan<byte> name, ReadOnlySpan<byte> json)
    {
        var start = (int)reader.TokenStartIndex;
        if (name.SequenceEqual("value"u8))
        {
            reader.Skip();
            _value = JsonRead.Slice(ref reader, json, start);
        }
        else if (name.SequenceEqual("channelData"u8))
        {
            _channel = ChannelDataFields.Read(ref reader);
            _channelData = JsonRead.Slice(ref reader, json, start);
        }
        else if (name.SequenceEqual("entities"u8))
        {
            _entity = EntityFields.ReadAll(ref reader);
            _entities = JsonRead.Slice(ref reader, json, start);
        }
        else if (name.SequenceEqual("attachments"u8))
        {
            _attachments = AttachmentFields.ReadAll(ref reader, json);
        }
        else if (name.SequenceEqual("membersAdded"u8))
        {
            _added = AccountFields.ReadList(ref reader);
        }
        else if (name.SequenceEqual("membersRemoved"u8))
        {
            _removed = AccountFields.ReadList(ref reader);
        }
        else
        {
            return false;
        }

        return true;
    }
}
