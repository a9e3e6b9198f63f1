using CrmBot.Bot.Commands.TeamsApp;

namespace CrmBot.Bot.Tests.Teams;

/// <summary>Each thing that Teams would refuse is refused before, in one sentence that names it.</summary>
public sealed class RefusalTests : IDisposable
{
    private const string FirstTitle = "bots[0].commandLists[0].commands[0].title";

    private readonly PartsFolder _parts = new();

    public void Dispose() => _parts.Dispose();

    [Theory]
    [InlineData("my-bot")]
    [InlineData("")]
    [InlineData("{1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b}")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public async Task An_app_id_is_a_guid(string id) =>
        Assert.StartsWith($"--app-id '{id}' is not", await _parts.RefusalAsync(PartsFolder.Order with { AppId = id }), StringComparison.Ordinal);

    [Theory]
    [InlineData("https://bot.example.com")]
    [InlineData("bot.example.com/api/messages")]
    [InlineData("bot.example.com:443")]
    [InlineData("bot.example.com.")]
    [InlineData("*.example.com")]
    [InlineData("10.0.0.4")]
    [InlineData("localhost")]
    [InlineData("")]
    public async Task A_host_is_a_name_alone(string host) =>
        Assert.StartsWith($"--host '{host}' must be", await _parts.RefusalAsync(PartsFolder.Order with { Host = host }), StringComparison.Ordinal);

    [Theory]
    [InlineData("1.0")]
    [InlineData("v1.0.0")]
    [InlineData("1.0.0-beta")]
    [InlineData("01.0.0")]
    [InlineData("1.0.0\n")]
    public async Task A_version_has_three_numbers(string version) =>
        Assert.StartsWith($"The version '{version}' must be", await _parts.RefusalAsync(PartsFolder.Order with { Version = version }), StringComparison.Ordinal);

    [Fact]
    public async Task A_link_is_https() =>
        Assert.StartsWith("--privacy 'http://contoso.com' must be", await _parts.RefusalAsync(PartsFolder.Order with { Privacy = "http://contoso.com" }), StringComparison.Ordinal);

    [Fact]
    public async Task A_name_that_is_too_long_is_told_for_every_language()
    {
        var refused = Assert.IsType<PackageOutcome.Refused>(await _parts.MakeAsync(PartsFolder.Order with { Name = new string('x', 31) }));

        Assert.Equal(
            ["manifest.json: name.short is longer than 30 characters.", "en-us.json: name.short is longer than 30 characters.", "en.json: name.short is longer than 30 characters."],
            refused.Faults);
    }

    [Fact]
    public async Task A_title_has_32_characters_at_most()
    {
        _parts.Edit("manifest.json", m => m["bots"]![0]!["commandLists"]![0]!["commands"]![0]!["title"] = new string('跟', 33));

        Assert.Equal($"manifest.json: {FirstTitle} is longer than 32 characters.", await _parts.RefusalAsync());
    }

    [Fact]
    public async Task A_title_of_another_language_has_32_characters_at_most()
    {
        _parts.Edit("en.json", l => l[FirstTitle] = new string('f', 33));

        Assert.Equal($"en.json: {FirstTitle} is longer than 32 characters.", await _parts.RefusalAsync());
    }

    [Fact]
    public async Task A_key_of_a_language_leads_to_a_text()
    {
        _parts.Edit("en.json", l => l["bots[0].commandLists[1].commands[9].title"] = "Export");

        Assert.Equal("en.json: bots[0].commandLists[1].commands[9].title leads to no text of manifest.json.", await _parts.RefusalAsync());
    }

    [Theory]
    [InlineData(FirstTitle)]
    [InlineData("bots[0].commandLists[1].commands[3].description")]
    public async Task Every_text_is_said_in_every_language(string key)
    {
        _parts.Edit("en-us.json", l => l.Remove(key));

        Assert.Equal($"en-us.json: {key} of manifest.json is not said in this language.", await _parts.RefusalAsync());
    }

    [Fact]
    public async Task A_language_file_is_of_the_manifests_version()
    {
        _parts.Edit("en.json", l => l["$schema"] = "https://developer.microsoft.com/json-schemas/teams/v1.16/MicrosoftTeams.Localization.schema.json");

        Assert.Equal("en.json: $schema must be of the manifest's version, 1.19.", await _parts.RefusalAsync());
    }

    [Fact]
    public async Task An_icon_has_its_size()
    {
        File.Copy(_parts["outline.png"], _parts["color.png"], overwrite: true);

        Assert.Equal("color.png is 32 x 32 pixels and must be 192 x 192.", await _parts.RefusalAsync());
    }

    [Fact]
    public async Task An_icon_is_a_png()
    {
        File.WriteAllText(_parts["color.png"], "<svg xmlns='http://www.w3.org/2000/svg' width='192' height='192'/>");

        Assert.Equal("color.png is not a PNG.", await _parts.RefusalAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task An_outline_is_white_however_its_rows_are_written(byte filter)
    {
        File.WriteAllBytes(_parts["outline.png"], Drawn.Png(32, Drawn.White, filter));
        Assert.IsType<PackageOutcome.Made>(await _parts.MakeAsync());

        File.WriteAllBytes(_parts["outline.png"], Drawn.Png(32, static (x, y) => (x, y) is (31, 31) ? [255, 255, 254, 1] : Drawn.White(x, y), filter));
        Assert.Equal("outline.png has a colour: an outline is white on a transparent ground and nothing else.", await _parts.RefusalAsync());
    }

    [Fact]
    public async Task An_outline_shows_something()
    {
        File.WriteAllBytes(_parts["outline.png"], Drawn.Png(32, static (_, _) => [0, 0, 0, 0]));
        Assert.StartsWith("outline.png shows nothing", await _parts.RefusalAsync(), StringComparison.Ordinal);

        File.WriteAllBytes(_parts["outline.png"], Drawn.Png(32, static (_, _) => [255, 255, 255, 255]));
        Assert.StartsWith("outline.png shows nothing", await _parts.RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outline_without_alpha_or_cut_off_is_not_guessed_at()
    {
        File.WriteAllBytes(_parts["outline.png"], Drawn.Png(32, Drawn.White, colourType: 2));
        Assert.StartsWith("outline.png cannot be looked at", await _parts.RefusalAsync(), StringComparison.Ordinal);

        File.WriteAllBytes(_parts["outline.png"], Drawn.Png(32, Drawn.White)[..60]);
        Assert.StartsWith("outline.png cannot be looked at", await _parts.RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_schema_does_not_know_is_refused()
    {
        _parts.Edit("manifest.json", m => m["bot"] = true);

        Assert.Equal("manifest.json: bot is not known to this version of the manifest.", await _parts.RefusalAsync());
    }

    [Fact]
    public async Task The_manifest_is_of_the_schemas_version()
    {
        _parts.Edit("manifest.json", m => m["manifestVersion"] = "1.20");

        Assert.Equal("manifest.json: manifestVersion is not one of: 1.19.", await _parts.RefusalAsync());
    }

    [Fact]
    public async Task What_the_schema_asks_for_is_there()
    {
        _parts.Edit("manifest.json", m => m["name"]!.AsObject().Remove("full"));

        Assert.Equal("manifest.json: name.full is missing.", await _parts.RefusalAsync());
    }

    [Fact]
    public async Task An_app_without_a_bot_is_none()
    {
        _parts.Edit("manifest.json", m => m.Remove("bots"));
        _parts.EditLanguages(l => l.Where(e => e.Key.StartsWith("bots", StringComparison.Ordinal)).ToList().ForEach(e => l.Remove(e.Key)));

        Assert.Equal("manifest.json: bots is missing, so the app would have no bot.", await _parts.RefusalAsync());
    }

    [Theory]
    [InlineData("../color.png")]
    [InlineData("icons/color.png")]
    public async Task A_file_lies_beside_the_manifest(string file)
    {
        _parts.Edit("manifest.json", m => m["icons"]!["color"] = file);

        Assert.StartsWith($"manifest.json names the file '{file}': it must lie beside the manifest", await _parts.RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        File.Delete(_parts["en.json"]);

        Assert.Contains("en.json", await _parts.RefusalAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"name\": ", "manifest.json is not valid JSON")]
    [InlineData("[]", "manifest.json is not a JSON object")]
    [InlineData("{ \"id\": \"a\", \"id\": \"b\" }", "manifest.json is not valid JSON")]
    public async Task A_manifest_that_is_no_JSON_object_is_told_so(string text, string said)
    {
        File.WriteAllText(_parts["manifest.json"], text);

        Assert.StartsWith(said, await _parts.RefusalAsync(), StringComparison.Ordinal);
    }
}
