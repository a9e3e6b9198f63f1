using System.Text.Json.Nodes;
using CrmBot.Bot.Commands.TeamsApp;
using CrmBot.Bot.Tests.Contract;

namespace CrmBot.Bot.Tests.Teams;

/// <summary>A copy of <c>deploy/teams</c> that a test may spoil, and the package made of it.</summary>
internal sealed class PartsFolder : IDisposable
{
    public const string AppId = "1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b";

    private readonly DirectoryInfo _folder = System.IO.Directory.CreateTempSubdirectory("crmbot-teams");

    public PartsFolder()
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(Source))
        {
            File.Copy(file, this[Path.GetFileName(file)]);
        }
    }

    public static string Source { get; } = Path.Combine(Shelf.Root, "deploy", "teams");

    public static string Schemas { get; } = Path.Combine(Source, "schema");

    public static PackageOrder Order { get; } = new(AppId, "bot.example.com");

    public string Root => _folder.FullName;

    public string this[string file] => Path.Combine(_folder.FullName, file);

    public static Task<PackageOutcome> OwnAsync(PackageOrder? order = null) => AppPackage.MakeAsync(Source, Schemas, order ?? Order, CancellationToken.None);

    /// <summary>What the command would say; a test passes on it only when there is exactly one thing to say.</summary>
    public async Task<string> RefusalAsync(PackageOrder? order = null) =>
        Assert.Single(Assert.IsType<PackageOutcome.Refused>(await MakeAsync(order)).Faults);

    public Task<PackageOutcome> MakeAsync(PackageOrder? order = null) => AppPackage.MakeAsync(Root, Schemas, order ?? Order, CancellationToken.None);

    public void Edit(string file, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(this[file]))!.AsObject();
        change(json);
        File.WriteAllText(this[file], json.ToJsonString());
    }

    /// <summary>The same change in every language file.</summary>
    public void EditLanguages(Action<JsonObject> change)
    {
        Edit("en-us.json", change);
        Edit("en.json", change);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
