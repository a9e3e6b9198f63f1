using System.CommandLine;
using CrmBot.Bot.Directory;
using CrmBot.Bot.Files;
using CrmBot.Bot.Start;
using CrmBot.Domain;
using CrmBot.Storage;
using Microsoft.Extensions.Options;

namespace CrmBot.Bot.Commands;

/// <summary><c>people import FILE</c>: takes people, managers, roles and teams from a file, while no bot holds the store.</summary>
internal static class PeopleCommand
{
    private static readonly Argument<string> File = new("file") { Description = "CSV (UTF-8 or GBK) or XLSX, with a header such as: mail, name, role, team, manager, left" };
    private static readonly Option<string?> Tenant = new("--tenant") { Description = "whose people they are; Bot:DefaultTenant when left out" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "look at every row and write nothing" };

    public static Command Create()
    {
        var import = new Command("import", "Add and change people, and mark those who have left. Settings of the store are given as --Name=value after it.") { File, Tenant, DryRun };
        import.TreatUnmatchedTokensAsErrors = false;
        import.SetAction(static async (parsed, ct) => await RunAsync(parsed, ct));
        return new Command("people", "The people of a tenant.") { import };
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        try
        {
            await using var file = new FileStream(Path.GetFullPath(parsed.GetRequiredValue(File)), FileMode.Open, FileAccess.Read, FileShare.Read);
            if (PeopleImport.Read(file) is not var (rows, broken))
            {
                await error.WriteLineAsync("The first row does not name the columns of people. Needed are a name, an id or a mail, and one of role, team, manager or left.");
                return 1;
            }

            await using var services = await ServicesAsync([.. parsed.UnmatchedTokens]);
            var tenant = parsed.GetValue(Tenant) ?? services.GetRequiredService<IOptions<BotOptions>>().Value.DefaultTenant;
            var dryRun = parsed.GetValue(DryRun);
            var report = await services.GetRequiredService<PeopleImport>().ApplyAsync(tenant, rows, dryRun, ct);
            foreach (var fault in report.Faults.Concat(broken).OrderBy(f => f.Row))
            {
                await output.WriteLineAsync($"Row {fault.Row} not taken: {Sentence(fault)}");
            }

            var faults = report.Faults.Count + broken.Count;
            await output.WriteLineAsync($"{(dryRun ? "Nothing was written. It would be" : "Done")}: {report.Added} added, {report.Changed} changed, {report.Unchanged} as they were, {faults} not taken.");
            return faults == 0 ? 0 : 2;
        }
        catch (FileRefusedException refused)
        {
            await error.WriteLineAsync($"The file cannot be read as a table: {refused.Why}.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or StorageUnavailableException || Refusals.Explain(fault) is not null)
        {
            await error.WriteLineAsync(Refusals.Explain(fault) ?? fault.Message);
        }

        return 1;
    }

    private static string Sentence(PersonFault fault) => fault.Why switch
    {
        PersonWhy.Broken => $"the row cannot be read ({fault.Value}).",
        PersonWhy.NoKey => "it has neither an id nor a mail.",
        PersonWhy.Mail => $"'{fault.Value}' is no mail address.",
        PersonWhy.NoName => "a new person needs a name.",
        PersonWhy.TooLong => $"'{fault.Value}...' is too long.",
        PersonWhy.Role => $"there is no role '{fault.Value}'.",
        PersonWhy.Zone => $"'{fault.Value}' is no IANA time zone, such as Asia/Shanghai.",
        PersonWhy.Language => $"'{fault.Value}' is no language that is spoken here: zh-CN or en-US.",
        PersonWhy.YesNo => $"'{fault.Value}' is neither yes nor no.",
        PersonWhy.TwoPeople => $"'{fault.Value}' are of two people.",
        PersonWhy.Repeated => $"an earlier row is about '{fault.Value}' already.",
        PersonWhy.NoManager => $"nobody is called '{fault.Value}' who could be the manager.",
        PersonWhy.SeveralManagers => $"several people are called '{fault.Value}'; name the manager by id or mail.",
        PersonWhy.ManagerNotTaken => $"the row of the manager '{fault.Value}' is not taken.",
        PersonWhy.Circle => $"with the manager '{fault.Value}' the person would be their own superior.",
        PersonWhy.Busy => $"'{fault.Value}' came in by another way at the same moment; import the file again.",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault.Why, "Not a reason."),
    };

    private static async Task<ServiceProvider> ServicesAsync(string[] settings)
    {
        // As the bot reads them: the file, the environment, the line.
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { Args = settings, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        var services = builder.Services;
        services.AddOptions<BotOptions>().BindConfiguration("Bot");
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IIds, RandomIds>();
        services.AddSingleton<PeopleImport>();
        await Engine.AddAsync(services, builder.Configuration);
        services.AddStores();
        return services.BuildServiceProvider();
    }
}
