using Microsoft.Extensions.Logging;

namespace CrmBot.Protocol;

/// <summary>What happened on the wire: ids, codes and counts, never what somebody wrote.</summary>
internal static partial class Log
{
    [LoggerMessage(4000, LogLevel.Error, "Turn failed: {Type} {ActivityId} on {Channel}")]
    public static partial void TurnFailed(ILogger log, Exception fault, string type, string? activityId, string channel);

    [LoggerMessage(4001, LogLevel.Warning, "Turn ran out of time: {Type} {ActivityId} on {Channel}")]
    public static partial void TurnRanOut(ILogger log, string type, string? activityId, string channel);

    [LoggerMessage(4002, LogLevel.Warning, "Request refused with {Status}: {Why}")]
    public static partial void RequestRefused(ILogger log, int status, string why);

    [LoggerMessage(4003, LogLevel.Warning, "Conversation had too many turns waiting, or the wait was too long: {ActivityId} on {Channel}")]
    public static partial void ConversationBusy(ILogger log, string? activityId, string channel);

    [LoggerMessage(4004, LogLevel.Information, "Sender broke off before its request was whole")]
    public static partial void RequestBrokeOff(ILogger log);

    [LoggerMessage(4005, LogLevel.Information, "Resend acknowledged: {Type} {ActivityId} on {Channel}")]
    public static partial void Resent(ILogger log, string type, string? activityId, string channel);

    [LoggerMessage(4006, LogLevel.Warning, "Inbox could not be read or written; a resend of {ActivityId} on {Channel} may be run again")]
    public static partial void InboxUnavailable(ILogger log, Exception outage, string? activityId, string channel);

    [LoggerMessage(4007, LogLevel.Warning, "Invoke {Name} {ActivityId} on {Channel} took longer than its limit; the person was told, and its turn goes on")]
    public static partial void StillWorking(ILogger log, string? name, string? activityId, string channel);

    [LoggerMessage(4010, LogLevel.Warning, "Channel refused a call with {Status} {Code} (MS-CV {Vector})")]
    public static partial void CallRefused(ILogger log, int status, string? code, string? vector);

    [LoggerMessage(4011, LogLevel.Warning, "Call to the channel got no answer: {Method}, may have arrived: {MayHaveArrived}, {Why}")]
    public static partial void CallFailed(ILogger log, string? method, bool mayHaveArrived, string why);

    [LoggerMessage(4012, LogLevel.Warning, "Service URL refused: its host is not allowed")]
    public static partial void HostRefused(ILogger log);

    [LoggerMessage(4020, LogLevel.Warning, "Caller refused with {Status}: {Why}")]
    public static partial void CallerRefused(ILogger log, int status, string why);

    [LoggerMessage(4021, LogLevel.Information, "Keys of {Issuer} fetched: {Count}")]
    public static partial void KeysFetched(ILogger log, string issuer, int count);

    [LoggerMessage(4022, LogLevel.Warning, "Keys of {Issuer} could not be fetched; those at hand go on serving")]
    public static partial void KeysNotFetched(ILogger log, Exception fault, string issuer);
}
