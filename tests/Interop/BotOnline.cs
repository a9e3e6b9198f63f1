using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace CrmBot.Interop.Tests;

/// <summary>The whole bot in Development, on a port and a database of its own.</summary>
internal sealed class BotOnline : WebApplicationFactory<Program>, IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crmbot-").FullName;

    private BotOnline() => UseKestrel(0);

    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>The service URL of the chat page.</summary>
    public Uri ServiceUrl => new(Address, "/web/connector");

    public static BotOnline Start()
    {
        var bot = new BotOnline();
        bot.StartServer();
        return bot;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.UseSetting("hostBuilder:reloadConfigOnChange", "false"); // no file watchers: the machine has few
        builder.UseSetting("Storage:Sqlite:Path", Path.Combine(_folder, "crmbot.db"));
        builder.UseSetting("Demo:Now", "2025-09-10T17:40:00+08:00");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
