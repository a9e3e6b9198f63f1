using System.Net.Http.Json;
using System.Text.Json;
using CrmBot.Storage.Tests.Contract;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CrmBot.Conversations.Tests;

/// <summary>The whole bot in this process, on a real socket and a database of its own, with the far side faked over HTTP.</summary>
internal sealed class BotUnderTest : WebApplicationFactory<Program>, IBotSide, IAsyncDisposable
{
    /// <summary>The evening on which the scenarios play: Wednesday, in Shanghai.</summary>
    public const string Wednesday = "2025-09-10T17:40:00+08:00";

    private readonly string folder = Directory.CreateTempSubdirectory("crmbot-").FullName;
    private readonly string now;
    private readonly Action<IServiceCollection>? services;
    private readonly (string Name, string Value)[] settings;
    private HttpClient? http;

    private BotUnderTest(string now, FakeTeams teams, Action<IServiceCollection>? services, (string Name, string Value)[] settings)
    {
        this.now = now;
        this.services = services;
        this.settings = settings;
        Teams = teams;
        UseKestrel(0);
    }

    public FakeTeams Teams { get; }

    public string Database => Path.Combine(folder, "crmbot.db");

    public HttpClient Http => http!;

    public static async Task<BotUnderTest> StartAsync(string now = Wednesday, Action<IServiceCollection>? services = null, params (string Name, string Value)[] settings)
    {
        var bot = new BotUnderTest(now, await FakeTeams.StartAsync(), services, [.. await EngineAsync(), .. settings]);
        bot.StartServer();
        bot.http = bot.CreateClient();
        return bot;
    }

    /// <summary>The table service's emulator with empty tables, as the test's settings name it.</summary>
    public static async Task<(string Name, string Value)[]> OnAzuriteAsync() =>
    [
        ("Storage:Engine", "AzureTables"),
        ("Storage:AzureTables:ConnectionString", await Azurite.ConnectAsync()),
        ("Storage:AzureTables:TablePrefix", Azurite.NewPrefix()),
    ];

    private static Task<(string Name, string Value)[]> EngineAsync() =>
        Environment.GetEnvironmentVariable("CRMBOT_TEST_ENGINE") == "AzureTables" ? OnAzuriteAsync() : Task.FromResult<(string Name, string Value)[]>([]);

    /// <summary>Someone of the demo company, in a 1:1 chat of Teams.</summary>
    public Speaker As(string id, string locale = "zh-CN") => new(this, id, locale);

    /// <summary>The same, after a first hello: what was overdue for them has arrived and is out of the way.</summary>
    public async Task<Speaker> MeetAsync(string id, string locale = "zh-CN")
    {
        var speaker = As(id, locale);
        await speaker.SaysAsync("hi");
        await FilingTests.DrainAsync(this, speaker);
        return speaker;
    }

    /// <summary>The people of the demo company are there in another tenant too, without a customer.</summary>
    public async Task PeopleOfAsync(string tenant)
    {
        var people = Services.GetRequiredService<CrmBot.Storage.PeopleStore>();
        var all = await people.AllAsync("demo", CancellationToken.None);
        await people.ImportAsync(tenant, [.. all.Select(p => (p, (IReadOnlyList<string>)[p.Id]))], CancellationToken.None);
    }

    /// <summary>People's time goes on.</summary>
    public async Task LaterAsync(object move)
    {
        using var answer = await Http.PostAsJsonAsync("/dev/clock", move);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public Task UntilAsync(string instant) => LaterAsync(new { to = instant });

    /// <summary>The same, while the bot was down.</summary>
    public Task SleepsUntilAsync(string instant) => LaterAsync(new { to = instant, asleep = true });

    public async Task<JsonElement> GetAsync(string path) => await Http.GetFromJsonAsync<JsonElement>(path);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");

        // Many bots run at once here; each watcher of a settings file is one of the machine's few inotify instances.
        builder.UseSetting("hostBuilder:reloadConfigOnChange", "false");
        builder.UseSetting("Storage:Sqlite:Path", Database);
        builder.UseSetting("Demo:Now", now);
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var (name, value) in settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureServices(s => services?.Invoke(s));
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        await Teams.DisposeAsync();
        Directory.Delete(folder, true);
    }
}
