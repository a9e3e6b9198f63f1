using System.CommandLine;
using CrmBot.Bot.Start;
using CrmBot.Storage;

namespace CrmBot.Bot.Commands;

/// <summary><c>store check</c> and <c>store rebuild</c>: everything that follows from the customers, held against them.</summary>
internal static class StoreCheckCommand
{
    /// <summary>Something differs from the truth, or a change was not finished.</summary>
    public const int Differs = 2;

    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(2);
    private static readonly Option<string?> EngineName = new("--engine") { Description = "sqlite or azure; Storage:Engine of the settings when left out" };
    private static readonly Option<string?> Tenant = new("--tenant") { Description = "only this tenant; all when left out" };

    public static Command CreateCheck() => Create(
        "check", "Hold lists, reminders, names, figures and audit copies against the customers, and tell what differs.", static (rebuild, tenant, progress, ct) => rebuild.CheckAsync(tenant, progress, ct));

    public static Command CreateRebuild() => Create(
        "rebuild", "The same, and write right what differs. A reminder whose own row was lost is planned anew and may be sent a second time.", static (rebuild, tenant, progress, ct) => rebuild.WriteAsync(tenant, progress, ct));

    private static Command Create(string name, string what, Func<ShadowRebuild, string?, IProgress<RebuildProgress>, CancellationToken, ValueTask<RebuildReport>> run)
    {
        var command = new Command(
            name,
            what + " On Azure the bots may go on; a database file needs its bot stopped. Settings as for the bot, such as --Storage:Sqlite:Path=other.db. "
            + "Exit code 0: all is as it should be; 1: refused; 2: something differs; 3: stopped on the way.")
        {
            EngineName, Tenant,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, ct) => await RunAsync(parsed, run, ct));
        return command;
    }

    private static Task<int> RunAsync(
        ParseResult parsed, Func<ShadowRebuild, string?, IProgress<RebuildProgress>, CancellationToken, ValueTask<RebuildReport>> run, CancellationToken ct) =>
        StoreWork.RunAsync(parsed, ["Storage"], "--Storage:Sqlite:Path=other.db", "The same command begins again.", async settings =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var asked = parsed.GetValue(EngineName) ?? settings["Storage:Engine"] ?? "sqlite";
            var engine = asked.Equals("sqlite", StringComparison.OrdinalIgnoreCase) ? "sqlite"
                : asked.Equals("azure", StringComparison.OrdinalIgnoreCase) || asked.Equals("AzureTables", StringComparison.OrdinalIgnoreCase) ? "azure"
                : throw new StartRefusedException($"'{asked}' is no engine. Say --engine sqlite or --engine azure.");
            await using var side = StoreSide.Open(settings, engine, "Check", mustExist: true);
            return await EndAsync(await run(new ShadowRebuild(side.Tables, TimeProvider.System), parsed.GetValue(Tenant), new Lines(output), ct), output);
        }, ct);

    private static async Task<int> EndAsync(RebuildReport report, TextWriter output)
    {
        foreach (var difference in report.Differences)
        {
            await output.WriteLineAsync($"{difference.Fault}: {difference.Kind} of {difference.Subject} ({difference.Tenant}): {difference.PartitionKey} / {difference.RowKey}");
        }

        if (report.Untold > 0)
        {
            await output.WriteLineAsync($"and {report.Untold} more");
        }

        var differ = report.Differences.Count + report.Untold;
        await output.WriteLineAsync(
            $"{report.Customers} customers, {report.Rows} rows: "
            + (differ == 0 ? "all as the customers say." : $"{differ} differ, {report.Written} written right.")
            + (report.UnderWay == 0 ? "" : $" {report.UnderWay} customers or people have a change that was not finished; a running bot finishes it."));
        return report.Stands ? 0 : Differs;
    }

    /// <summary>A line every two seconds, written before the work goes on.</summary>
    private sealed class Lines(TextWriter output) : IProgress<RebuildProgress>
    {
        private long last = TimeProvider.System.GetTimestamp();

        public void Report(RebuildProgress value)
        {
            if (TimeProvider.System.GetElapsedTime(last) >= TellEvery)
            {
                last = TimeProvider.System.GetTimestamp();
                output.WriteLine($"{value.Tenant}: {value.Part} {value.Done}");
            }
        }
    }
}
