using Microsoft.Extensions.Logging;

namespace CrmBot.Storage;

/// <summary>What the SQLite engine reports. Event ids 3050 to 3069.</summary>
internal static partial class SqliteLog
{
    [LoggerMessage(3050, LogLevel.Information, "Store opened: SQLite at {Path}")]
    public static partial void Opened(ILogger logger, string path);

    [LoggerMessage(3051, LogLevel.Information, "Store closed")]
    public static partial void Closed(ILogger logger);

    [LoggerMessage(3052, LogLevel.Error, "A batch of {Calls} writes failed with SQLite error {Code}; none was confirmed")]
    public static partial void BatchFailed(ILogger logger, int calls, int code, Exception e);

    [LoggerMessage(3053, LogLevel.Error, "A read failed with SQLite error {Code}")]
    public static partial void ReadFailed(ILogger logger, int code, Exception e);

    [LoggerMessage(3054, LogLevel.Warning, "The write-ahead log was not emptied on closing; the next start reads it")]
    public static partial void LogKept(ILogger logger, Exception? e);
}
