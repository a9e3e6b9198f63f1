using System.Diagnostics;

namespace CrmBot.Conversations.Tests;

/// <summary><c>import FILE</c>, as a process of its own.</summary>
public sealed class ImportCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("crmbot-").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    /// <summary>A spreadsheet of 50,000 rows, every one looked at, with 64 MiB of heap: what does not fit ends the process.</summary>
    [Fact]
    public async Task A_large_spreadsheet_is_read_in_little_memory()
    {
        var file = Path.Combine(folder, "all.xlsx");
        await File.WriteAllBytesAsync(file, ImportAtScaleTests.Spreadsheet(50_000));

        var (code, said) = await RunAsync(["import", file, "--dry-run"], heapBytes: 64 * 1024 * 1024);

        Assert.Contains("50000 rows: 0 would be taken", said, StringComparison.Ordinal); // nobody of the company is there
        Assert.Equal(2, code);
        Assert.Equal(50_001, MovingFiles.Rows(await File.ReadAllBytesAsync(file + ".not-imported.csv")).Count);
    }

    [Fact]
    public async Task A_file_is_moved_in_on_the_authority_of_a_person_and_twice_is_once()
    {
        await using (var bot = await BotProcess.StartAsync(Path.Combine(folder, "crmbot.db")))
        {
        }

        var file = Path.Combine(folder, "a.csv");
        await File.WriteAllBytesAsync(file, MovingFiles.Csv("Customer,Owner,Tier", "Wingtip Imports,Tom Baker,A", "No Such Tier Ltd,Tom Baker,Z"));

        Assert.Equal((2, true), Contains(await RunAsync(["import", file, "--as", "hw", "--tenant", "demo"]), "2 rows: 1 taken, 0 there already, 1 not taken"));
        Assert.Equal(["3", "等级"], [.. MovingFiles.Rows(await File.ReadAllBytesAsync(file + ".not-imported.csv"))[1].Take(2).Select(c => c == "Tier" ? "等级" : c)]);
        Assert.Equal((2, true), Contains(await RunAsync(["import", file, "--as", "hw"]), "2 rows: 0 taken, 1 there already, 1 not taken"));
        Assert.Equal((1, true), Contains(await RunAsync(["import", file, "--as", "somebody"]), "Nobody"));
        Assert.Equal((1, true), Contains(await RunAsync(["import", Path.Combine(folder, "none.csv")]), "none.csv"));
    }

    private static (int Code, bool Said) Contains((int Code, string Said) answer, string part)
    {
        Assert.Contains(part, answer.Said, StringComparison.Ordinal);
        return (answer.Code, true);
    }

    private async Task<(int Code, string Said)> RunAsync(string[] args, long heapBytes = 0)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "CrmBot.Bot.dll"), .. args, $"--Storage:Sqlite:Path={Path.Combine(folder, "crmbot.db")}", "--Storage:Engine=Sqlite"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (heapBytes > 0)
        {
            start.Environment["DOTNET_GCHeapHardLimit"] = "0x" + heapBytes.ToString("x");
        }

        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await said + await error);
    }
}
