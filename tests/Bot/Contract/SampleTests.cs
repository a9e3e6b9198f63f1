using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using CrmBot.Bot.Conversation;

namespace CrmBot.Bot.Tests.Contract;

/// <summary>A card's samples have the fields that the code gives it: no more, no less, of the same kind.</summary>
public sealed partial class SampleTests
{
    private static readonly IReadOnlyList<(string Card, JsonTypeInfo Model)> Given = FindGiven();

    public static TheoryData<string> Cards => new(Shelf.CardNames);

    [Fact]
    public void Every_card_is_given_by_the_code_and_every_card_given_is_there() =>
        Assert.Equal(Shelf.CardNames, Given.Select(g => g.Card).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_place_that_gives_a_card_is_read_here() =>
        Assert.Equal(Shelf.Sources.Sum(f => AnyCard().Count(f.Text)), Given.Count);

    [Theory]
    [MemberData(nameof(Cards))]
    public void A_sample_has_the_fields_of_its_model(string card) =>
        Shelf.Nothing(
            from given in Given.Where(g => g.Card == card)
            from sample in Shelf.Samples(card)
            from fault in Compare(sample.Data, given.Model, "")
            select $"cards/{card} sample '{sample.Name}': {fault}");

    [Theory]
    [MemberData(nameof(Cards))]
    public void Every_list_of_a_card_has_an_item_in_a_sample(string card)
    {
        var samples = Shelf.Samples(card).SelectMany(s => Lists(s.Data, "")).ToList();
        Shelf.Nothing(samples.Select(l => l.Path).Distinct(StringComparer.Ordinal)
            .Where(path => samples.Where(l => l.Path == path).All(l => l.Count == 0))
            .Select(path => $"cards/{card}: {path} is empty in every sample"));
    }

    /// <summary>What the code passes to each card, with the very type information it passes.</summary>
    private static List<(string, JsonTypeInfo)> FindGiven() =>
    [
        .. from file in Shelf.Sources
           from Match card in GivenCard().Matches(file.Text)
           select (card.Groups["card"].Value, TypeInfo(card.Groups["context"].Value, card.Groups["model"].Value)),
    ];

    private static JsonTypeInfo TypeInfo(string context, string model)
    {
        var type = Assert.Single(typeof(ICapability).Assembly.GetTypes(), t => t.Name == context && t.IsAssignableTo(typeof(JsonSerializerContext)));
        return (JsonTypeInfo)type.GetProperty(model)!.GetValue(type.GetProperty("Default")!.GetValue(null))!;
    }

    private static IEnumerable<string> Compare(JsonElement sample, JsonTypeInfo model, string path)
    {
        switch (model.Kind)
        {
            case JsonTypeInfoKind.Object when sample.ValueKind == JsonValueKind.Object:
                var there = sample.EnumerateObject().Select(p => p.Name).ToList();
                var expected = model.Properties.Select(p => p.Name).ToList();
                return there.Except(expected).Select(name => $"'{path}{name}' is no field of {model.Type.Name}")
                    .Concat(expected.Except(there).Select(name => $"'{path}{name}' is missing"))
                    .Concat(model.Properties.Where(p => there.Contains(p.Name)).SelectMany(p =>
                        sample.GetProperty(p.Name) is { ValueKind: JsonValueKind.Null } && p.IsGetNullable
                            ? []
                            : Compare(sample.GetProperty(p.Name), model.Options.GetTypeInfo(p.PropertyType), $"{path}{p.Name}.")));
            case JsonTypeInfoKind.Enumerable when sample.ValueKind == JsonValueKind.Array:
                return sample.EnumerateArray().SelectMany((item, i) => Compare(item, model.Options.GetTypeInfo(model.ElementType!), $"{path}{i}."));
            default:
                return Fits(sample.ValueKind, model.Type) ? [] : [$"'{path.TrimEnd('.')}' is {sample.ValueKind} and should be {model.Type.Name}"];
        }
    }

    private static bool Fits(JsonValueKind kind, Type type) => Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) switch
    {
        TypeCode.String => kind == JsonValueKind.String,
        TypeCode.Boolean => kind is JsonValueKind.True or JsonValueKind.False,
        >= TypeCode.SByte and <= TypeCode.Decimal => kind == JsonValueKind.Number,
        _ => false,
    };

    private static IEnumerable<(string Path, int Count)> Lists(JsonElement node, string path) => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().SelectMany(p => Lists(p.Value, $"{path}/{p.Name}")),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(item => Lists(item, path)).Append((path, node.GetArrayLength())),
        _ => [],
    };

    [GeneratedRegex("""
        Answer\.Of\(\s*"(?<card>[^"]+)"[^;]*?\b(?<context>\w+Json)\.Default\.(?<model>\w+)
        """, RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex GivenCard();

    [GeneratedRegex(@"Answer\.Of(<\w+>)?\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AnyCard();
}
