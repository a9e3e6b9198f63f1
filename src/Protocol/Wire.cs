namespace CrmBot.Protocol;

/// <summary>Values of <see cref="Activity.Type"/> that the bot meets; a channel may send others. Compared ordinally.</summary>
public static class ActivityTypes
{
    public const string Message = "message";
    public const string Invoke = "invoke";
    public const string Event = "event";
    public const string Typing = "typing";
    public const string ConversationUpdate = "conversationUpdate";
    public const string InstallationUpdate = "installationUpdate";
    public const string MessageUpdate = "messageUpdate";
    public const string MessageDelete = "messageDelete";
    public const string MessageReaction = "messageReaction";
    public const string EndOfConversation = "endOfConversation";
}

/// <summary>Values of <see cref="Activity.ChannelId"/> that the bot knows; a channel may name itself otherwise.</summary>
public static class ChannelIds
{
    public const string Teams = "msteams";
    public const string DirectLine = "directline";
    public const string WebChat = "webchat";
    public const string Emulator = "emulator";
}

/// <summary>Names of invokes that the protocol room can answer; others are answered 501.</summary>
public static class InvokeNames
{
    /// <summary>A press of an Action.Execute button.</summary>
    public const string AdaptiveCardAction = "adaptiveCard/action";
}
