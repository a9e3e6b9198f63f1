using System.Text.Json;

namespace CrmBot.Cards;

/// <summary>Loads a folder of cards and finds everything that is wrong with it.</summary>
internal sealed class ShelfLoader(string root, JsonElement? host)
{
    private const string Shared = "_shared";

    private readonly FaultList faults = new();
    private readonly Dictionary<string, Card> cards = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), Words> words = [];

    public CardShelf Load()
    {
        var shared = Directory.Exists(Path.Combine(root, Shared)) ? WordFiles.Read(Shared, Path.Combine(root, Shared), faults) : null;
        foreach (var path in Directory.GetDirectories(root).Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(path) is var capability && capability != Shared)
            {
                LoadCapability(capability, path, shared);
            }
        }

        return faults.InOrder is { Count: > 0 } found ? throw new CardFaultException(found) : new CardShelf(cards, words);
    }

    private void LoadCapability(string capability, string path, WordFiles? shared)
    {
        var own = WordFiles.Read(capability, path, faults);
        if (shared is not null)
        {
            own.CheckAgainst(shared, faults);
        }

        foreach (var language in CardShelf.Languages)
        {
            var texts = own.Texts(language).Concat(shared?.Texts(language) ?? []).DistinctBy(t => t.Key, StringComparer.Ordinal);
            words[(capability, language)] = new Words(capability, language, texts);
        }

        var files = Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal).ToArray();
        var templates = files.Where(IsTemplate).ToArray();
        var samples = templates.Length > 0 ? ReadSamples(capability, path, templates) : null;
        foreach (var file in templates)
        {
            LoadCard(capability, file, samples?[Path.GetFileNameWithoutExtension(file)]);
        }

        foreach (var stray in files.Select(Path.GetFileName).Where(f => f!.StartsWith("text.", StringComparison.Ordinal)
            && !CardShelf.Languages.Any(l => f == $"text.{l}.json")))
        {
            faults.Add($"{capability}/{stray}", default, $"only {string.Join(" and ", CardShelf.Languages)} are spoken");
        }
    }

    private static bool IsTemplate(string path) =>
        Path.GetFileName(path) is var file && file != "sample.json" && !file.StartsWith("text.", StringComparison.Ordinal);

    private Located? ReadSamples(string capability, string path, string[] templates)
    {
        var file = $"{capability}/sample.json";
        var fullPath = Path.Combine(path, "sample.json");
        if (!File.Exists(fullPath))
        {
            faults.Add(file, default, "the file is missing");
            return null;
        }

        var samples = faults.Read(file, fullPath);
        var names = templates.Select(Path.GetFileNameWithoutExtension).ToArray();
        foreach (var (name, place, value) in samples?.Members ?? [])
        {
            if (!names.Contains(name))
            {
                faults.Add(file, place, $"there is no card '{name}'");
            }
            else if (value.Kind != JsonValueKind.Object || value.Members.Count == 0)
            {
                faults.Add(file, value.Place, "an object of named samples is expected");
            }
        }

        return samples;
    }

    private void LoadCard(string capability, string path, Located? samples)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var file = $"{capability}/{name}.json";
        if (faults.Read(file, path) is not { } located)
        {
            return;
        }

        var template = CardTemplate.Parse(located.Json, file);
        faults.AddRange(template.Faults);
        TemplateRules.Check(file, located, faults);
        if (samples is not { Kind: JsonValueKind.Object, Members.Count: > 0 })
        {
            faults.Add(file, new(1, 1), "the card has no sample in sample.json");
            return;
        }

        var check = new SampleCheck(file, template, faults, WordsOf(capability), host);
        var picture = check.Run($"{capability}/{name}", samples);
        var spoken = WordsOf(capability).ToDictionary(w => w.Language, w => CardTemplate.Parse(located.Json, file, w), StringComparer.Ordinal);
        cards[picture.Name] = new(capability, spoken, picture, samples.Members.ToDictionary(
            m => m.Name, m => (ReadOnlyMemory<byte>)m.Value.Json.ToArray(), StringComparer.Ordinal));
    }

    private IReadOnlyList<Words> WordsOf(string capability) => [.. CardShelf.Languages.Select(l => words[(capability, l)])];
}
