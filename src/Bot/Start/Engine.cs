using CrmBot.Bot.Demo;
using CrmBot.Storage;

namespace CrmBot.Bot.Start;

/// <summary>Opens the storage engine that the settings name.</summary>
internal static class Engine
{
    /// <exception cref="StartRefusedException">The settings name no engine of this build.</exception>
    /// <exception cref="StoreInUseException">Another bot uses this database.</exception>
    public static async Task<SqliteTables> OpenAsync(IConfiguration settings)
    {
        var engine = settings["Storage:Engine"] ?? "Sqlite";
        if (string.Equals(engine, "AzureTables", StringComparison.OrdinalIgnoreCase))
        {
            throw new StartRefusedException("Storage:Engine AzureTables is not in this version yet. Set Storage:Engine to Sqlite.");
        }

        if (!string.Equals(engine, "Sqlite", StringComparison.OrdinalIgnoreCase))
        {
            throw new StartRefusedException($"Storage:Engine is '{engine}'. Set it to Sqlite.");
        }

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
