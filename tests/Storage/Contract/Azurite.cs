using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace CrmBot.Storage.Tests.Contract;

/// <summary>
/// Microsoft's emulator of the table service, one for all tests of a run, in memory, on a port of its own. It ends when its
/// input does, so it does not outlive the tests, however they end.
/// </summary>
internal static class Azurite
{
    private const string Ends = "process.stdin.on('end',()=>process.exit(0)).resume();require(process.argv[1])";

    private static readonly Lazy<Task<string>> Started = new(StartAsync);

    /// <summary>The connection string; throws a sentence that says what to do when Node.js or the package is not there.</summary>
    public static Task<string> ConnectAsync() => Started.Value;

    /// <summary>A table prefix that no other test has.</summary>
    public static string NewPrefix() => "t" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    private static async Task<string> StartAsync()
    {
        var main = Path.Combine(Root(), "node_modules", "azurite", "dist", "src", "table", "main.js");
        if (!File.Exists(main))
        {
            throw new InvalidOperationException("Azurite is not installed: run ./test.sh once, or npm ci --ignore-scripts.");
        }

        // The free port may be taken by somebody else before Azurite has it.
        for (var tries = 1; ; tries++)
        {
            var port = FreePort();
            if (await StartAsync(main, port) is not { } said)
            {
                return $"{DevAccount};TableEndpoint=http://127.0.0.1:{port}/devstoreaccount1;";
            }

            if (tries == 5)
            {
                throw new InvalidOperationException($"Azurite did not start: {said}");
            }
        }
    }

    /// <returns>Null once it serves, else what it said.</returns>
    private static async Task<string?> StartAsync(string main, int port)
    {
        var start = new ProcessStartInfo("node",
            ["-e", Ends, main, "--tableHost", "127.0.0.1", "--tablePort", $"{port}", "--inMemoryPersistence", "--disableTelemetry", "--silent"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("The tests of the Azure engine need Node.js: install it, then run ./test.sh.", e);
        }

        var said = "";
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said += line + "\n";
            if (line.Contains("successfully listen", StringComparison.Ordinal) || line.Contains("successfully started", StringComparison.Ordinal))
            {
                process.OutputDataReceived += (_, _) => { };
                process.ErrorDataReceived += (_, _) => { };
                process.BeginErrorReadLine();
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return null;
            }
        }

        return said + await process.StandardError.ReadToEndAsync();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    // Name and key that Microsoft publishes for its emulators.
    private const string DevAccount =
        "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CrmBot.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository: no folder above holds CrmBot.sln.");
        }

        return folder.FullName;
    }
}
