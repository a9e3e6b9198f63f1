using CrmBot.Storage.Tests.Contract;
using CrmBot.Storage.Tests.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrmBot.Storage.Tests.Proof;

/// <summary>An engine on tables of its own, which are gone when it is closed.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private readonly TemporaryFile? _file;

    private Engine(string name, ITables tables, TemporaryFile? file) => (Name, Tables, _file) = (name, tables, file);

    public string Name { get; }

    public ITables Tables { get; }

    public static TheoryData<string> Names => ["memory", "SQLite", "Azurite"];

    /// <param name="change">Changes the options of the table service's client.</param>
    public static async Task<Engine> OpenAsync(string name, Action<AzureTablesOptions>? change = null)
    {
        switch (name)
        {
            case "memory":
                return new Engine(name, new MemoryTables(), null);
            case "SQLite":
                var file = new TemporaryFile();
                return new Engine(name, SqliteTables.Open(file.Path), file);
            default:
                var options = new AzureTablesOptions { ConnectionString = await Azurite.ConnectAsync(), TablePrefix = Azurite.NewPrefix(), Delay = TimeSpan.FromMilliseconds(1) };
                change?.Invoke(options);
                return new Engine(name, new AzureTables(options, new CountedIds("w"), TimeProvider.System, NullLogger<AzureTables>.Instance), null);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Tables is IAsyncDisposable closing)
        {
            await closing.DisposeAsync();
        }
        else
        {
            (Tables as IDisposable)?.Dispose();
        }

        _file?.Remove();
    }
}
