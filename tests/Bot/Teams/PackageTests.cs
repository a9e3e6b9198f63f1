using System.IO.Compression;
using System.Text.Json.Nodes;
using CrmBot.Bot.Commands.TeamsApp;
using CrmBot.Bot.Tests.Contract;
using CrmBot.Language;
using NJsonSchema;

namespace CrmBot.Bot.Tests.Teams;

/// <summary>The app package as <c>deploy/teams</c> makes it.</summary>
public sealed class PackageTests
{
    private static readonly string[] NoCommand = [Meaning.Unknown, "out_of_scope", "smalltalk", "cancel"];

    [Fact]
    public async Task All_files_lie_at_the_root_and_carry_the_order()
    {
        var files = await FilesAsync(PartsFolder.Order);
        var manifest = JsonNode.Parse(files["manifest.json"])!;

        Assert.Equal(["color.png", "en-us.json", "en.json", "manifest.json", "outline.png"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(PartsFolder.AppId, (string?)manifest["id"]);
        Assert.Equal(PartsFolder.AppId, (string?)manifest["bots"]![0]!["botId"]);
        Assert.Equal(["bot.example.com"], manifest["validDomains"]!.AsArray().Select(d => (string?)d));
        Assert.Equal("https://bot.example.com/", (string?)manifest["developer"]!["privacyUrl"]);
    }

    [Fact]
    public async Task Manifest_and_languages_keep_to_the_published_schemas()
    {
        var files = await FilesAsync(PartsFolder.Order);
        var schema = await SchemaAsync("MicrosoftTeams.schema.json");

        Assert.Empty(schema.Validate(files["manifest.json"]));
        // The validator does not look at const.
        var published = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(PartsFolder.Schemas, "MicrosoftTeams.schema.json")))!;
        Assert.Equal((string?)published["properties"]!["manifestVersion"]!["const"], (string?)JsonNode.Parse(files["manifest.json"])!["manifestVersion"]);

        var language = await SchemaAsync("MicrosoftTeams.Localization.schema.json");
        Assert.Empty(language.Validate(files["en-us.json"]));
        Assert.Empty(language.Validate(files["en.json"]));
        Assert.NotEmpty(language.Validate(files["manifest.json"]));
    }

    [Fact]
    public async Task What_an_order_names_replaces_what_the_manifest_says_in_every_language()
    {
        var files = await FilesAsync(PartsFolder.Order with
        {
            AppId = PartsFolder.AppId.ToUpperInvariant(),
            Host = "Bot.Example.com",
            Name = "客户 \"小助手\"",
            Version = "1.4.12",
            Developer = "Contoso IT",
            Website = "https://contoso.com/bot",
            Privacy = "https://contoso.com/privacy",
            Terms = "https://contoso.com/terms",
        });
        var manifest = JsonNode.Parse(files["manifest.json"])!;

        Assert.Equal(PartsFolder.AppId, (string?)manifest["id"]);
        Assert.Equal("bot.example.com", (string?)manifest["validDomains"]![0]);
        Assert.Equal("1.4.12", (string?)manifest["version"]);
        Assert.Equal("""{"name":"Contoso IT","websiteUrl":"https://contoso.com/bot","privacyUrl":"https://contoso.com/privacy","termsOfUseUrl":"https://contoso.com/terms"}""", manifest["developer"]!.ToJsonString());
        Assert.Equal("客户 \"小助手\"", (string?)manifest["name"]!["short"]);
        Assert.Equal("客户 \"小助手\"", (string?)JsonNode.Parse(files["en.json"])!["name.full"]);
    }

    [Fact]
    public async Task The_same_order_gives_the_same_bytes()
    {
        using var copy = new PartsFolder(); // its files are newer than those of the repository
        var first = Zip(await PartsFolder.OwnAsync());
        var second = Zip(await copy.MakeAsync());

        Assert.Equal(first, second);
    }

    [Fact]
    public void People_of_all_English_regions_read_the_same() =>
        Assert.Equal(File.ReadAllText(Path.Combine(PartsFolder.Source, "en-us.json")), File.ReadAllText(Path.Combine(PartsFolder.Source, "en.json")));

    [Fact]
    public async Task The_bot_understands_every_command_alike_in_both_languages()
    {
        var phrases = Phrasebook.Load(Path.Combine(Shelf.Root, "phrases"));
        var files = await FilesAsync(PartsFolder.Order);
        var (manifest, english) = (JsonNode.Parse(files["manifest.json"])!, JsonNode.Parse(files["en-us.json"])!);
        var lists = manifest["bots"]![0]!["commandLists"]!.AsArray();

        Assert.Equal(["groupChat", "personal", "team"], lists.SelectMany(l => l!["scopes"]!.AsArray()).Select(s => (string)s!).Order(StringComparer.Ordinal));
        for (var list = 0; list < lists.Count; list++)
        {
            var commands = lists[list]!["commands"]!.AsArray();
            Assert.InRange(commands.Count, 1, 10);
            for (var at = 0; at < commands.Count; at++)
            {
                var chinese = (string)commands[at]!["title"]!;
                var said = (string)english[$"bots[0].commandLists[{list}].commands[{at}].title"]!;
                var meant = phrases.Understand(chinese);

                Assert.True(meant.Intent == phrases.Understand(said).Intent, $"'{chinese}' means {meant.Intent}, '{said}' means {phrases.Understand(said).Intent}");
                Assert.DoesNotContain(meant.Intent, NoCommand);
                Assert.Contains(meant.Intent, Shelf.Routes.Intents);
                Assert.Empty(meant.Slots);
            }
        }
    }

    private static async Task<Dictionary<string, string>> FilesAsync(PackageOrder order)
    {
        using var zip = new ZipArchive(new MemoryStream(Zip(await PartsFolder.OwnAsync(order))));
        return zip.Entries.ToDictionary(e => e.FullName, Read, StringComparer.Ordinal);
    }

    private static string Read(ZipArchiveEntry entry)
    {
        using var text = new StreamReader(entry.Open());
        return text.ReadToEnd();
    }

    private static byte[] Zip(PackageOutcome outcome) =>
        outcome is PackageOutcome.Made made ? made.Zip.ToArray() : throw new InvalidOperationException(string.Join('\n', ((PackageOutcome.Refused)outcome).Faults));

    private static Task<JsonSchema> SchemaAsync(string file) => JsonSchema.FromFileAsync(Path.Combine(PartsFolder.Schemas, file));
}
