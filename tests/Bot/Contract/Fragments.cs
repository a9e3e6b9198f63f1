using System.Text.Json.Nodes;

namespace CrmBot.Bot.Tests.Contract;

/// <summary>
/// The parts that cards are made of, from <c>cards/_shared/fragments</c>. A template has no include, so a card holds a copy; this finds
/// the fragment that an element is a copy of. Texts, data and bindings are the card's own; so are place, space and condition of the
/// whole. Everything else is equal, but a part with <c>$when</c> in the fragment may be left out, and an expression in the fragment
/// says that the value varies.
/// </summary>
internal sealed class Fragments
{
    /// <summary>What a card says and does, in whatever fragment.</summary>
    private static readonly string[] Own = ["text", "title", "value", "verb", "data", "tooltip", "$when", "$data"];

    /// <summary>Where and when an element stands: the matter of the card around it.</summary>
    private static readonly string[] OfPlace = ["spacing", "separator", "id", "isVisible"];

    private readonly IReadOnlyList<(string Name, JsonObject Element)> _all;

    private Fragments(IReadOnlyList<(string, JsonObject)> all) => _all = all;

    public static string Folder { get; } = Path.Combine(Shelf.Root, "cards", "_shared", "fragments");

    /// <summary>The names of all fragments.</summary>
    public IEnumerable<string> Names => _all.Select(f => f.Name).Distinct(StringComparer.Ordinal);

    public static Fragments Load() => new([
        .. from file in System.IO.Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal)
           from element in JsonNode.Parse(File.ReadAllText(file))!["body"]!.AsArray()
           select (Path.GetFileNameWithoutExtension(file), element.AsObject())]);

    /// <summary>The fragments that an element is a copy of; none when it is of its own making.</summary>
    public IReadOnlyList<string> Of(JsonObject element) => [.. _all.Where(f => Difference(f.Element, element, "", OfPlace) is null).Select(f => f.Name)];

    /// <summary>How an element differs from the fragments of its type, in a sentence.</summary>
    public string Explain(JsonObject element) => string.Join("; ", _all
        .Where(f => Type(f.Element) == Type(element))
        .Select(f => (f.Name, Why: Difference(f.Element, element, "", OfPlace)))
        .Select(f => $"not '{f.Name}' because of {f.Why}").DefaultIfEmpty($"no fragment is a {Type(element)}"));

    public static string Type(JsonObject element) => element["type"]?.GetValue<string>() ?? "";

    /// <summary>Null when the element is a copy; else the first place where it is not.</summary>
    private static string? Difference(JsonNode? fragment, JsonNode? element, string path, string[] free) => (fragment, element) switch
    {
        (JsonObject f, JsonObject e) => f.Select(p => p.Key).Concat(e.Select(p => p.Key)).Distinct(StringComparer.Ordinal)
            .Where(key => !Own.Contains(key, StringComparer.Ordinal) && !free.Contains(key, StringComparer.Ordinal))
            .Select(key => f.ContainsKey(key) && e.ContainsKey(key) ? Difference(f[key], e[key], $"{path}/{key}", []) : $"{path}/{key}")
            .FirstOrDefault(why => why is not null),
        (JsonArray f, JsonArray e) => Difference(f, e, path),
        (JsonValue f, JsonValue) when f.TryGetValue<string>(out var text) && text.StartsWith("${", StringComparison.Ordinal) => null,
        _ => JsonNode.DeepEquals(fragment, element) ? null : path,
    };

    private static string? Difference(JsonArray fragment, JsonArray element, string path)
    {
        var at = 0;
        foreach (var part in fragment)
        {
            var why = at < element.Count ? Difference(part, element[at], $"{path}/{at}", []) : $"{path}/{at}";
            if (why is null)
            {
                at++;
            }
            else if (part is not JsonObject optional || !optional.ContainsKey("$when"))
            {
                return why;
            }
        }

        // The last part of a fragment may be said more than once: facts, and sentences of an example.
        while (at > 0 && at < element.Count && fragment.Count > 0 && Difference(fragment[^1], element[at], $"{path}/{at}", []) is null)
        {
            at++;
        }

        return at == element.Count ? null : $"{path}/{at}";
    }
}
