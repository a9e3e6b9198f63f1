using System.CommandLine;
using System.Text;

namespace CrmBot.Bot.Commands;

/// <summary><c>cards</c>: what designers and scripts do with cards.</summary>
internal static class CardsCommand
{
    private static readonly Option<bool> Stdin = new("--stdin") { Description = "read lines of {\"template\", \"data\", \"host\"} from the standard input" };
    private static readonly Option<bool> Strict = new("--strict") { Description = "as the bot renders its cards: a path that leads nowhere is an error" };

    /// <param name="input">What <c>render</c> reads; the standard input when null.</param>
    public static Command Create(TextReader? input = null)
    {
        var render = new Command("render", "Write one line of {\"card\"} or {\"error\"} for every line read.") { Stdin, Strict };
        render.Validators.Add(static asked =>
        {
            if (!asked.GetValue(Stdin))
            {
                asked.AddError("Say --stdin: the lines are read from the standard input.");
            }
        });
        render.SetAction(async (parsed, ct) => await RenderAsync(input, parsed.GetValue(Strict), parsed.InvocationConfiguration.Output, ct));
        return new Command("cards", "Write every card with its samples as one HTML page.") { render };
    }

    private static async Task<int> RenderAsync(TextReader? input, bool strict, TextWriter output, CancellationToken ct)
    {
        // UTF-8 whatever the terminal speaks: the lines are JSON.
        using var standard = input is null ? new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false)) : null;
        while (await (input ?? standard!).ReadLineAsync(ct) is { } line)
        {
            await output.WriteAsync(CardLine.Answer(line, strict) + "\n");
            await output.FlushAsync(ct);
        }

        return 0;
    }
}
