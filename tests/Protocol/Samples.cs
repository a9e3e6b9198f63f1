using System.Text;
using System.Text.Json;

namespace CrmBot.Protocol.Tests;

/// <summary>Inbound activities: our own, and recorded ones where they lie beside the repository.</summary>
internal static class Samples
{
    public static IReadOnlyDictionary<string, byte[]> All { get; } = Load();

    public static Activity Read(string name) => Ok(All[name]);

    public static Activity Read(string name, params (string Was, string Is)[] changes)
    {
        var json = Encoding.UTF8.GetString(All[name]);
        foreach (var (was, @is) in changes)
        {
            Assert.Contains(was, json, StringComparison.Ordinal);
            json = json.Replace(was, @is, StringComparison.Ordinal);
        }

        return Ok(Encoding.UTF8.GetBytes(json));
    }

    public static Activity Ok(ReadOnlyMemory<byte> json) => Assert.IsType<ActivityParse.Ok>(ActivityReader.Parse(json)).Activity;

    public static Activity Ok(string json) => Ok(Encoding.UTF8.GetBytes(json));

    /// <summary>The smallest activity that is one, with more fields.</summary>
    public static string Small(string more = "", string conversation = "c1") =>
        $$$"""{"type":"message","channelId":"test","conversation":{"id":"{{{conversation}}}"}{{{(more.Length > 0 ? "," + more : "")}}}}""";

    private static Dictionary<string, byte[]> Load()
    {
        var samples = new Dictionary<string, byte[]>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "activities")))
        {
            samples[Path.GetFileNameWithoutExtension(file)] = File.ReadAllBytes(file);
        }

        if (Recorded() is { } folder)
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
            {
                using var recording = JsonDocument.Parse(File.ReadAllBytes(file));
                samples["recorded " + Path.GetFileNameWithoutExtension(file)] =
                    Encoding.UTF8.GetBytes(recording.RootElement.GetProperty("activity").GetRawText());
            }
        }

        return samples;
    }

    private static string? Recorded()
    {
        var repository = new DirectoryInfo(AppContext.BaseDirectory);
        while (repository is not null && !File.Exists(Path.Combine(repository.FullName, "CrmBot.sln")))
        {
            repository = repository.Parent;
        }

        var folder = Path.Combine(repository?.Parent?.FullName ?? "", "shared", "samples", "activities");
        return repository is not null && Directory.Exists(folder) ? folder : null;
    }
}
