using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrmBot.Cards.Tests;

/// <summary>Seeded random templates and data; the seed is in the row of a failure.</summary>
public sealed class PropertyTests
{
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
        for (var round = 0; round < 500; round++)
        {
            var template = Template(random, 3)!.ToJsonString();
            var data = Data(random, 3)?.ToJsonString() ?? "null";

            // Expansion parses the result; an exception is the failure.
            Assert.NotEqual("", Expansion.Tolerant(template, data));
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void What_people_type_never_changes_the_structure(int seed)
    {
        const string template = """{"body":[{"$data":"${rows}","t":"${plain(x)}","m":"<${x}>","r":"${x}","$when":"${exists(x)}"}]}""";
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
        {
            var typed = Text(random);
            var data = new JsonObject { ["rows"] = new JsonArray(new JsonObject { ["x"] = typed }) }.ToJsonString();

            var row = JsonElement.Parse(Expansion.Strict(template, data)).GetProperty("body")[0];

            Assert.Equal(["t", "m", "r"], row.EnumerateObject().Select(p => p.Name));
            var kept = JsonElement.Parse(data).GetProperty("rows")[0].GetProperty("x").GetString()!;
            Assert.Equal(kept, row.GetProperty("r").GetString());
            Assert.Equal($"<{kept}>", row.GetProperty("m").GetString());
        }
    }

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

    private static JsonNode? Data(Random random, int depth) => random.Next(depth > 0 ? 7 : 4) switch
    {
        0 => null,
        1 => JsonValue.Create(random.Next(2) == 0),
        2 => JsonValue.Create((random.Next(2000) - 1000) / (double)random.Next(1, 9)),
        3 => JsonValue.Create(Text(random)),
        4 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Data(random, depth - 1))]),
        _ => new JsonObject(Names.Where(_ => random.Next(4) > 0).Select(n => KeyValuePair.Create(n, Data(random, depth - 1)))),
    };

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Nasty[random.Next(Nasty.Length)]));
}
