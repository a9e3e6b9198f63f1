using System.Text.Json;
using System.Text.Json.Nodes;

namespace CrmBot.Cards.Tests.Differential;

/// <summary>A random template with its data, and what of its result the engines may differ in.</summary>
internal sealed record Case(int Seed, JsonObject Question, IReadOnlySet<Deviation> Deviations)
{
    public static Case Make(int seed)
    {
        var random = new Random(seed);
        var deviations = new HashSet<Deviation>();
        var data = new RandomData(random, gaps: random.Next(2) == 0);
        return new(
            seed,
            new JsonObject { ["template"] = new RandomTemplate(random, deviations).Make(), ["data"] = data.Root(), ["host"] = data.Host() },
            deviations);
    }

    public string Expand() => Expansion.Tolerant(Question["template"]!.ToJsonString(), Question["data"]!.ToJsonString(), Question["host"]!.ToJsonString());

    /// <summary>The card as far as the two engines must agree on it.</summary>
    public JsonNode? Forgive(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(p => KeyValuePair.Create(p.Key, Forgive(p.Value)))),
        JsonArray list when Deviations.Contains(Deviation.ListsInArrays) => new JsonArray([.. Flat(list).Select(Forgive)]),
        JsonArray list => new JsonArray([.. list.Select(Forgive)]),
        JsonValue value when Deviations.Contains(Deviation.LiteralAlone) && value.GetValueKind() != JsonValueKind.String =>
            JsonValue.Create(value.ToJsonString()),
        _ => node?.DeepClone(),
    };

    private static IEnumerable<JsonNode> Flat(JsonArray list) =>
        list.SelectMany(item => item is JsonArray inner ? Flat(inner) : item is null ? [] : [item]);
}
