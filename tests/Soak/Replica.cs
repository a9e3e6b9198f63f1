using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace CrmBot.Soak.Tests;

/// <summary>One bot as a process of its own, killed and started again on the same tables.</summary>
internal sealed class Replica(IReadOnlyList<string> settings) : IAsyncDisposable
{
    private Process? process;
    private HttpClient http = new();

    public int Starts { get; private set; }

    public bool IsUp { get; private set; }

    /// <summary>Returns when it answers.</summary>
    public async Task StartAsync()
    {
        for (var tries = 1; ; tries++)
        {
            var port = FreePort();
            var start = new ProcessStartInfo("dotnet")
            {
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                WorkingDirectory = AppContext.BaseDirectory,
            };
            foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "CrmBot.Bot.dll"), .. settings])
            {
                start.ArgumentList.Add(argument);
            }

            start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
            start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
            var said = new System.Collections.Concurrent.ConcurrentQueue<string?>();
            process = Process.Start(start)!;
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data);
            process.BeginErrorReadLine();
            http.Dispose();
            http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(30) };
            while (!process.HasExited)
            {
                try
                {
                    using var answer = await http.GetAsync(new Uri("/healthz", UriKind.Relative));
                    Starts++;
                    IsUp = true;
                    return;
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
                }
            }

            if (tries == 3)
            {
                throw new InvalidOperationException($"A bot did not start: {string.Join('\n', said)}");
            }
        }
    }

    /// <summary>Ends it as a power cut would: no handler runs.</summary>
    public async Task KillAsync()
    {
        IsUp = false;
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Somebody writes to the bot; true when it answered.</summary>
    public async Task<bool> HearAsync(string person, string serviceUrl, int nth)
    {
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["text"] = "hi",
            ["id"] = $"{person}-{nth}",
            ["channelId"] = "msteams",
            ["serviceUrl"] = serviceUrl,
            ["from"] = new JsonObject { ["id"] = $"29:{person}", ["name"] = person, ["aadObjectId"] = person },
            ["recipient"] = new JsonObject { ["id"] = "28:bot", ["name"] = "CrmBot" },
            ["conversation"] = new JsonObject { ["id"] = $"a:{person}", ["conversationType"] = "personal", ["tenantId"] = SoakTests.Tenant },
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = SoakTests.Tenant } },
            ["locale"] = "en-US",
        };
        try
        {
            using var answer = await http.PostAsJsonAsync(new Uri("/api/messages", UriKind.Relative), activity);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or ObjectDisposedException)
        {
            return false; // it was killed, or is not up
        }
    }

    public Task<string> ReadyAsync() => http.GetStringAsync(new Uri("/readyz", UriKind.Relative));

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await KillAsync();
        }

        http.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
