using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CrmBot.Cards;

namespace CrmBot.Bot.Tests.Contract;

/// <summary>Renaming one thing in any card, sample or text stops the start or breaks the contract with the code: each renaming is tried.</summary>
public sealed partial class MutationTests
{
    private const string Shared = "_shared";
    private const string Renamed = "Renamed";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static TheoryData<string> Folders => new([.. Shelf.Cards.Capabilities, Shared]);

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_renaming_is_noticed(string folder)
    {
        // A capability is tried without the others, which is quicker: what is missing for that reason is missing before, too.
        var copy = System.IO.Directory.CreateTempSubdirectory("crmbot-cards").FullName;
        try
        {
            var parts = folder == Shared ? [Shared, .. Shelf.Cards.Capabilities] : new[] { Shared, folder };
            foreach (var file in parts.SelectMany(p => System.IO.Directory.GetFiles(Path.Combine(Shelf.Real.Path, p), "*.json")))
            {
                var to = Path.Combine(copy, Path.GetRelativePath(Shelf.Real.Path, file));
                System.IO.Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }

            var before = CardFolder.Faults(copy).ToHashSet(StringComparer.Ordinal);
            var all = Mutations(Path.Combine(copy, folder)).ToList();
            Assert.NotEmpty(all);
            Shelf.Nothing(all.Where(m => !IsNoticed(copy, before, m)).Select(m => $"{folder}: nothing noticed that {m.What}"));
        }
        finally
        {
            System.IO.Directory.Delete(copy, recursive: true);
        }
    }

    private static bool IsNoticed(string copy, HashSet<string> before, Mutation mutation)
    {
        var old = mutation.Files.Select(f => (f.Path, Text: File.ReadAllText(f.Path))).ToList();
        foreach (var (path, text) in mutation.Files)
        {
            File.WriteAllText(path, text);
        }

        var noticed = CardFolder.Faults(copy).Any(fault => !before.Contains(fault));
        foreach (var (path, text) in old)
        {
            File.WriteAllText(path, text);
        }

        return noticed;
    }

    private static IEnumerable<Mutation> Mutations(string folder)
    {
        var texts = CardShelf.Languages.Select(l => Path.Combine(folder, $"text.{l}.json")).ToList();
        var keys = Members(File.ReadAllText(texts[0])).ToList();
        foreach (var key in keys)
        {
            yield return new Mutation($"the text '{key}' was renamed", [.. texts.Select(t => (t, Replace(t, $"\"{key}\":", $"\"{key}{Renamed}\":")))]);
        }

        foreach (var template in System.IO.Directory.GetFiles(folder, "*.json").Where(f => Path.GetFileName(f) is var name && name != "sample.json" && !name.StartsWith("text.", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(template);
            foreach (var (what, old, changed) in In(text))
            {
                yield return new Mutation($"{what} was renamed in {Path.GetFileName(template)}", [(template, Regex.Replace(text, old, _ => changed, RegexOptions.None, Patience))]);
            }

            var sampleFile = Path.Combine(folder, "sample.json");
            var card = Path.GetFileNameWithoutExtension(template);
            var samples = JsonNode.Parse(File.ReadAllText(sampleFile))!.AsObject();
            foreach (var field in Fields(samples[card]).ToHashSet(StringComparer.Ordinal))
            {
                var other = samples.DeepClone().AsObject();
                other[card] = new JsonObject(samples[card]!.AsObject().Select(s => KeyValuePair.Create(s.Key, Rename(s.Value, field))));
                yield return new Mutation($"the field '{field}' was renamed in the samples of {card}", [(sampleFile, other.ToJsonString())]);
            }
        }
    }

    /// <summary>What a template names: a text, an input, a verb, what a button sends.</summary>
    private static IEnumerable<(string What, string Old, string Changed)> In(string template)
    {
        foreach (var key in WordUse().Matches(template).Select(m => m.Value).Distinct(StringComparer.Ordinal))
        {
            yield return ($"the use of '{key}'", $@"\b{key}\b", key + Renamed);
        }

        var nodes = Objects(JsonNode.Parse(template)).ToList();
        foreach (var id in nodes.Where(n => Text(n, "type").StartsWith("Input.", StringComparison.Ordinal)).Select(n => Text(n, "id")).Distinct(StringComparer.Ordinal))
        {
            yield return ($"the input '{id}'", $"\"id\": \"{Regex.Escape(id)}\"", $"\"id\": \"{id}{Renamed}\"");
        }

        foreach (var verb in nodes.Select(n => Text(n, "verb")).Where(v => v.Length > 0).Distinct(StringComparer.Ordinal))
        {
            yield return ($"the verb '{verb}'", Regex.Escape($"\"verb\": \"{verb}\""), $"\"verb\": \"{verb}{Renamed}\"");
        }

        foreach (var name in nodes.Select(n => n["data"]).OfType<JsonObject>().SelectMany(d => d).Select(p => p.Key).Distinct(StringComparer.Ordinal))
        {
            yield return ($"what a button sends as '{name}'", $$"""
                "{{name}}": (?=["{])
                """, $"\"{name}{Renamed}\": ");
        }
    }

    private static IEnumerable<string> Fields(JsonNode? samples) => samples!.AsObject().SelectMany(s => Objects(s.Value)).SelectMany(o => o).Select(p => p.Key);

    private static JsonNode? Rename(JsonNode? node, string field) => node switch
    {
        JsonObject o => new JsonObject(o.Select(p => KeyValuePair.Create(p.Key == field ? field + Renamed : p.Key, Rename(p.Value, field)))),
        JsonArray a => new JsonArray([.. a.Select(item => Rename(item, field))]),
        _ => node?.DeepClone(),
    };

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => Objects(p.Value)).Prepend(o),
        JsonArray a => a.SelectMany(Objects),
        _ => [],
    };

    private static string Text(JsonObject node, string name) => node[name] is JsonValue v && v.TryGetValue<string>(out var text) ? text : "";

    private static IEnumerable<string> Members(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateObject().Select(p => p.Name)];
    }

    private static string Replace(string file, string old, string changed) => File.ReadAllText(file).Replace(old, changed, StringComparison.Ordinal);

    [GeneratedRegex(@"\bs\.[a-z]\w*", RegexOptions.None, 1000)]
    private static partial Regex WordUse();

    private sealed record Mutation(string What, IReadOnlyList<(string Path, string Text)> Files);
}
