using CrmBot.Bot.Start;
using CrmBot.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmBot.Bot.Commands;

/// <summary>A store as a command opens it.</summary>
/// <param name="Name">What tells it from other stores; holds no secret.</param>
internal sealed record StoreSide(ITables Tables, string Name) : IAsyncDisposable
{
    /// <param name="engine"><c>sqlite</c> or <c>azure</c>.</param>
    /// <param name="own">Settings of this side, shaped as the section <c>Storage</c>; what it leaves out is taken from that section.</param>
    /// <param name="mustExist">A database file that is not there is refused instead of made.</param>
    /// <exception cref="StartRefusedException">There is no such database.</exception>
    /// <exception cref="StorageSettingException">The settings lead nowhere.</exception>
    /// <exception cref="StorageUnavailableException">The database cannot be opened.</exception>
    /// <exception cref="StoreInUseException">A bot uses this database.</exception>
    public static StoreSide Open(IConfiguration settings, string engine, string own, bool mustExist)
    {
        var side = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.GetSection("Storage").AsEnumerable(makePathsRelative: true).Select(s => KeyValuePair.Create("Storage:" + s.Key, s.Value)))
            .AddInMemoryCollection(settings.GetSection(own).AsEnumerable(makePathsRelative: true)
                .Where(s => s.Value is not null).Select(s => KeyValuePair.Create("Storage:" + s.Key, s.Value)))
            .Build();
        if (engine == "azure")
        {
            var options = Engine.AzureOptions(side);
            return new StoreSide(
                new AzureTables(options, new RandomIds(), TimeProvider.System, NullLogger<AzureTables>.Instance), $"azure {Place(options)} {options.TablePrefix}");
        }

        var path = Engine.PathOf(side);
        return mustExist && !File.Exists(path)
            ? throw new StartRefusedException($"There is no database {path}. Storage:Sqlite:Path or {own}:Sqlite:Path names it.")
            : new StoreSide(SqliteTables.Open(path), $"sqlite {path}");
    }

    public async ValueTask DisposeAsync()
    {
        if (Tables is IAsyncDisposable open)
        {
            await open.DisposeAsync();
        }
    }

    // The account by its name or address; keys and signatures are left out.
    private static string Place(AzureTablesOptions options) => options.Endpoint ?? string.Join(';', (options.ConnectionString ?? "").Split(';')
        .Where(part => part.StartsWith("AccountName=", StringComparison.OrdinalIgnoreCase)
            || part.StartsWith("TableEndpoint=", StringComparison.OrdinalIgnoreCase)
            || part.StartsWith("UseDevelopmentStorage=", StringComparison.OrdinalIgnoreCase)));
}
