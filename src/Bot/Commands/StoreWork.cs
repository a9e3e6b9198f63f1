using System.CommandLine;
using CrmBot.Bot.Start;
using CrmBot.Storage;

namespace CrmBot.Bot.Commands;

/// <summary>What the commands on a store have in common: the settings of the bot, and how they end when they cannot go on.</summary>
internal static class StoreWork
{
    /// <summary>Stopped or cut off on the way: the same command may be given again.</summary>
    public const int Stopped = 3;

    /// <param name="sections">Of which settings may be given on the line.</param>
    /// <param name="example">Such a setting.</param>
    /// <param name="again">What the same command does when it is given once more.</param>
    public static async Task<int> RunAsync(
        ParseResult parsed, IReadOnlyList<string> sections, string example, string again, Func<IConfiguration, Task<int>> work, CancellationToken ct)
    {
        var error = parsed.InvocationConfiguration.Error;
        if (parsed.UnmatchedTokens.FirstOrDefault(t => !IsSetting(t, sections)) is { } token)
        {
            await error.WriteLineAsync($"'{token}' is neither an option nor a setting such as {example}.");
            return 1;
        }

        try
        {
            return await work(new ConfigurationBuilder()
                .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
                .AddEnvironmentVariables()
                .AddCommandLine([.. parsed.UnmatchedTokens])
                .Build());
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await error.WriteLineAsync($"Stopped. {again}");
            return Stopped;
        }
        catch (Exception refusal) when (Refusals.Explain(refusal) is { } sentence)
        {
            await error.WriteLineAsync(sentence);
            return 1;
        }
        catch (StorageUnavailableException outage)
        {
            await error.WriteLineAsync($"{outage.Message} {again}");
            return Stopped;
        }
    }

    private static bool IsSetting(string token, IEnumerable<string> sections) =>
        token.Contains('=', StringComparison.Ordinal) && sections.Any(s => token.StartsWith($"--{s}:", StringComparison.OrdinalIgnoreCase));
}
