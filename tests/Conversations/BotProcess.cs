using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;

namespace CrmBot.Conversations.Tests;

/// <summary>The bot as a process of its own, so that it can be killed.</summary>
internal sealed class BotProcess : IBotSide, IAsyncDisposable
{
    private readonly string? folder;
    private readonly string database;
    private Process? process;

    private BotProcess(FakeTeams teams, string? database)
    {
        Teams = teams;
        folder = database is null ? Directory.CreateTempSubdirectory("crmbot-").FullName : null;
        this.database = database ?? Path.Combine(folder!, "crmbot.db");
    }

    public FakeTeams Teams { get; }

    public HttpClient Http { get; private set; } = new();

    public static async Task<BotProcess> StartAsync(string? database = null, params string[] settings)
    {
        var bot = new BotProcess(await FakeTeams.StartAsync(), database);
        await bot.RunAsync(settings);
        return bot;
    }

    /// <summary>Starts it on the same database; returns when it answers.</summary>
    public async Task RunAsync(params string[] settings)
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        process = Launch(database, "Development", url, [$"--Demo:Now={BotUnderTest.Wednesday}", .. settings]);
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        Http.Dispose();
        Http = new HttpClient { BaseAddress = new Uri(url) };
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var answer = await Http.GetAsync("/dev/clock");
                return;
            }
            catch (HttpRequestException) when (tries < 300 && !process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
        }
    }

    public async Task MoveAsync(string to)
    {
        using var answer = await Http.PostAsJsonAsync("/dev/clock", new { to });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Ends it as a power cut would: no handler runs.</summary>
    public async Task KillAsync()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>Tries to start another one; returns its exit code and what it told the operator.</summary>
    public static async Task<(int Code, string Said)> TryAsync(string database, string environment, params string[] settings)
    {
        using var other = Launch(database, environment, $"http://127.0.0.1:{FreePort()}", settings);
        var said = await other.StandardError.ReadToEndAsync();
        await other.WaitForExitAsync();
        return (other.ExitCode, said);
    }

    public Task<(int Code, string Said)> TrySecondAsync() => TryAsync(database, "Development");

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            await KillAsync();
        }

        process?.Dispose();
        Http.Dispose();
        await Teams.DisposeAsync();
        if (folder is not null)
        {
            Directory.Delete(folder, true);
        }
    }

    private static Process Launch(string database, string environment, string url, params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = AppContext.BaseDirectory };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "CrmBot.Bot.dll"));
        foreach (var setting in settings)
        {
            start.ArgumentList.Add(setting);
        }

        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment["ASPNETCORE_URLS"] = url;
        start.Environment["Storage__Sqlite__Path"] = database;
        return Process.Start(start)!;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
