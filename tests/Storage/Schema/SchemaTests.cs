using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CrmBot.Storage.Tests.Schema;

/// <summary>Rows that older bots stored are read for ever, and rows of newer ones are refused.</summary>
public sealed partial class SchemaTests
{
    private static readonly RowCorpus Corpus = new(Path.Combine(Root(), "tests", "Storage", "Schema", "rows.json"), [StoreJson.Default]);

    public static TheoryData<string> Rows => [.. Corpus.Read().Select((row, i) => $"{i} {row.Type} {row.Version}")];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Every_row_that_was_ever_stored_is_read_and_nothing_of_it_is_lost(string which)
    {
        var row = Corpus.Read()[int.Parse(which.Split(' ')[0])];
        var again = Corpus.Again(row);
        if (row.Version == RowSchema.VersionOf(Corpus.Types.Single(t => RowShape.Name(t.Type) == row.Type).Type))
        {
            Assert.Null(RowCorpus.Lost(JsonNode.Parse(row.Row), JsonNode.Parse(again)));
        }
    }

    [Fact]
    public void No_row_type_changes_how_it_is_stored_unseen() => Assert.Equal([], Corpus.Faults());

    [Fact]
    public void Every_type_that_the_store_writes_carries_a_version()
    {
        var written = typeof(StoreJson).GetCustomAttributesData().Where(a => a.AttributeType == typeof(JsonSerializableAttribute))
            .Select(a => RowShape.Name((Type)a.ConstructorArguments[0].Value!));
        Assert.Equal([], written.Except(Corpus.Types.Select(t => RowShape.Name(t.Type))));
    }

    [Fact]
    public void A_row_of_a_newer_version_is_refused_by_its_keys_and_version()
    {
        var refused = Assert.Throws<UnreadableRowException>(() => Row("""{"v":2,"key":"f|1"}""").As(StoreJson.Default.PlaceRow));
        Assert.Equal(
            "Row r of p (PlaceRow) is of version 2, and this bot knows version 1: a newer bot wrote it. Replace this bot by that one.", refused.Message);
    }

    [Theory]
    [InlineData("""{"v":2,"key":{"a":[{"v":1}]}}""")]
    [InlineData("""{"key":"f|1","v":2}""")]
    [InlineData("""{"v":10,"key":"f|1"}""")]
    [InlineData("""{"v":1,"key":"f|1","new":null}""")]
    [InlineData("""{"key":"f|1"}""")]
    [InlineData("""{"v":"1","key":"f|1"}""")]
    [InlineData("""{"v":0,"key":"f|1"}""")]
    [InlineData("""{"v":1,"key":7}""")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("")]
    public void A_row_that_is_not_known_is_never_guessed_at(string stored) =>
        Assert.Throws<UnreadableRowException>(() => Row(stored).As(StoreJson.Default.PlaceRow));

    [Fact]
    public void An_older_row_goes_through_every_step_from_its_version_on()
    {
        Action<JsonObject>[] steps =
        [
            row => (row["name"], _) = (row["label"]!.DeepClone(), row.Remove("label")),
            row => row["length"] = row["name"]!.GetValue<string>().Length,
        ];
        Assert.Equal(new Third(3, "abc", 3), Read("""{"v":1,"label":"abc"}"""));
        Assert.Equal(new Third(3, "abc", 3), Read("""{"v":2,"name":"abc"}"""));
        Assert.Equal(new Third(3, "abc", 5), Read("""{"v":3,"name":"abc","length":5}"""));
        Assert.Throws<UnreadableRowException>(() => Read("""{"v":4,"name":"abc","length":5}"""));

        Third Read(string stored) => RowSchema.Read(Row(stored), ThirdJson.Default.Third, steps);
    }

    private static Row Row(string stored) => new("p", "r", new ETag("1"), Encoding.UTF8.GetBytes(stored));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CrmBot.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository: no folder above holds CrmBot.sln.");
        }

        return folder.FullName;
    }

    internal sealed record Third(int V, string Name, int Length);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
    [JsonSerializable(typeof(Third))]
    internal sealed partial class ThirdJson : JsonSerializerContext;
}
