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

/// <summary>
/// Names of invokes. The bot answers those that a capability claims; every other one, of this table or not, is answered 501.
/// </summary>
public static class InvokeNames
{
    /// <summary>A press of an <c>Action.Execute</c> button.</summary>
    public const string CardAction = "adaptiveCard/action";

    /// <summary>A typeahead asks for choices.</summary>
    public const string Search = "application/search";

    /// <summary>A button opens a dialog.</summary>
    public const string DialogFetch = "task/fetch";

    /// <summary>A dialog was submitted.</summary>
    public const string DialogSubmit = "task/submit";

    /// <summary>What a channel may send besides; a capability that wants one claims it by name.</summary>
    public static IReadOnlyList<string> Others { get; } =
    [
        "composeExtension/query", "composeExtension/selectItem", "composeExtension/queryLink", "composeExtension/anonymousQueryLink",
        "composeExtension/fetchTask", "composeExtension/submitAction", "composeExtension/querySettingUrl", "composeExtension/setting",
        "composeExtension/onCardButtonClicked", "fileConsent/invoke", "signin/verifyState", "signin/tokenExchange", "config/fetch",
        "config/submit", "tab/fetch", "tab/submit", "actionableMessage/executeAction", "message/submitAction", "message/fetchTask",
        "handoff/action",
    ];
}
