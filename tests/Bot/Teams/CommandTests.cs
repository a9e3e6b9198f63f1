using System.Diagnostics;
using CrmBot.Bot.Commands;

namespace CrmBot.Bot.Tests.Teams;

/// <summary>The command line: what is a command and what is the bot's, and what a command leaves behind.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("crmbot-teams");

    private string Zip => Path.Combine(_folder.FullName, "app.zip");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData]
    [InlineData("--urls", "http://127.0.0.1:5000")]
    [InlineData("--environment", "Production")]
    [InlineData("--Demo:Now=2025-09-10T17:40:00+08:00")]
    [InlineData("/Demo:Reset=true")]
    [InlineData("Storage:Sqlite:Path=x.db", "teams")]
    [InlineData("")]
    public void Settings_are_the_bots(params string[] args) => Assert.False(CommandLine.IsAsked(args));

    [Theory]
    [InlineData("teams", "package")]
    [InlineData("taems")]
    [InlineData("--help")]
    [InlineData("-h")]
    public void A_word_is_a_command(params string[] args) => Assert.True(CommandLine.IsAsked(args));

    [Fact]
    public async Task A_package_that_is_right_is_written()
    {
        var (code, said, complaint) = await RunAsync("teams", "package", "--app-id", PartsFolder.AppId, "--host", "bot.example.com", "--out", Zip);

        Assert.Equal((0, ""), (code, complaint));
        Assert.StartsWith($"Wrote {Zip}: version 1.0.0 for the app {PartsFolder.AppId} at bot.example.com.", said, StringComparison.Ordinal);
        Assert.Contains("--privacy", said, StringComparison.Ordinal);
        Assert.Equal(["app.zip"], _folder.EnumerateFiles().Select(f => f.Name));
    }

    [Fact]
    public async Task A_package_that_is_wrong_leaves_the_old_file_as_it_is()
    {
        await File.WriteAllTextAsync(Zip, "the last good one");
        var (code, said, complaint) = await RunAsync("teams", "package", "--app-id", "my-bot", "--host", "https://bot.example.com", "--out", Zip);

        Assert.Equal((1, ""), (code, said));
        Assert.Equal(2, complaint.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("--app-id 'my-bot'", complaint, StringComparison.Ordinal);
        Assert.Contains("--host 'https://bot.example.com'", complaint, StringComparison.Ordinal);
        Assert.Equal("the last good one", await File.ReadAllTextAsync(Zip));
        Assert.Single(_folder.EnumerateFiles());
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_told()
    {
        var (code, _, complaint) = await RunAsync(
            "teams", "package", "--app-id", PartsFolder.AppId, "--host", "bot.example.com", "--out", Path.Combine(_folder.FullName, "none", "app.zip"));

        Assert.Equal(1, code);
        Assert.StartsWith("The package could not be written: ", complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("teams pakage", "package")]
    [InlineData("taems package", "teams")]
    public async Task A_slip_of_the_finger_is_answered_with_what_was_meant(string args, string meant)
    {
        var (code, said, complaint) = await RunAsync(args.Split(' '));

        Assert.Equal(1, code);
        Assert.Contains("Unrecognized command or argument", complaint, StringComparison.Ordinal);
        Assert.Contains($"Did you mean one of the following?{Environment.NewLine}{meant}", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_itself_has_the_parts_beside_it_and_starts_no_bot_for_a_command()
    {
        Assert.Equal(0, await ProgramAsync("teams", "package", "--app-id", PartsFolder.AppId, "--host", "bot.example.com", "--out", Zip));
        Assert.True(File.Exists(Zip));
        Assert.Equal(1, await ProgramAsync("teams", "pakage"));
        Assert.Equal(["app.zip"], _folder.EnumerateFiles().Select(f => f.Name));
    }

    private static async Task<(int Code, string Said, string Complaint)> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, output, error);
        return (code, output.ToString(), error.ToString());
    }

    private async Task<int> ProgramAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CrmBot.Bot.dll"), .. args])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.FullName,
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["Storage__Sqlite__Path"] = Path.Combine(_folder.FullName, "crmbot.db") },
        };
        using var program = Process.Start(start)!;
        var said = Task.WhenAll(program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
        await program.WaitForExitAsync();
        await said;
        return program.ExitCode;
    }
}
