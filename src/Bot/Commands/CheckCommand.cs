using System.CommandLine;
using CrmBot.Bot.Start;
using CrmBot.Cards;
using CrmBot.Language;

namespace CrmBot.Bot.Commands;

/// <summary><c>check</c>: says what is wrong with the cards and phrases beside the program.</summary>
internal static class CheckCommand
{
    private static readonly Option<bool> Keep = new("--keep") { Description = "keep that they are without fault: the bot starts sooner, until one of them changes" };

    public static Command Create(Shipped? shipped = null)
    {
        var check = new Command("check", "Prove the cards and phrases beside the program, as a start does.") { Keep };
        check.SetAction(async (parsed, ct) => await CheckAsync(shipped ?? Shipped.Here, parsed, ct));
        return check;
    }

    private static async Task<int> CheckAsync(Shipped shipped, ParseResult parsed, CancellationToken ct)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        try
        {
            var (capabilities, concepts) = await shipped.CheckAsync(parsed.GetValue(Keep), ct);
            await output.WriteLineAsync($"The cards of {capabilities} capabilities and the phrases of {concepts} concepts are without fault.");
            return 0;
        }
        catch (Exception fault) when (fault is CardFaultException or PhraseFaultException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(fault.Message);
            return 1;
        }
    }
}
