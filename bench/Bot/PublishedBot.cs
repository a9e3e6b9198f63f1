using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace CrmBot.Bot.Bench;

/// <summary>The published bot as its own process. Memory is read from /proc, so this runs on Linux.</summary>
internal sealed class PublishedBot : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<string> said = new();
    private readonly Process process;

    private PublishedBot(Process process, Uri address, long started)
    {
        this.process = process;
        Address = address;
        Started = started;
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>Stopwatch timestamp taken before the process was made.</summary>
    public long Started { get; }

    public static PublishedBot Start(string folder, string database)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "CrmBot.Bot.dll")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["DOTNET_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_URLS"] = address.ToString(),

                // The bot itself is measured, not the pace that Teams asks for.
                ["Connector__ConversationPerSecond"] = "100000",
                ["Connector__ConversationPerHour"] = "1000000",
                ["Connector__TenantPerSecond"] = "100000",
                ["Storage__Sqlite__Path"] = database,
            },
        };
        var started = Stopwatch.GetTimestamp();
        return new PublishedBot(Process.Start(start)!, address, started);
    }

    /// <summary>Returns as soon as it accepts connections.</summary>
    public async Task ListensAsync()
    {
        while (true)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, Address.Port);
                return;
            }
            catch (SocketException) when (!process.HasExited && Stopwatch.GetElapsedTime(Started) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            }
            catch (SocketException fault)
            {
                throw new InvalidOperationException($"The bot did not start. It said:\n{string.Join('\n', said)}", fault);
            }
        }
    }

    /// <summary>A line of the process's status, such as <c>VmRSS</c> (resident now) or <c>VmHWM</c> (its peak), in MiB.</summary>
    /// <exception cref="InvalidOperationException">It has ended.</exception>
    public double Mebibytes(string what)
    {
        if (process.HasExited)
        {
            throw new InvalidOperationException($"The bot ended by itself ({process.ExitCode}). It said:\n{string.Join('\n', said)}");
        }

        var line = File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith(what + ":", StringComparison.Ordinal));
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>Processor time it has used so far.</summary>
    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Asks it to end as an operator would, so that the next start finds a closed database.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var ask = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
            }
        }

        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
