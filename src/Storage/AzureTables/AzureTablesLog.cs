using Microsoft.Extensions.Logging;

namespace CrmBot.Storage;

/// <summary>What the Azure engine reports. Event ids 3070 to 3089.</summary>
internal static partial class AzureTablesLog
{
    [LoggerMessage(3070, LogLevel.Information, "Store opened: Azure Table Storage at {Host}, tables {Prefix}*, as {Identity}")]
    public static partial void Opened(ILogger logger, string host, string prefix, string identity);

    [LoggerMessage(3071, LogLevel.Information, "Table {Table} made")]
    public static partial void TableMade(ILogger logger, string table);

    [LoggerMessage(3072, LogLevel.Warning, "A {Method} of the table service was answered {Status} {Code}")]
    public static partial void TryRefused(ILogger logger, string method, int status, string? code);

    [LoggerMessage(3073, LogLevel.Warning, "A {Method} of the table service had no answer: {Fault}")]
    public static partial void TryFailed(ILogger logger, string method, string fault);

    [LoggerMessage(3074, LogLevel.Information, "The answer to a write of {Changes} changes was lost; it stands")]
    public static partial void FoundStanding(ILogger logger, int changes);

    [LoggerMessage(3075, LogLevel.Warning, "The answer to a write of {Changes} changes was lost; whether it stands could not be told")]
    public static partial void LeftUnclear(ILogger logger, int changes);
}
