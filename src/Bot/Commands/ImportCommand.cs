using System.CommandLine;
using CrmBot.Bot.Files;
using CrmBot.Bot.Import;
using CrmBot.Bot.Start;
using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Commands;

/// <summary><c>import FILE</c>: moves a file of customers, contacts, orders or follow-ups in, without a chat.</summary>
internal static class ImportCommand
{
    private static readonly Argument<string> File = new("file") { Description = "CSV or XLSX; its first row names the columns as docs/import-export.md says" };
    private static readonly Option<string?> Tenant = new("--tenant") { Description = "whose it becomes; Bot:DefaultTenant when left out" };
    private static readonly Option<string?> As = new("--as") { Description = "id, mail address or name of the person on whose authority it is done; without, an operator's, and every row must name its owner or author" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "look at every row and write nothing" };
    private static readonly Option<bool> Fill = new("--fill") { Description = "fill what is empty in customers and contacts that are there, instead of leaving them out" };
    private static readonly Option<string?> Report = new("--report") { Description = "file for the rows that were not taken; FILE.not-imported.csv when left out" };

    public static Command Create()
    {
        var import = new Command("import", "Move a CSV or XLSX file in. Settings of the store are given as --Name=value after it.")
        {
            File, Tenant, As, DryRun, Fill, Report,
        };
        import.TreatUnmatchedTokensAsErrors = false;
        import.SetAction(static async (parsed, ct) => await RunAsync(parsed, ct));
        return import;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        try
        {
            await using var services = await ServicesAsync([.. parsed.UnmatchedTokens]);
            return await WorkAsync(parsed, services, output, error, ct);
        }
        catch (Exception fault) when (Explain(fault) is { } sentence)
        {
            await error.WriteLineAsync(sentence);
            return 1;
        }
    }

    private static string? Explain(Exception fault) =>
        fault is IOException or UnauthorizedAccessException or StorageUnavailableException ? fault.Message : Refusals.Explain(fault);

    private static async Task<int> WorkAsync(ParseResult parsed, ServiceProvider services, TextWriter output, TextWriter error, CancellationToken ct)
    {
        var path = Path.GetFullPath(parsed.GetRequiredValue(File));
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var jobId = services.GetRequiredService<IIds>().New();
        var bot = services.GetRequiredService<IOptions<BotOptions>>().Value;
        var tenant = parsed.GetValue(Tenant) ?? bot.DefaultTenant;
        var repeats = parsed.GetValue(Fill) ? Repeats.Fill : Repeats.Skip;
        var scenes = services.GetRequiredService<ImportScenes>();
        var scene = await scenes.OfOperatorAsync(tenant, jobId, new Person("operator", "operator", null, [], Role.Admin, null, null, bot.DefaultZone, bot.DefaultLanguage), repeats, ct);
        if (parsed.GetValue(As) is { } said)
        {
            if (await scene.FindAsync(said, ct) is not Who.One { Person: var me })
            {
                await error.WriteLineAsync($"Nobody, or more than one person, of the tenant {tenant} is called so. Give an id or a mail address.");
                return 1;
            }

            scene = await scenes.OfOperatorAsync(tenant, jobId, me, repeats, ct);
        }

        var work = new ImportWork(services.GetRequiredService<Importer>(), services.GetRequiredService<Headers>(), services.GetRequiredService<ImportReport>(), scene, output, parsed.GetValue(DryRun));
        try
        {
            return await work.RunAsync(file, parsed.GetValue(Report) ?? path + ".not-imported.csv", ct);
        }
        catch (FileRefusedException refused)
        {
            await error.WriteLineAsync($"The file cannot be read: {refused.Why}. At most {FileLimits.Bytes / 1024 / 1024} MB, {FileLimits.Rows} rows and {FileLimits.Columns} columns, as CSV or XLSX.");
            return 1;
        }
    }

    private static async Task<ServiceProvider> ServicesAsync(string[] settings)
    {
        // As the bot reads them: the file, the environment, the line.
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        var services = builder.Services;
        services.AddOptions<BotOptions>().BindConfiguration("Bot");
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<PeopleClock>();
        services.AddKeyedSingleton<TimeProvider>(PeopleClock.Key, (s, _) => s.GetRequiredService<PeopleClock>());
        services.AddSingleton<IIds, RandomIds>();
        services.AddSingleton(_ => Cards.CardShelf.Load(Path.Combine(AppContext.BaseDirectory, "cards"), Conversation.Speaker.Host("sample")));
        services.AddSingleton<Directory.SpeakerDirectory>();
        await Engine.AddAsync(services, builder.Configuration);
        services.AddStores();
        services.AddImporter();
        return services.BuildServiceProvider();
    }
}
