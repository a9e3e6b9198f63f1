using System.Text.Json;

namespace CrmBot.Cards;

/// <summary>What can be judged only of a rendered card.</summary>
internal static class CardRules
{
    private const int LargestCard = 24 * 1024;
    private const int MostActions = 6;

    public static IEnumerable<string> Check(JsonElement card, int bytes)
    {
        if (bytes > LargestCard)
        {
            yield return $"the card has {bytes} bytes, more than {LargestCard}";
        }

        if (card.ValueKind != JsonValueKind.Object)
        {
            yield return "the result is not a card";
            yield break;
        }

        if (card.TryGetProperty("actions", out var actions) && actions.ValueKind == JsonValueKind.Array
            && actions.GetArrayLength() > MostActions)
        {
            yield return $"the card has {actions.GetArrayLength()} actions, more than {MostActions}";
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sentence in Walk(card, "", ids))
        {
            yield return sentence;
        }
    }

    private static IEnumerable<string> Walk(JsonElement node, string path, HashSet<string> ids) => node.ValueKind switch
    {
        JsonValueKind.Object => WalkObject(node, path, ids),
        JsonValueKind.Array => node.EnumerateArray().SelectMany((item, at) => Walk(item, $"{path}[{at}]", ids)),
        JsonValueKind.String when node.GetString()!.Contains("${", StringComparison.Ordinal) => [$"{path} still holds ${{"],
        JsonValueKind.Null => [$"{path} is null; give a default (x ?? '') or drop the element with $when"],
        _ => [],
    };

    private static IEnumerable<string> WalkObject(JsonElement node, string path, HashSet<string> ids)
    {
        var type = node.TryGetProperty("type", out var t) && t.ValueKind == JsonValueKind.String ? t.GetString()! : "";
        if (type.StartsWith("Input.", StringComparison.Ordinal) && !ids.Add(Text(node, "id") ?? ""))
        {
            yield return $"{path}: the id '{Text(node, "id")}' is used twice";
        }

        foreach (var name in TextsOf(type, path))
        {
            if (node.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.String)
            {
                yield return $"{path}.{name} is not a text; mix it with words or use string()";
            }
        }

        // Data goes back to us as it is, so a null in it is welcome.
        foreach (var property in node.EnumerateObject().Where(p => p.Name != "data" || p.Value.ValueKind == JsonValueKind.Null))
        {
            // A fallback stands instead of its element, so it may name the same input.
            var known = property.Name == "fallback" ? [] : ids;
            foreach (var sentence in Walk(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", known))
            {
                yield return sentence;
            }
        }
    }

    private static string[] TextsOf(string type, string path) => type switch
    {
        "TextBlock" or "TextRun" or "Badge" => ["text"],
        _ when type.StartsWith("Action.", StringComparison.Ordinal) => ["title", "verb", "tooltip"],
        _ when type.StartsWith("Input.", StringComparison.Ordinal) => ["id", "label", "errorMessage", "placeholder"],
        "" when path.Contains(".facts[", StringComparison.Ordinal) || path.Contains(".choices[", StringComparison.Ordinal) =>
            ["title", "value"],
        _ => [],
    };

    private static string? Text(JsonElement node, string name) =>
        node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
