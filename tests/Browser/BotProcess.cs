using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CrmBot.Browser.Tests;

/// <summary>The built bot as its own process, on a database of its own and a fixed starting time.</summary>
public sealed class BotProcess : IAsyncDisposable
{
    /// <summary>The starting time of the scenarios: 10 September 2025, 17:40 in Shanghai.</summary>
    public const string StartingTime = "2025-09-10T17:40:00+08:00";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crmbot");
    private readonly ConcurrentQueue<string> _said = new();
    private Process? _process;

    private BotProcess(Uri address) => Address = address;

    public Uri Address { get; }

    public static async Task<BotProcess> StartAsync()
    {
        var bot = new BotProcess(new Uri($"http://127.0.0.1:{FreePort()}"));
        try
        {
            await bot.RunAsync();
            return bot;
        }
        catch
        {
            await bot.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the process without a warning and starts it again on the same address and database.</summary>
    public async Task KillAndRestartAsync()
    {
        await KillAsync();
        await RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
    }

    private async Task RunAsync()
    {
        // artifacts/bin/Browser.Tests/debug beside artifacts/bin/Bot/debug, in whichever configuration this was built.
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(here.Parent!.Parent!.FullName, "Bot", here.Name, "CrmBot.Bot.dll");
        var start = new ProcessStartInfo("dotnet", [program])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The bot must not depend on the folder it is started in.
            WorkingDirectory = _folder.FullName,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["DOTNET_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_URLS"] = Address.ToString(),
                ["Storage__Sqlite__Path"] = Path.Combine(_folder.FullName, "crmbot.db"),
                ["Demo__Now"] = StartingTime,
            },
        };
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        using var http = new HttpClient { BaseAddress = Address };
        var began = Stopwatch.StartNew();
        while (!await AnswersAsync(http))
        {
            if (_process.HasExited || began.Elapsed > Patience)
            {
                throw new InvalidOperationException($"The bot did not answer at {Address}. It said:\n{string.Join('\n', _said)}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var page = await http.GetAsync(new Uri("/", UriKind.Relative));
            return page.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
            _process = null;
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _said.Enqueue(line);
            if (_said.Count > 100)
            {
                _said.TryDequeue(out _);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
