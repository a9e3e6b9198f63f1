using System.Diagnostics.Metrics;

namespace CrmBot.Storage;

/// <summary>
/// Counts what the engines are asked, for whoever listens: on Azure Table Storage each is one transaction of the bill (a page
/// of a query, a row, a change set), without what the pipeline tries again.
/// </summary>
public static class StoreCalls
{
    /// <summary>Part of the figures of reminders, beside those of the scheduler.</summary>
    public const string MeterName = "CrmBot.Reminders";

    public const string Instrument = "store_tx";

    /// <summary>Tag: <c>get</c>, <c>query</c> or <c>write</c>.</summary>
    public const string Op = "op";

    /// <summary>Tag: on whose behalf; <c>other</c> where nobody said.</summary>
    public const string By = "by";

    private static readonly Counter<long> Calls = new Meter(MeterName).CreateCounter<long>(Instrument, "{transaction}", "What the store was asked");
    private static readonly AsyncLocal<string?> Caller = new();

    /// <summary>From here on calls are counted as those of <paramref name="caller"/>, until the method that says so ends, which must be async.</summary>
    public static void AreBy(string caller) => Caller.Value = caller;

    internal static void Get() => Count("get", 1);

    internal static void Query() => Count("query", 1);

    internal static void Write(int sets) => Count("write", sets);

    private static void Count(string op, int calls)
    {
        if (Calls.Enabled)
        {
            Calls.Add(calls, new(Op, op), new(By, Caller.Value ?? "other"));
        }
    }
}
