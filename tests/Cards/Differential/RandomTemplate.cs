using System.Globalization;
using System.Text.Json.Nodes;

namespace CrmBot.Cards.Tests.Differential;

/// <summary>Templates of the supported language over the data of <see cref="RandomData"/>.</summary>
internal sealed class RandomTemplate(Random random, ISet<Deviation> deviations)
{
    private const int Deep = 3;

    private readonly RandomExpression expressions = new(random);

    public JsonObject Make()
    {
        var made = Object(Names.Root, Deep);
        made["type"] = "AdaptiveCard";
        made["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json";
        return made;
    }

    private JsonObject Object(Names names, int depth)
    {
        var made = new JsonObject();
        for (var at = random.Next(1, 5); at > 0; at--)
        {
            made[Pick("text", "title", "value", "body", "items", "a", "标题", "${no}", "x\"y") + at] = Value(names, depth - 1);
        }

        return made;
    }

    private JsonNode? Value(Names names, int depth) => random.Next(depth > 0 ? 12 : 7) switch
    {
        0 => Pick(RandomData.Texts).Replace("`", "", StringComparison.Ordinal),
        1 => random.Next(100) / 4.0,
        2 => random.Next(2) == 0,
        3 or 4 => Whole(names),
        5 or 6 => Mixed(names),
        7 or 8 => Object(names, depth),
        _ => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Item(names, depth - 1))]),
    };

    private JsonNode? Item(Names names, int depth)
    {
        switch (random.Next(8))
        {
            case 0:
                deviations.Add(Deviation.ListsInArrays);
                return random.Next(4) == 0 ? "${" + expressions.List(names, 1) + "}" : Whole(names);
            case 1:
                return Mixed(names);
            case 2:
                return Object(names, depth);
            default:
                return Repeated(names, depth);
        }
    }

    private JsonObject Repeated(Names names, int depth)
    {
        var (data, inside) = Data(names);
        var made = Object(inside, depth);
        if (data is not null)
        {
            made.Insert(random.Next(made.Count + 1), "$data", data);
        }

        if (data is null || random.Next(3) == 0)
        {
            made.Insert(random.Next(made.Count + 1), "$when", "${" + Condition(inside) + "}");
        }

        return made;
    }

    private string Condition(Names names) => expressions.Bool(names, 2) is not ("true" or "false") and var condition
        ? condition
        : "$root.done";

    private (JsonNode? Data, Names Inside) Data(Names names) => random.Next(9) switch
    {
        0 => ("${" + (names == Names.Root ? "groups" : "$root.groups") + "}", Names.Item),
        1 or 2 => (names == Names.Item && random.Next(2) == 0 ? "${rows}" : "${$root.rows}", Names.Item),
        3 => ($"${{where({Pick(names.ObjectLists)}, x, {expressions.Bool(names.With("x"), 1)})}}", Names.Item),
        4 => ("${" + expressions.Texts(names, 1) + "}", Names.Text),
        5 => ("${$root.numbers}", Names.Number),
        6 => (new JsonArray(new JsonObject { ["name"] = "一", ["count"] = 1, ["late"] = true, ["words"] = new JsonArray("w") }), Names.Item),
        7 => (new JsonObject { ["name"] = "it's", ["count"] = 2.5, ["late"] = false, ["words"] = new JsonArray("v", "w") }, Names.Item),
        _ => (null, names),
    };

    private string Whole(Names names)
    {
        var expression = random.Next(20) == 0 ? "$root.nil" : expressions.Any(names, 2);
        if (double.TryParse(expression, CultureInfo.InvariantCulture, out _) || expression is "true" or "false")
        {
            deviations.Add(Deviation.LiteralAlone);
        }

        return random.Next(4) == 0 ? $"${{ {expression} }}" : $"${{{expression}}}";
    }

    private string Mixed(Names names)
    {
        var pieces = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(3) switch
        {
            0 => Pick("客户：", " · ", "$", "{x}", "\"", "100%", "}", " ", "\n", "{{DATE(x)}}"),
            1 => "${" + expressions.Text(names, 2) + "}",
            _ => "${" + expressions.Number(names, 2) + "}",
        });
        return Pick("a ", "— ", "'") + string.Concat(pieces);
    }

    private string Pick(params string[] from) => from[random.Next(from.Length)];
}
