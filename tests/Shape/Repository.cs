using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;

namespace CrmBot.Shape.Tests;

/// <summary>The files of the repository, as they lie on disk. Paths are relative to its root, with slashes.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static XElement Xml(string path) => XElement.Load(Path.Combine(Root, path));

    public static JsonDocument Json(string path) => JsonDocument.Parse(Read(path));

    /// <summary>The names of the folders in a folder, without its path.</summary>
    public static IReadOnlyList<string> Folders(string path) =>
        [.. Directory.GetDirectories(Path.Combine(Root, path)).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    /// <summary>Every file that git tracks, or would track after <c>git add</c>.</summary>
    public static IReadOnlyList<string> Tracked { get; } = Git("ls-files", "--cached", "--others", "--exclude-standard");

    public static IEnumerable<string> CSharp(string folder) =>
        Tracked.Where(f => f.StartsWith(folder, StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal));

    /// <summary>What is wrong, one a line; a test passes when there is none.</summary>
    public static void Nothing(IEnumerable<string> faults)
    {
        var found = faults.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CrmBot.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository: no folder above holds CrmBot.sln.");
        }

        return folder.FullName;
    }

    private static List<string> Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "core.quotePath=false", .. arguments]) { WorkingDirectory = Root, RedirectStandardOutput = true, UseShellExecute = false };
        using var git = Process.Start(start)!;
        var said = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);

        // A file that is deleted but not yet committed is listed and not there.
        return [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(f => File.Exists(Path.Combine(Root, f)))];
    }
}
