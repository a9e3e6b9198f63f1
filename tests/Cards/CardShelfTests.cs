using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmBot.Cards.Tests;

public sealed partial class CardShelfTests : IDisposable
{
    private readonly CardFolder folder = new();

    [Fact]
    public void A_typed_record_becomes_a_card_in_the_language_asked_for()
    {
        var shelf = folder.Load();
        var visit = new Visit("*华东*", "Intent", null, ["谁？"], "d7", 2);

        var zh = Card(shelf.Render("visits/form", "zh-CN", visit, VisitJson.Default.Visit));
        var en = Card(shelf.Render("visits/form", "en-US", visit, VisitJson.Default.Visit));

        Assert.Equal("记录拜访：\\*华东\\*", zh.GetProperty("body")[0].GetProperty("text").GetString());
        Assert.Equal("1. 谁？", zh.GetProperty("body")[1].GetProperty("text").GetString());
        Assert.Equal("意向", zh.GetProperty("body")[2].GetProperty("text").GetString());
        Assert.Equal("Visit to \\*华东\\*", en.GetProperty("body")[0].GetProperty("text").GetString());
        Assert.Equal("", en.GetProperty("body")[3].GetProperty("value").GetString());
        Assert.Equal(2, en.GetProperty("actions")[0].GetProperty("data").GetProperty("rev").GetInt32());
    }

    [Fact]
    public void A_picture_tells_verbs_inputs_data_and_words()
    {
        var shelf = folder.Load();
        var picture = shelf["visits/form"];

        Assert.Equal(["visits/form"], shelf.Cards);
        Assert.Equal(["visits"], shelf.Capabilities);
        Assert.Equal(["visits/submit"], picture.Verbs);
        Assert.Equal(["summary"], picture.Inputs["visits/submit"]);
        Assert.Equal(["draft", "rev"], picture.DataKeys["visits/submit"]);
        Assert.Equal(["new", "coached"], picture.Samples);
        // stageDeal is reached by a computed key in the samples; stageIntent by none.
        Assert.Equal(["appName", "formTitle", "stageDeal", "submit", "summary", "summaryNeeded"], picture.UsedWords);
    }

    [Fact]
    public void Words_of_a_capability_stand_over_the_shared_ones()
    {
        var words = folder.Load().Words("visits", "en-US");

        Assert.Equal("Follow-up", words["appName"]);
        Assert.Equal("Visit to Contoso", words.Format("formTitle", ("customer", "Contoso")));
        Assert.Throws<KeyNotFoundException>(() => words["formTitel"]);
        Assert.Throws<ArgumentException>(() => words.Format("formTitle", ("client", "Contoso")));
    }

    [Fact]
    public void Unknown_names_are_bugs_that_name_the_name()
    {
        var shelf = folder.Load();

        Assert.Contains("visits/from", Assert.Throws<KeyNotFoundException>(() => shelf["visits/from"]).Message, StringComparison.Ordinal);
        Assert.Contains("fr-FR", Assert.Throws<KeyNotFoundException>(() => shelf.Words("visits", "fr-FR")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_threads_render_the_same_bytes()
    {
        var shelf = folder.Load();
        var visit = new Visit("华东", "Deal", "见面", ["一", "二"], "d7", 2);
        var expected = shelf.Render("visits/form", "zh-CN", visit, VisitJson.Default.Visit).ToArray();
        var different = 0;

        Parallel.For(0, 400, _ =>
        {
            if (!shelf.Render("visits/form", "zh-CN", visit, VisitJson.Default.Visit).Span.SequenceEqual(expected))
            {
                Interlocked.Increment(ref different);
            }
        });

        Assert.Equal(0, different);
    }

    [Fact]
    public void A_sample_renders_for_the_gallery() =>
        Assert.Contains("Contoso", Encoding.UTF8.GetString(folder.Load().RenderSample("visits/form", "coached", "zh-CN").Span), StringComparison.Ordinal);

    public void Dispose() => folder.Dispose();

    private static JsonElement Card(ReadOnlyMemory<byte> json) => JsonElement.Parse(json.Span);

    internal sealed record Visit(string Customer, string Stage, string? Summary, string[] Hints, string Draft, int Rev);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Visit))]
    internal sealed partial class VisitJson : JsonSerializerContext;
}
