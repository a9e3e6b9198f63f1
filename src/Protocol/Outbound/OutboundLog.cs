using Microsoft.Extensions.Logging;

namespace CrmBot.Protocol;

/// <summary>What happened to the bot's own tokens, pace and sizes: codes and counts.</summary>
internal static partial class OutboundLog
{
    [LoggerMessage(4060, LogLevel.Error, "No new token for the channel could be had: {Why}")]
    public static partial void TokenMissing(ILogger log, string why);

    [LoggerMessage(4061, LogLevel.Information, "A token for the channel was had again after {Failures} failures")]
    public static partial void TokenBack(ILogger log, int failures);

    [LoggerMessage(4062, LogLevel.Warning, "Channel refused the token: a new one was asked for")]
    public static partial void TokenDropped(ILogger log);

    [LoggerMessage(4063, LogLevel.Information, "Message was {Bytes} bytes and was cut from {Before} to {After} characters")]
    public static partial void TextCut(ILogger log, int bytes, int before, int after);

    [LoggerMessage(4064, LogLevel.Warning, "Message of {Bytes} bytes is too large and cannot be cut")]
    public static partial void TooLarge(ILogger log, int bytes);

    [LoggerMessage(4065, LogLevel.Warning, "Channel asked for a slower pace; the tenant's is {PerSecond} calls a second now")]
    public static partial void Slowed(ILogger log, double perSecond);
}
