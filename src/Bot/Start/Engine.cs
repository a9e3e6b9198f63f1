using CrmBot.Storage;

namespace CrmBot.Bot.Start;

/// <summary>Opens the storage engine that the settings name.</summary>
internal static class Engine
{
    /// <exception cref="StartRefusedException">The settings name no engine of this build.</exception>
    /// <exception cref="StoreInUseException">Another bot uses this database.</exception>
    public static SqliteTables Open(IConfiguration settings)
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

        return SqliteTables.Open(PathOf(settings));
    }

    /// <summary>Where the database lies. A relative path counts from the repository when run from it, else from the program's folder.</summary>
    public static string PathOf(IConfiguration settings) =>
        Path.GetFullPath(settings["Storage:Sqlite:Path"] is { Length: > 0 } path ? path : "data/crmbot.db", Root());

    private static string Root()
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
