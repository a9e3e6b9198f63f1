using System.Text.Json;

namespace CrmBot.Cards;

/// <summary>Loads one capability's cards and words and finds everything that is wrong with them.</summary>
internal sealed class FolderLoader(string capability, ShelfFiles files, WordFiles? shared, JsonElement? host, FaultList faults)
{
    private readonly Dictionary<string, Card> cards = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Words> words = new(StringComparer.Ordinal);

    public CardFolder Load()
    {
        var own = WordFiles.Read(capability, files, faults);
        if (shared is not null)
        {
            own.CheckAgainst(shared, faults);
        }

        foreach (var language in CardShelf.Languages)
        {
            var texts = own.Texts(language).Concat(shared?.Texts(language) ?? []).DistinctBy(t => t.Key, StringComparer.Ordinal);
            words[language] = new Words(capability, language, texts);
        }

        var templates = files.TemplatesIn(capability).Select(Path.GetFileNameWithoutExtension).ToArray();
        var samples = templates.Length > 0 ? ReadSamples(templates!) : null;
        foreach (var name in templates)
        {
            LoadCard(name!, samples?[name!]);
        }

        foreach (var stray in files.In(capability).Where(f => f.StartsWith("text.", StringComparison.Ordinal)
            && !CardShelf.Languages.Any(l => f == $"text.{l}.json")))
        {
            faults.Add($"{capability}/{stray}", default, $"only {string.Join(" and ", CardShelf.Languages)} are spoken");
        }

        return new(capability, cards, words);
    }

    private Located? ReadSamples(string[] names)
    {
        var file = $"{capability}/sample.json";
        if (files[file] is not { } bytes)
        {
            faults.Add(file, default, "the file is missing");
            return null;
        }

        var samples = faults.Read(file, bytes);
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

    private void LoadCard(string name, Located? samples)
    {
        var file = $"{capability}/{name}.json";
        if (faults.Read(file, files[file]!) is not { } located)
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

        IReadOnlyList<Words> spoken = [.. CardShelf.Languages.Select(l => words[l])];
        var picture = new SampleCheck(file, template, faults, spoken, host).Run($"{capability}/{name}", samples);
        cards[name] = new(
            spoken.ToDictionary(w => w.Language, w => CardTemplate.Parse(located.Json, file, w), StringComparer.Ordinal),
            picture,
            samples.Members.ToDictionary(m => m.Name, m => (ReadOnlyMemory<byte>)m.Value.Json.ToArray(), StringComparer.Ordinal));
    }
}
