using System.CommandLine;

namespace CrmBot.Bot.Commands;

/// <summary>What the program does besides being the bot. A command is one class of this folder and one line here.</summary>
internal static class CommandLine
{
    /// <summary>
    /// True when the first argument is a word, rightly spelled or not, or asks for help. Everything else is the bot's and its
    /// host's: switches, and settings as <c>--Name=value</c>, <c>/Name=value</c> or <c>Name=value</c>.
    /// </summary>
    /// <remarks>
    /// Decided here and not by the parser, so that the bot never runs inside it: every start would load it, it refuses switches
    /// that it does not know, and two seconds after SIGTERM it ends the process under a bot that is still finishing its sends.
    /// </remarks>
    public static bool IsAsked(string[] args) =>
        args is [{ Length: > 0 } first, ..]
        && (first is "--help" or "-h" or "-?" || (first[0] is not ('-' or '/') && !first.Contains('=', StringComparison.Ordinal)));

    /// <summary>Runs the command that is asked for; it reads the standard input when <paramref name="input"/> is null.</summary>
    /// <returns>0, or 1 after saying on <paramref name="error"/> what is wrong.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, TextReader? input = null)
    {
        var root = new RootCommand("CrmBot. Without a command the bot starts; its settings are given as --Name=value.")
        {
            GalleryCommand.On(CardsCommand.Create(input)),
            TeamsCommand.Create(),
            PeopleCommand.Create(),
            ImportCommand.Create(),
            StoreCommand.Create(),
            CheckCommand.Create(),
        };
        return await root.Parse(args).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
    }
}
