using System.Diagnostics;
using System.Text;
using CrmBot.Bot.Commands;
using CrmBot.Storage;

namespace CrmBot.Bot.Tests.Commands;

/// <summary><c>store copy</c> as an operator runs it; what is copied is tested in Storage.</summary>
public sealed class StoreCopyCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("crmbot-copy");

    private string From => Path.Combine(_folder.FullName, "from.db");

    private string To => Path.Combine(_folder.FullName, "to.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_store_is_copied_and_found_equal()
    {
        await FillAsync(From, 1500);
        var (code, said, complaint) = await RunAsync();
        Assert.Equal((0, ""), (code, complaint));
        Assert.Contains("crm      1,500 rows, sha256 ", said, StringComparison.Ordinal);
        Assert.Contains("Equal. Start the bot on the target now and never again on the source", said, StringComparison.Ordinal);

        var (again, _, why) = await RunAsync();
        Assert.Equal((1, $"The target (sqlite {To}) holds rows already, in table crm. Copy into an empty one: another Storage:AzureTables:TablePrefix, or another file.\n"), (again, why));
    }

    [Fact]
    public async Task A_source_that_a_bot_uses_is_left_to_it()
    {
        await FillAsync(From, 1);
        await using var bot = SqliteTables.Open(From);
        var (code, said, complaint) = await RunAsync();
        Assert.Equal((1, ""), (code, said));
        Assert.StartsWith($"Another bot already uses the database '{From}'. Stop it first", complaint, StringComparison.Ordinal);
        Assert.False(File.Exists(To));
    }

    [Fact]
    public async Task A_source_that_is_not_there_is_not_made()
    {
        var (code, _, complaint) = await RunAsync();
        Assert.Equal((1, $"There is no database {From}. Storage:Sqlite:Path or Copy:From:Sqlite:Path names it.\n"), (code, complaint));
        Assert.Empty(_folder.EnumerateFiles());
    }

    [Theory]
    [InlineData("store copy --from sqlite --to paper", "paper")]
    [InlineData("store copy --from sqlite", "--to")]
    [InlineData("store copy --from sqlite --to azure --form:x", "--form:x")]
    [InlineData("store copy --from sqlite --to sqlite now", "'now' is neither an option nor a setting")]
    [InlineData("store copy --from sqlite --to azure --Storage:AzureTables:TablePrefix=7", "TablePrefix is 1 to 40 letters and digits")]
    public async Task What_cannot_be_meant_is_refused(string args, string why)
    {
        await FillAsync(From, 1);
        var (code, _, complaint) = await CallAsync([.. args.Split(' '), $"--Copy:From:Sqlite:Path={From}", $"--Copy:To:Sqlite:Path={To}.none/x"]);
        Assert.Equal(1, code);
        Assert.Contains(why, complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("KILL")]
    public async Task Stopped_on_the_way_it_goes_on_and_no_bot_starts_on_half_a_copy(string signal)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // no signals there
        }

        await FillAsync(From, 40_000);
        using (var copy = Start(Arguments()))
        {
            // The second page of the first table: its first is marked, and much is still to come.
            await copy.StandardOutput.ReadLineAsync();
            using var kill = Process.Start("kill", [$"-{signal}", $"{copy.Id}"]);
            await kill.WaitForExitAsync();
            await copy.StandardOutput.ReadToEndAsync();
            await copy.WaitForExitAsync();
            Assert.Equal(signal == "INT" ? 3 : 137, copy.ExitCode);
        }

        using (var bot = Start([$"--Storage:Sqlite:Path={To}", "--urls", "http://127.0.0.1:0"]))
        {
            var said = await bot.StandardError.ReadToEndAsync();
            await bot.WaitForExitAsync();
            Assert.Contains("A copy into this store was begun and has not been found equal to its source.", said, StringComparison.Ordinal);
            Assert.Equal(1, bot.ExitCode);
        }

        var (code, end, complaint) = await RunAsync();
        Assert.Equal((0, ""), (code, complaint));
        Assert.Contains("crm      40,000 rows", end, StringComparison.Ordinal);
    }

    private string[] Arguments() => ["store", "copy", "--from", "sqlite", "--to", "sqlite", $"--Copy:From:Sqlite:Path={From}", $"--Copy:To:Sqlite:Path={To}"];

    private Task<(int Code, string Said, string Complaint)> RunAsync() => CallAsync(Arguments());

    private static async Task<(int Code, string Said, string Complaint)> CallAsync(string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await CommandLine.RunAsync(args, output, error);
        return (code, output.ToString(), error.ToString());
    }

    private Process Start(string[] args) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CrmBot.Bot.dll"), .. args])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = _folder.FullName,
        Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
    })!;

    private static async Task FillAsync(string path, int rows)
    {
        await using var tables = SqliteTables.Open(path);
        foreach (var some in Enumerable.Range(0, rows).Chunk(100).Chunk(50))
        {
            var sets = some.Select(set => new ChangeSet("crm", $"t|c|{set[0]:D6}", [.. set.Select(i => new Change.Insert($"r{i:D6}", Encoding.UTF8.GetBytes($$"""{"v":1,"i":{{i}}}""")))]));
            Assert.True((await tables.ApplyAsync([.. sets], CancellationToken.None)).All);
        }
    }
}
