using System.Text.Json.Nodes;

namespace CrmBot.Cards.Tests.Differential;

/// <summary>Data of one known shape with random values, and with gaps when asked for: properties that are missing. Only <c>nil</c> is null, and always.</summary>
internal sealed class RandomData(Random random, bool gaps)
{
    public static readonly string[] Texts =
    [
        "华东精密机械有限公司", "王敏", "Contoso Retail Ltd", "it's \"quoted\"", "a\\b", "line\nbreak", "tab\there", "x", "Ünïcode é", "🙂 ok",
        "100%", "${name}", "</at>", "1. 第一", "  spaced  ", "a,b,c", "报价：￥1,200", "back`tick", "e\u0301", "{{DATE(x)}}", "no", "true", "12",
    ];

    private static readonly double[] Odd = [0, -1, 0.1, -0.5, 1e-7, 123456.789, 1e21, 0.30000000000000004, 99.995, -2.5, 2.5, 3];

    public static string Iso => "2024-03-05T15:20:30.000Z";

    public JsonObject Root() => Object(
        ("name", Text()), ("Title", Text()), ("note", Text()), ("count", Small()), ("total", Small()), ("price", Odds()),
        ("done", Bool()), ("late", Bool()), ("at", Iso), ("person", Person()), ("words", List(1, 4, Text)), ("numbers", List(1, 5, Small)),
        ("rows", List(0, 4, Row)), ("groups", List(0, 3, Group)), ("nil", null), ("客户", Object(("名称", Text()))));

    public JsonObject Host() => new() { ["theme"] = Text(), ["locale"] = "zh-CN" };

    private JsonObject Group() => Object(("name", Text()), ("count", Small()), ("late", Bool()), ("rows", List(0, 3, Row)), ("words", List(1, 3, Text)));

    private JsonObject Row() => Object(
        ("name", Text()), ("what", Text()), ("count", Small()), ("amount", Small()), ("late", Bool()), ("words", List(1, 3, Text)), ("person", Person()));

    private JsonObject Person() => Object(("name", Text()), ("mail", Text()), ("age", Small()));

    private JsonNode Text() => Texts[random.Next(Texts.Length)];

    private JsonNode Small() => random.Next(-20, 200);

    private JsonNode Odds() => Odd[random.Next(Odd.Length)];

    private JsonNode Bool() => random.Next(2) == 0;

    private JsonNode List(int least, int most, Func<JsonNode> item) =>
        new JsonArray([.. Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => item())]);

    private JsonObject Object(params (string Name, JsonNode? Value)[] fields)
    {
        var made = new JsonObject();
        foreach (var (name, value) in fields)
        {
            if (!gaps || name == "nil" || random.Next(12) > 0)
            {
                made[name] = value;
            }
        }

        return made;
    }
}
