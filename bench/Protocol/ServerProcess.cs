using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CrmBot.Protocol.Bench;

/// <summary>One of <see cref="Servers"/> as its own process. Memory is read from /proc, so this runs on Linux.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<string> said = new();
    private readonly Process process;
    private readonly HttpClient http = new();

    private ServerProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>Returns when it answers.</summary>
    public static async Task<ServerProcess> StartAsync(string which, IEnumerable<KeyValuePair<string, string>> settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [typeof(ServerProcess).Assembly.Location, which])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_URLS"] = address.ToString() },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var server = new ServerProcess(Process.Start(start)!, address);
        for (var begun = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                await server.MeterAsync();
                return server;
            }
            catch (HttpRequestException) when (!server.process.HasExited && Stopwatch.GetElapsedTime(begun) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }
            catch (HttpRequestException fault)
            {
                throw new InvalidOperationException($"The server did not start. It said:\n{string.Join('\n', server.said)}", fault);
            }
        }
    }

    /// <summary>What it has used since it began: processor time, user's and system's, and bytes allocated.</summary>
    public async Task<(double Milliseconds, long Bytes)> MeterAsync()
    {
        var parts = (await http.GetStringAsync(new Uri(Address, "/meter"))).Split(' ');
        return (double.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Resident now, in MiB.</summary>
    public double Mebibytes()
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").First(static l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
