using System.CommandLine;
using CrmBot.Bot.Commands.TeamsApp;

namespace CrmBot.Bot.Commands;

/// <summary><c>teams package</c>: writes the zip that an administrator uploads to Teams.</summary>
internal static class TeamsCommand
{
    private static readonly Option<string> AppId = new("--app-id") { Required = true, Description = "app id (GUID) of the bot registration, as in MicrosoftAppId" };
    private static readonly Option<string> Host = new("--host") { Required = true, Description = "public host name of the bot, such as bot.example.com" };
    private static readonly Option<string> Out = new("--out") { Description = "file to write", DefaultValueFactory = static _ => "crmbot-teams.zip" };
    private static readonly Option<string?> Name = new("--name") { Description = "name of the app in Teams, at most 30 characters" };
    private static readonly Option<string?> AppVersion = new("--app-version") { Description = "version of the package, such as 1.0.1; Teams takes an update only with a higher one" };
    private static readonly Option<string?> Developer = new("--developer") { Description = "who publishes the app, at most 32 characters" };
    private static readonly Option<string?> Website = new("--website") { Description = "https page about the app" };
    private static readonly Option<string?> Privacy = new("--privacy") { Description = "https page with its privacy statement" };
    private static readonly Option<string?> Terms = new("--terms") { Description = "https page with its terms of use" };
    private static readonly Option<string?> Parts = new("--parts") { Description = "folder with manifest.json, icons and language files; those of the program when left out" };

    public static Command Create()
    {
        var package = new Command("package", "Write the Teams app package (a zip) and check it first.")
        {
            AppId, Host, Out, Name, AppVersion, Developer, Website, Privacy, Terms, Parts,
        };
        package.SetAction(static async (parsed, ct) => await PackageAsync(parsed, ct));
        return new Command("teams", "The app as Teams installs it.") { package };
    }

    private static async Task<int> PackageAsync(ParseResult parsed, CancellationToken ct)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var order = new PackageOrder(parsed.GetRequiredValue(AppId), parsed.GetRequiredValue(Host))
        {
            Name = parsed.GetValue(Name),
            Version = parsed.GetValue(AppVersion),
            Developer = parsed.GetValue(Developer),
            Website = parsed.GetValue(Website),
            Privacy = parsed.GetValue(Privacy),
            Terms = parsed.GetValue(Terms),
        };
        var file = Path.GetFullPath(parsed.GetRequiredValue(Out));
        var made = await AppPackage.MakeAsync(parsed.GetValue(Parts) ?? AppPackage.OwnParts, AppPackage.OwnSchemas, order, ct);
        if (made is PackageOutcome.Refused refused)
        {
            foreach (var fault in refused.Faults)
            {
                await error.WriteLineAsync(fault);
            }

            return 1;
        }

        var written = (PackageOutcome.Made)made;
        try
        {
            await WriteAsync(file, written.Zip, ct);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"The package could not be written: {fault.Message}");
            return 1;
        }

        await output.WriteLineAsync($"Wrote {file}: version {written.Version} for the app {order.AppId} at {order.Host}.");
        if (order.Website is null || order.Privacy is null || order.Terms is null)
        {
            await output.WriteLineAsync($"People see links to a website, a privacy statement and terms of use. Those not given lead to https://{order.Host}/, where the bot has no page: --website, --privacy and --terms name yours.");
        }

        return 0;
    }

    /// <summary>A file that is there is whole: the old one until the new one takes its name.</summary>
    private static async Task WriteAsync(string file, ReadOnlyMemory<byte> zip, CancellationToken ct)
    {
        var unfinished = file + ".unfinished";
        try
        {
            await File.WriteAllBytesAsync(unfinished, zip, ct);
            File.Move(unfinished, file, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
