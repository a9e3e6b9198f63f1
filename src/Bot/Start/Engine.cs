using CrmBot.Bot.Conversation;
using CrmBot.Bot.Demo;
using CrmBot.Domain;
using CrmBot.Scheduler;
using CrmBot.Storage;

namespace CrmBot.Bot.Start;

/// <summary>The storage engine that the settings name.</summary>
internal static class Engine
{
    /// <exception cref="StartRefusedException">The settings name no engine, or ask of it what it cannot do.</exception>
    /// <exception cref="StorageSettingException">The settings of the engine lead nowhere.</exception>
    /// <exception cref="StoreInUseException">Another bot uses this database.</exception>
    public static async Task AddAsync(IServiceCollection services, IConfiguration settings)
    {
        var engine = settings["Storage:Engine"] ?? "Sqlite";
        if (string.Equals(engine, "AzureTables", StringComparison.OrdinalIgnoreCase))
        {
            AddAzure(services, settings);
            return;
        }

        if (!string.Equals(engine, "Sqlite", StringComparison.OrdinalIgnoreCase))
        {
            throw new StartRefusedException($"Storage:Engine is '{engine}'. Set it to Sqlite or to AzureTables.");
        }

        var tables = await OpenAsync(settings);
        services.AddSingleton<ITables>(_ => tables); // from a factory, so that the host closes it
    }

    /// <summary>Asks the store once whether it lets the bot in. One that does not answer stops no start: <c>/readyz</c> tells.</summary>
    /// <exception cref="StorageRefusedException">It does not; the message says what to check.</exception>
    /// <exception cref="StartRefusedException">A copy into this store was not brought to its end.</exception>
    public static async Task CheckAsync(IServiceProvider services, CancellationToken ct)
    {
        try
        {
            if (await new CopyMark(services.GetRequiredService<ITables>()).StandsAsync(ct))
            {
                throw new StartRefusedException("A copy into this store was begun and has not been found equal to its source. Finish it with the command 'store copy', or name another store.");
            }
        }
        catch (StorageUnavailableException outage) when (outage is not StorageRefusedException)
        {
            services.GetRequiredService<ILogger<AzureTables>>().StoreSilent(outage);
        }
    }

    /// <exception cref="StorageSettingException">The settings lead to no account.</exception>
    public static AzureTablesOptions AzureOptions(IConfiguration settings)
    {
        var section = settings.GetSection(AzureTablesOptions.Section);
        var options = new AzureTablesOptions
        {
            ConnectionString = section[nameof(AzureTablesOptions.ConnectionString)],
            Endpoint = section[nameof(AzureTablesOptions.Endpoint)],
            Sas = section[nameof(AzureTablesOptions.Sas)],
        };
        options.TablePrefix = section[nameof(AzureTablesOptions.TablePrefix)] ?? options.TablePrefix;
        options.Check();
        return options;
    }

    private static void AddAzure(IServiceCollection services, IConfiguration settings)
    {
        var options = AzureOptions(settings);
        if (settings.GetValue("Demo:Reset", false))
        {
            throw new StartRefusedException("Demo:Reset makes a file anew, and Storage:Engine is AzureTables. Give Storage:AzureTables:TablePrefix another value: the demo company is made in tables that are empty.");
        }

        if (settings.GetValue("Scheduler:OneProcess", false))
        {
            throw new StartRefusedException("Scheduler:OneProcess must not be true with Storage:Engine AzureTables: other bots may share the tables. Leave it out.");
        }

        services.PostConfigure<SchedulerOptions>(o => o.OneProcess = false);
        services.AddSingleton<ITables>(s => new AzureTables(
            options, s.GetRequiredService<IIds>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<AzureTables>>()));
    }

    private static async Task<SqliteTables> OpenAsync(IConfiguration settings)
    {
        var path = PathOf(settings);
        var tables = SqliteTables.Open(path);
        return settings.GetValue("Demo:Reset", false) ? await ResetAsync(tables, path) : tables;
    }

    /// <summary>Makes the database anew. Only one that holds the demo company, or nothing, is ever deleted.</summary>
    private static async Task<SqliteTables> ResetAsync(SqliteTables tables, string path)
    {
        // Opened first: the lock proves that no other bot uses it.
        var demo = await DemoClock.BegunAsync(new SysStore(tables), CancellationToken.None) is not null;
        var used = await tables.QueryAsync(new RowRange("crm", "!", "~"), 1, null, CancellationToken.None) is { Rows.Count: > 0 };
        await tables.DisposeAsync();
        if (used && !demo)
        {
            throw new StartRefusedException($"Demo:Reset would delete {path}, and what it holds is not the demo company. Leave Demo:Reset out, or name another file in Storage:Sqlite:Path.");
        }

        foreach (var file in new[] { path, path + "-wal", path + "-shm" })
        {
            File.Delete(file);
        }

        return SqliteTables.Open(path);
    }

    /// <summary>Where the database lies. A relative path counts from the repository when run from it, else from the program's folder.</summary>
    public static string PathOf(IConfiguration settings) =>
        Path.GetFullPath(settings["Storage:Sqlite:Path"] is { Length: > 0 } path ? path : "data/crmbot.db", Root());

    /// <summary>The repository when run from it, else the program's folder.</summary>
    public static string Root()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "CrmBot.sln")))
            {
                return at.FullName;
            }
        }

        return AppContext.BaseDirectory;
    }
}
