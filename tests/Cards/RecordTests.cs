using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CrmBot.Cards.Tests;

/// <summary>A template sees of a record what the serializer would have written of it.</summary>
public sealed partial class RecordTests
{
    private const string Template = """
        {"all":"${$root}","name":"${NAME}","mixed":"${name}|${count}|${big}|${exact}|${day}|${kind}|${inner.text}|${list[0].text}|${words[1]}",
         "yes":"${yes}","none":"${none}","inner":"${inner}","maybe":"${maybe}","list":"${list}","loose":"${loose}","map":"${map.K}","bytes":"${bytes}",
         "rows":[{"$data":"${list}","t":"${text}","n":"${$index}","next":"${next}"}],"words":[{"$data":"${words}","t":"${$data}"}],
         "set":[{"$data":"${set}","t":"${$data}"}],"numbers":"${sum(numbers)}","count":"${count(list)} ${count(inner)} ${count(words)}",
         "keys":"${foreach($root, p, p.key)}","same":"${inner == list[0]}","hidden":"${if(exists(hidden), 'x', '—')}","shape":"${shape}","any":"${any}"}
        """;

    [Fact]
    public void A_record_renders_as_its_JSON_does()
    {
        var inner = new Inner("里面", null);
        var whole = new Whole(
            "华东 \"精密\"", 3, long.MaxValue, 1.10m, new DateOnly(2025, 9, 10), Kind.Late, true, null, inner, 7, null,
            [inner, new("b\n", inner)], ["一", "二"], new HashSet<string> { "s" }, [1, 2], new Dictionary<string, int> { ["k"] = 1 }, [1, 2, 3],
            "l", "secret", new Circle(2), inner);

        Assert.NotNull(Shape.Of(RecordJson.Default.Whole).ValueOf(whole).Record);
        Assert.Equal(OfJson(whole, RecordJson.Default.Whole), OfRecord(whole, RecordJson.Default.Whole));
        Assert.Contains("华东 \\\"精密\\\"|3|9223372036854776000|1.1|2025-09-10|Late|里面|里面|二", OfRecord(whole, RecordJson.Default.Whole), StringComparison.Ordinal);
    }

    [Fact]
    public void One_template_reads_records_of_several_types()
    {
        var template = CardTemplate.Parse("""{"t":"${text}"}"""u8.ToArray());

        foreach (var _ in (int[])[1, 2])
        {
            Assert.Equal("""{"t":"里"}""", Render(Shape.Of(RecordJson.Default.Inner).ValueOf(new Inner("里", null)), template));
            Assert.Equal("""{"t":7}""", Render(Shape.Of(RecordJson.Default.Other).ValueOf(new Other(1, 7)), template));
        }
    }

    [Fact]
    public void A_null_record_is_a_null() => Assert.Equal("null", OfRecord(null, RecordJson.Default.Inner, """ "${$root}" """.Trim()));

    [Fact]
    public void What_the_options_leave_out_is_left_out()
    {
        var type = (JsonTypeInfo<Inner>)new RecordJson(new JsonSerializerOptions { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull }).GetTypeInfo(typeof(Inner))!;

        Assert.Equal("""{"n":false}""", OfRecord(new Inner("x", null), type, """{"n":"${exists(next) || contains($root, 'next')}"}"""));
    }

    private static string OfRecord<T>(T? data, JsonTypeInfo<T> type, string template = Template) => Render(Shape.Of(type).ValueOf(data), template);

    private static string OfJson<T>(T data, JsonTypeInfo<T> type) => Render(Value.Of(JsonSerializer.SerializeToElement(data, type)), Template);

    private static string Render(Value data, string template) => Render(data, CardTemplate.Parse(System.Text.Encoding.UTF8.GetBytes(template)));

    private static string Render(Value data, CardTemplate template)
    {
        var output = new Utf8Output();
        template.Render(new Scope(data, Value.Missing, null, Unresolved.Stays), output);
        return Json.Text(System.Text.Json.Nodes.JsonNode.Parse(output.Written));
    }

    [JsonConverter(typeof(JsonStringEnumConverter<Kind>))]
    internal enum Kind { Early, Late }

    [JsonDerivedType(typeof(Circle), "circle")]
    internal abstract record Figure;

    internal sealed record Circle(int Radius) : Figure;

    internal sealed record Other(int First, int Text);

    internal sealed record Inner(string Text, Inner? Next);

    internal sealed record Whole(
        string Name, int Count, long Big, decimal Exact, DateOnly Day, Kind Kind,
        bool Yes, string? None, Inner Inner, int? Maybe, int? Nothing, IReadOnlyList<Inner> List, string[] Words, IReadOnlySet<string> Set,
        IReadOnlyList<int> Numbers, Dictionary<string, int> Map, byte[] Bytes, string Loose, [property: JsonIgnore] string Hidden, Figure Shape, object Any);

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(Whole))]
    [JsonSerializable(typeof(Other))]
    internal sealed partial class RecordJson : JsonSerializerContext;
}
