using CrmBot.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Bot.Tests.Health;

/// <summary>The whole bot without the demo, on a store that a test can take away.</summary>
internal sealed class BotAtWork(params (string Name, string Value)[] settings) : WebApplicationFactory<Program>
{
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("crmbot-health");

    public bool StoreIsDown { get; set; }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("hostBuilder:reloadConfigOnChange", "false"); // no file watchers: the machine has few
        builder.UseSetting("Storage:Sqlite:Path", Path.Combine(_folder.FullName, "crmbot.db"));
        builder.UseSetting("Demo:Enabled", "false");
        builder.UseSetting("Logging:LogLevel:Default", "None");
        foreach (var (name, value) in settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureServices(services =>
        {
            var real = services.Last(s => s.ServiceType == typeof(ITables)).ImplementationFactory!;
            services.AddSingleton<ITables>(provider => new Breakable((SqliteTables)real(provider), () => StoreIsDown));
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private sealed class Breakable(SqliteTables tables, Func<bool> isDown) : ITables, IAsyncDisposable
    {
        public ValueTask<Row?> GetAsync(string table, string partitionKey, string rowKey, CancellationToken ct) =>
            Up().GetAsync(table, partitionKey, rowKey, ct);

        public ValueTask<RowPage> QueryAsync(RowRange range, int take, string? next, CancellationToken ct) => Up().QueryAsync(range, take, next, ct);

        public ValueTask<Applied> ApplyAsync(IReadOnlyList<ChangeSet> sets, CancellationToken ct) => Up().ApplyAsync(sets, ct);

        public ValueTask DisposeAsync() => tables.DisposeAsync();

        private SqliteTables Up() => isDown() ? throw new StorageUnavailableException("no disk at /secret/path") : tables;
    }
}
