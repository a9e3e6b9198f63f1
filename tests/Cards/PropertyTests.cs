using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CrmBot.Cards.Tests;

/// <summary>Seeded random templates and data; the seed is in the row of a failure.</summary>
public sealed partial class PropertyTests
{
    private static readonly string CardsFolder = Path.Combine(Repository.Root, "cards");

    private static readonly string[] Names = ["a", "b", "list", "text", "deep", "客户"];

    private static readonly string[] Nasty =
        ["\"", "\\", "${a}", "\u0000", "\n", "</at>", "{{DATE(x)}}", "]", "}", ",", "客户", "🙂", "\uD83D", "\u2028", "`", "'"];

    private static readonly string[] Functions = ["toUpper", "count", "string", "plain", "first", "sum", "json", "not", "length", "reverse"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Any_template_with_any_data_gives_valid_JSON(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < LongRun.Times(500); round++)
        {
            var template = Template(random, 3)!.ToJsonString();
            var data = Data(random, 3)?.ToJsonString() ?? "null";

            // Expansion parses the result; an exception is the failure.
            Assert.NotEqual("", Expansion.Tolerant(template, data));
        }
    }

    public static TheoryData<string> OurCards => new(Directory.GetFiles(CardsFolder, "*.json", SearchOption.AllDirectories)
        .Where(f => Path.GetFileName(f) != "sample.json" && !Path.GetFileName(f).StartsWith("text.", StringComparison.Ordinal))
        .Select(f => Path.GetRelativePath(CardsFolder, f)));

    [Theory]
    [MemberData(nameof(OurCards))]
    public void A_card_of_ours_with_any_data_is_valid_JSON(string card)
    {
        var random = new Random(7);
        var template = File.ReadAllText(Path.Combine(CardsFolder, card));
        var names = Name().Matches(template).Select(m => m.Value).Distinct(StringComparer.Ordinal).ToArray();
        for (var round = 0; round < LongRun.Times(50); round++)
        {
            var some = random.GetItems(names, 15).Distinct(StringComparer.Ordinal).ToArray();
            Assert.NotEqual("", Expansion.Tolerant(template, Data(random, 3, some)?.ToJsonString() ?? "null", Data(random, 2, some)?.ToJsonString()));
        }
    }

    [Theory]
    [InlineData("""{"t":"${plain(x)}","m":"<${x}>","r":"${x}","$schema":"s"}""")]
    [InlineData("""{"a":[{"$data":"${words}","t":"${$data}","p":"${plain($data)}","i":"${$index}"}],"b":"${count(words)}"}""")]
    [InlineData("""{"a":[{"$data":"${rows}","$when":"${exists(x)}","t":"${x}","a":[{"$data":"${$root.rows}","t":"${plain(x)} ${$index}"}]}]}""")]
    [InlineData("""{"a":"${join(words, x)}","b":"${concat(x, toUpper(x), trim(x))}","c":"${replace(x, 'a', x)}","d":"${foreach(rows, r, r.x)}"}""")]
    [InlineData("""{"a":"${rows}","b":"${$root}","c":"${{k: x}}","d":"${createArray(x, x)}","e":"${string(rows)}","f":"${jsonStringify(x)}"}""")]
    [InlineData("""{"a":"${fill('{name} and {name}', 'name', plain(x))}","b":"${if(x == null, 1, x)}","c":"${x & x}","d":"${titleCase(x)}"}""")]
    public void What_people_type_never_changes_the_structure(string template)
    {
        var random = new Random(11);
        var expected = Skeleton(JsonNode.Parse(Expansion.Strict(template, Typed("plain words", "others"))));
        for (var round = 0; round < LongRun.Times(500); round++)
        {
            var made = Expansion.Strict(template, Typed(Text(random), Text(random)));

            Assert.Equal(expected, Skeleton(JsonNode.Parse(made)));
        }
    }

    [Fact]
    public void What_people_type_arrives_as_they_typed_it()
    {
        var random = new Random(12);
        for (var round = 0; round < LongRun.Times(1000); round++)
        {
            var data = Typed(Text(random), Text(random));
            var kept = JsonElement.Parse(data).GetProperty("x").GetString()!;

            var made = JsonElement.Parse(Expansion.Strict("""{"r":"${x}","m":"<${x}>"}""", data));

            Assert.Equal((kept, $"<{kept}>"), (made.GetProperty("r").GetString(), made.GetProperty("m").GetString()));
        }
    }

    private static string Typed(string x, string other) => new JsonObject
    {
        ["x"] = x,
        ["words"] = new JsonArray(x, other),
        ["rows"] = new JsonArray(new JsonObject { ["x"] = x }, new JsonObject { ["x"] = other }),
    }.ToJsonString();

    /// <summary>The card without its texts.</summary>
    private static string Skeleton(JsonNode? node) => node switch
    {
        JsonObject map => "{" + string.Join(',', map.Select(p => p.Key + Skeleton(p.Value))) + "}",
        JsonArray list => "[" + string.Join(',', list.Select(Skeleton)) + "]",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => "text",
        _ => node?.ToJsonString() ?? "null",
    };

    private static JsonNode? Template(Random random, int depth) => random.Next(depth > 0 ? 5 : 2) switch
    {
        0 => JsonValue.Create(Nasty[random.Next(Nasty.Length)]),
        1 => JsonValue.Create(string.Concat(Enumerable.Range(0, random.Next(1, 3)).Select(_ => Piece(random)))),
        2 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Template(random, depth - 1))]),
        _ => TemplateObject(random, depth),
    };

    private static JsonObject TemplateObject(Random random, int depth)
    {
        var made = new JsonObject();
        foreach (var name in Names.Where(_ => random.Next(3) == 0))
        {
            made[name] = Template(random, depth - 1);
        }

        if (random.Next(3) == 0)
        {
            made["$data"] = random.Next(4) == 0 ? Data(random, 1) : "${" + Expression(random, 1) + "}";
        }

        if (random.Next(4) == 0)
        {
            made["$when"] = "${" + Expression(random, 2) + "}";
        }

        return made;
    }

    private static string Piece(Random random) => random.Next(3) == 0 ? Nasty[random.Next(Nasty.Length)] : "${" + Expression(random, 2) + "}";

    private static string Expression(Random random, int depth) => random.Next(depth > 0 ? 9 : 4) switch
    {
        0 => Names[random.Next(Names.Length - 1)],
        1 => "$root." + Names[random.Next(Names.Length - 1)],
        2 => random.Next(20).ToString(System.Globalization.CultureInfo.InvariantCulture),
        3 => "$index",
        4 => $"{Functions[random.Next(Functions.Length)]}({Expression(random, depth - 1)})",
        5 => $"({Expression(random, depth - 1)} {"+-*/%^<>&"[random.Next(9)]} {Expression(random, depth - 1)})",
        6 => $"select({Expression(random, depth - 1)}, x, {Expression(random, depth - 1)})",
        7 => $"{Names[random.Next(Names.Length - 1)]}[{Expression(random, depth - 1)}]",
        _ => $"if({Expression(random, depth - 1)} == null, 'x', {Expression(random, depth - 1)})",
    };

    private static JsonNode? Data(Random random, int depth, string[]? names = null) => random.Next(depth > 0 ? 7 : 4) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(2) == 0),
        2 => JsonValue.Create((random.Next(2000) - 1000) / (double)random.Next(1, 9)),
        3 => JsonValue.Create(Text(random)),
        4 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Data(random, depth - 1, names))]),
        _ => new JsonObject((names ?? Names).Where(_ => random.Next(4) > 0).Select(n => KeyValuePair.Create(n, Data(random, depth - 1, names)))),
    };

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Nasty[random.Next(Nasty.Length)]));

    [GeneratedRegex("[A-Za-z]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();
}
