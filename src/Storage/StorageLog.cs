using Microsoft.Extensions.Logging;

namespace CrmBot.Storage;

internal static partial class StorageLog
{
    [LoggerMessage(3100, LogLevel.Debug, "Change {OpId} run again: {Because}")]
    public static partial void ChangeRunAgain(ILogger log, string opId, Refusal because);

    [LoggerMessage(3101, LogLevel.Warning, "Shadows of {OpId} left to the relay: {Written}")]
    public static partial void ShadowsLeft(ILogger log, string opId, ShadowsWritten written);

    [LoggerMessage(3102, LogLevel.Warning, "Shadows of {OpId} left to the relay after an outage")]
    public static partial void ShadowsFailed(ILogger log, string opId, Exception outage);

    [LoggerMessage(3103, LogLevel.Information, "Relay finished {Done} of {Seen} hints, voided {Voided}")]
    public static partial void Relayed(ILogger log, int seen, int done, int voided);

    [LoggerMessage(3104, LogLevel.Error, "Relay failed at the hint of {OpId}")]
    public static partial void HintFailed(ILogger log, string opId, Exception fault);
}
