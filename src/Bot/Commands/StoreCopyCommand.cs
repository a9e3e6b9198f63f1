using System.CommandLine;
using CrmBot.Storage;

namespace CrmBot.Bot.Commands;

/// <summary><c>store copy</c>: everything one engine holds, into another.</summary>
internal static class StoreCopyCommand
{
    /// <summary>Both sides were read and are not equal.</summary>
    public const int NotEqual = 2;

    private static readonly Option<string> From = new("--from") { Required = true, Description = "engine of the source" };
    private static readonly Option<string> To = new("--to") { Required = true, Description = "engine of the target, which must be empty" };

    public static Command Create()
    {
        From.AcceptOnlyFromAmong("sqlite", "azure");
        To.AcceptOnlyFromAmong("sqlite", "azure");
        var copy = new Command(
            "copy",
            "Copy a whole store into an empty one and compare the two. Stop every bot first. Stopped with Ctrl+C, the same command goes on. "
            + "Settings as for the bot; those of one side as --Copy:From:... and --Copy:To:..., such as --Copy:To:Sqlite:Path=new.db. "
            + "Exit code 0: equal; 1: refused; 2: not equal; 3: stopped on the way.")
        {
            From, To,
        };
        copy.TreatUnmatchedTokensAsErrors = false;
        copy.SetAction(async static (parsed, ct) => await CopyAsync(parsed, ct));
        return copy;
    }

    private static Task<int> CopyAsync(ParseResult parsed, CancellationToken ct) =>
        StoreWork.RunAsync(parsed, ["Storage", "Copy"], "--Copy:To:Sqlite:Path=new.db", "The same command goes on from here.", async settings =>
        {
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            await using var from = StoreSide.Open(settings, parsed.GetRequiredValue(From), "Copy:From", mustExist: true);
            await using var to = StoreSide.Open(settings, parsed.GetRequiredValue(To), "Copy:To", mustExist: false);
            var report = new StoreCopyReport(output, TimeProvider.System);
            return await EndAsync(await new StoreCopy(from.Tables, to.Tables, from.Name).RunAsync(report.Tell, ct), to.Name, output, error);
        }, ct);

    private static async Task<int> EndAsync(CopyOutcome outcome, string target, TextWriter output, TextWriter error)
    {
        switch (outcome)
        {
            case CopyOutcome.NotEmpty held:
                await error.WriteLineAsync($"The target ({target}) holds rows already, in table {held.Table}. Copy into an empty one: another Storage:AzureTables:TablePrefix, or another file.");
                return 1;
            case CopyOutcome.OtherCopy:
                await error.WriteLineAsync($"In the target ({target}) a copy of another source stands unfinished. Finish that one, or copy into an empty target.");
                return 1;
            case CopyOutcome.Compared compared:
                foreach (var table in compared.Tables)
                {
                    await output.WriteLineAsync(StoreCopyReport.Line(table));
                }

                await (compared.IsEqual ? output : error).WriteLineAsync(compared.IsEqual
                    ? "Equal. Start the bot on the target now and never again on the source: both would remind people. "
                        + "What fell due meanwhile is sent then; a message that was just being sent when the old bot ended counts as in doubt once its lease (Scheduler:Lease) is over."
                    : "Not equal: the source or the target was written during the copy. Stop every bot and copy again, into an empty target.");
                return compared.IsEqual ? 0 : NotEqual;
            default:
                throw new InvalidOperationException($"{outcome.GetType().Name} has no end.");
        }
    }
}
