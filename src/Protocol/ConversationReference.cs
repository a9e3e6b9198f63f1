namespace CrmBot.Protocol;

/// <summary>Where a person or group can be reached later. Replace the stored one on every inbound activity: service URLs move.</summary>
/// <param name="ServiceUrl">As received, never parsed or rebuilt. Keep only one that came with a trusted activity.</param>
/// <param name="IsGroup">True in a group chat or channel, where no customer content may be shown.</param>
/// <param name="Locale">The client's language when last heard.</param>
public sealed record ConversationReference(
    string ChannelId,
    string ServiceUrl,
    string ConversationId,
    string? ConversationType,
    bool IsGroup,
    string? TenantId,
    Account User,
    Account Bot,
    string? Locale)
{
    /// <summary>The speaker becomes the user, the recipient the bot.</summary>
    public static ConversationReference Of(Activity activity) => new(
        activity.ChannelId,
        activity.ServiceUrl,
        activity.Conversation.Id,
        activity.Conversation.ConversationType,
        activity.Conversation.IsGroup,
        activity.TenantId,
        activity.From,
        activity.Recipient,
        activity.ClientLocale);
}
