namespace CrmBot.Bot.WebChat;

/// <summary>Event ids 1050 to 1069.</summary>
internal static partial class WebChatLog
{
    [LoggerMessage(1050, LogLevel.Information, "Chat page is served at {Address}")]
    public static partial void PageServed(this ILogger log, Uri address);

    [LoggerMessage(1051, LogLevel.Warning, "Bot answered {Status} to an activity of conversation {Conversation}")]
    public static partial void BotRefused(this ILogger log, string conversation, int status);

    [LoggerMessage(1052, LogLevel.Warning, "Bot did not answer an activity of conversation {Conversation}")]
    public static partial void BotUnreachable(this ILogger log, string conversation, Exception exception);

    [LoggerMessage(1053, LogLevel.Debug, "Stream of conversation {Conversation} opened after {Watermark}")]
    public static partial void StreamOpened(this ILogger log, string conversation, int? watermark);

    [LoggerMessage(1054, LogLevel.Debug, "Stream of conversation {Conversation} ended after {Watermark}")]
    public static partial void StreamEnded(this ILogger log, string conversation, int? watermark);

    [LoggerMessage(1055, LogLevel.Warning, "Chat page was asked for from elsewhere and answered 404")]
    public static partial void RefusedFromElsewhere(this ILogger log);
}
