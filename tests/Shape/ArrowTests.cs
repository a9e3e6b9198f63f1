using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CrmBot.Shape.Tests;

/// <summary>Who may reference whom. What the references forbid, the compiler forbids; these tests hold the references.</summary>
public sealed partial class ArrowTests
{
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["Domain"] = [],
        ["Protocol"] = [],
        ["Cards"] = [],
        ["Language"] = ["Domain"],
        ["Storage"] = ["Domain"],
        ["Scheduler"] = ["Domain", "Storage"],
        ["Bot"] = ["Cards", "Domain", "Language", "Protocol", "Scheduler", "Storage"],
    };

    public static TheoryData<string> Rooms => new(Repository.Folders("src"));

    [Fact]
    public void The_rooms_are_the_ones_in_the_picture() =>
        Assert.Equal(Arrows.Keys.Order(StringComparer.Ordinal), Repository.Folders("src"));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_references_exactly_the_rooms_it_may(string room)
    {
        var project = Assert.Single(Repository.Tracked, f => f.StartsWith($"src/{room}/", StringComparison.Ordinal) && f.EndsWith("proj", StringComparison.Ordinal));
        Assert.Equal($"src/{room}/{room}.csproj", project);
        var references = Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path));
        Assert.Equal(Arrows[room], references.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Projects_reference_each_other_in_their_own_file_only() =>
        Repository.Nothing(Repository.Tracked
            .Where(f => f.EndsWith(".props", StringComparison.Ordinal) || f.EndsWith(".targets", StringComparison.Ordinal))
            .Where(f => Items(f, "ProjectReference").Any() || Items(f, "Reference").Any()));

    [Fact]
    public void A_reference_of_a_reference_is_none()
    {
        Assert.Equal("true", Property("DisableTransitiveProjectReferences"));
        Repository.Nothing(Repository.Tracked
            .Where(f => f.EndsWith("proj", StringComparison.Ordinal))
            .Where(f => Repository.Xml(f).Descendants("DisableTransitiveProjectReferences").Any()));
    }

    [Fact]
    public void The_domain_uses_one_package_in_one_file()
    {
        Assert.Equal(["NodaTime"], Items("src/Domain/Domain.csproj", "PackageReference"));
        Assert.Empty(Items("src/Domain/Domain.csproj", "FrameworkReference"));
        Assert.Equal(["src/Domain/Zones.cs"], Repository.CSharp("src/").Where(f => Code(f).Contains("NodaTime", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Protocol")]
    [InlineData("Cards")]
    public void The_wire_and_the_cards_know_no_customer(string room) =>
        Repository.Nothing(
            from file in Repository.CSharp($"src/{room}/")
            from Match word in FieldWord().Matches(Code(file))
            select $"{file} speaks of '{word.Value}'");

    [Fact]
    public void Static_clocks_and_random_ids_are_banned_in_every_project()
    {
        Assert.Contains("$(MSBuildThisFileDirectory)build/BannedSymbols.txt", Items("Directory.Build.props", "AdditionalFiles"));
        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", Items("Directory.Packages.props", "GlobalPackageReference"));
        Assert.Equal("true", Property("TreatWarningsAsErrors"));
        var banned = Repository.Read("build/BannedSymbols.txt");
        Assert.All(
            ["P:System.DateTime.Now;", "P:System.DateTime.UtcNow;", "P:System.DateTimeOffset.Now;", "P:System.DateTimeOffset.UtcNow;", "M:System.Guid.NewGuid;", "P:System.Random.Shared;"],
            symbol => Assert.Contains(symbol, banned, StringComparison.Ordinal));
    }

    [Fact]
    public void Nobody_switches_the_ban_off() =>
        Repository.Nothing(Repository.Tracked
            .Where(f => Path.GetExtension(f) is ".cs" or ".csproj" or ".props" or ".targets" or ".editorconfig")
            .Where(f => Repository.Read(f).Contains("RS" + "0030", StringComparison.Ordinal)));

    private static string? Property(string name) => Assert.Single(Repository.Xml("Directory.Build.props").Descendants(name)).Value;

    private static IEnumerable<string> Items(string file, string item) =>
        Repository.Xml(file).Descendants(item).Attributes("Include").Select(a => a.Value);

    /// <summary>A file without its comments.</summary>
    private static string Code(string file) => Comment().Replace(Repository.Read(file), "");

    [GeneratedRegex(@"^\s*//.*$|(?<=\s)// .*$", RegexOptions.Multiline, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\w*(customer|follow-?up|reminder|complaint)\w*|CrmBot\.(Domain|Storage|Scheduler|Language|Bot)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FieldWord();
}
