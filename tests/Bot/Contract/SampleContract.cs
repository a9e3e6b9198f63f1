using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using CrmBot.Bot.Conversation;

namespace CrmBot.Bot.Tests.Contract;

/// <summary>A card's samples have the fields that the code gives it: no more, no less, of the same kind.</summary>
internal static partial class SampleContract
{
    private static readonly IReadOnlyList<(string Card, JsonTypeInfo Model)> Given = FindGiven();

    public static IEnumerable<string> Faults(CardFolder folder) => [.. NotGiven(folder), .. folder.Cards.Cards.SelectMany(card => OtherFields(folder, card))];

    public static IEnumerable<string> NotGiven(CardFolder folder)
    {
        var given = Given.Select(g => g.Card).ToHashSet(StringComparer.Ordinal);
        return folder.Cards.Cards.Except(given).Select(card => $"no code gives the card '{card}'")
            .Concat(given.Except(folder.Cards.Cards).Select(card => $"the code gives '{card}', and there is no such card"));
    }

    public static IEnumerable<string> NotUnderstood()
    {
        var all = Shelf.Sources.Sum(f => AnyCard().Count(f.Text));
        return all == Given.Count ? [] : [$"{all} places give a card, and {Given.Count} of them are understood here"];
    }

    public static IEnumerable<string> OtherFields(CardFolder folder, string card) =>
        from given in Given.Where(g => g.Card == card)
        from sample in folder.Samples(card)
        from fault in Compare(sample.Data, given.Model, "")
        select $"cards/{card} sample '{sample.Name}': {fault}";

    public static IEnumerable<string> EmptyLists(CardFolder folder, string card)
    {
        var samples = folder.Samples(card).SelectMany(s => Lists(s.Data, "")).ToList();
        return samples.Select(l => l.Path).Distinct(StringComparer.Ordinal)
            .Where(path => samples.Where(l => l.Path == path).All(l => l.Count == 0))
            .Select(path => $"cards/{card}: {path} is empty in every sample");
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
