using System.Text.Json;

namespace CrmBot.Protocol;

/// <summary>
/// What a channel sent, read tolerantly: a field of the wrong type counts as absent, an unknown field is ignored.
/// Everything in it was written by others; only its shape is known.
/// </summary>
public sealed class Activity
{
    /// <summary>One of <see cref="ActivityTypes"/> or a type unknown to us; never empty.</summary>
    public required string Type { get; init; }

    /// <summary>One of <see cref="ChannelIds"/> or a channel unknown to us; never empty.</summary>
    public required string ChannelId { get; init; }

    public required ConversationAccount Conversation { get; init; }

    /// <summary>The channel's id of this activity; a resend has the same.</summary>
    public string? Id { get; init; }

    /// <summary>Name of an invoke or event.</summary>
    public string? Name { get; init; }

    /// <summary>Base of every connector call to this conversation; empty when the channel gave none (then nothing can be sent).</summary>
    public string ServiceUrl { get; init; } = "";

    /// <summary>As sent, unparsed; may be out of order or not a time at all.</summary>
    public string? Timestamp { get; init; }

    public string? LocalTimestamp { get; init; }

    /// <summary>The <c>locale</c> field; see <see cref="ClientLocale"/>.</summary>
    public string? Locale { get; init; }

    /// <summary>The <c>localTimezone</c> field; see <see cref="Timezone"/>.</summary>
    public string? LocalTimezone { get; init; }

    /// <summary>Null for a card submit, which has <see cref="Value"/> only.</summary>
    public string? Text { get; init; }

    public string? TextFormat { get; init; }

    /// <summary>The speaker; <see cref="Account.Unknown"/> when absent.</summary>
    public Account From { get; init; } = Account.Unknown;

    /// <summary>The bot; <see cref="Account.Unknown"/> when absent.</summary>
    public Account Recipient { get; init; } = Account.Unknown;

    /// <summary>The activity this one answers: for a card press, the message that carries the card. Web Chat sends none.</summary>
    public string? ReplyToId { get; init; }

    /// <summary>What an installationUpdate says happened: <c>add</c>, <c>remove</c>, <c>add-upgrade</c>, <c>remove-upgrade</c>.</summary>
    public string? Action { get; init; }

    public string? DeliveryMode { get; init; }

    /// <summary>What came with a message. In Teams the rich text of a message is one of them.</summary>
    public IReadOnlyList<InboundAttachment> Attachments { get; init; } = [];

    public IReadOnlyList<Account> MembersAdded { get; init; } = [];

    public IReadOnlyList<Account> MembersRemoved { get; init; } = [];

    /// <summary>Payload of an invoke, an event or a card submit. Written by the client: never trust an id in it.</summary>
    public JsonElement? Value { get => ValueJson?.Element; init => ValueJson = RawJson.Of(value); }

    public JsonElement? ChannelData { get => ChannelDataJson?.Element; init => ChannelDataJson = RawJson.Of(value); }

    /// <summary>All entities as sent; mentions and client info are already read into the members below.</summary>
    public IReadOnlyList<JsonElement> Entities => field ??= EntitiesJson?.Items() ?? [];

    /// <summary>The Entra tenant, from the channel data or else the conversation; null outside Teams.</summary>
    public string? TenantId => ChannelTenantId ?? Conversation.TenantId;

    /// <summary>IANA name of the client's zone; null when the client did not say (phones and installs often do not).</summary>
    public string? Timezone => LocalTimezone ?? ClientInfoTimezone;

    /// <summary>BCP 47 tag of the client's language as sent; null when it did not say.</summary>
    public string? ClientLocale => Locale ?? ClientInfoLocale;

    /// <summary>What Teams says changed (<c>teamMemberAdded</c>, <c>channelRenamed</c> …), from the channel data.</summary>
    public string? EventType { get; init; }

    /// <summary>Web Chat's own id of a message: the same when a person presses "retry".</summary>
    public string? ClientActivityId { get; init; }

    /// <summary><see cref="Text"/> without the mentions of the bot itself, trimmed; null when there is no text.</summary>
    public string? TextWithoutMention => field ??= Mention.Strip(Text, Mentions, Recipient.Id);

    /// <summary>Whether the bot itself is among the members added.</summary>
    public bool BotWasAdded => Names(MembersAdded, Recipient.Id);

    /// <summary>Whether the bot itself is among the members removed.</summary>
    public bool BotWasRemoved => Names(MembersRemoved, Recipient.Id);

    internal RawJson? ValueJson { get; init; }

    internal RawJson? ChannelDataJson { get; init; }

    internal RawJson? EntitiesJson { get; init; }

    internal IReadOnlyList<Mention> Mentions { get; init; } = [];

    internal string? ChannelTenantId { get; init; }

    internal string? ClientInfoTimezone { get; init; }

    internal string? ClientInfoLocale { get; init; }

    private static bool Names(IReadOnlyList<Account> members, string id)
    {
        for (var i = 0; i < members.Count; i++)
        {
            if (id.Length > 0 && members[i].Id == id)
            {
                return true;
            }
        }

        return false;
    }
}
