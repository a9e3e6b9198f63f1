using System.Text.Json;
using System.Text.RegularExpressions;

namespace CrmBot.Cards;

/// <summary>The text files of one folder, in every language.</summary>
internal sealed partial class WordFiles
{
    private readonly Dictionary<string, Dictionary<string, (string Text, Place Place)>> byLanguage = new(StringComparer.Ordinal);
    private readonly string folder;

    private WordFiles(string folder) => this.folder = folder;

    public IEnumerable<KeyValuePair<string, string>> Texts(string language) =>
        byLanguage[language].Select(t => KeyValuePair.Create(t.Key, t.Value.Text));

    public static WordFiles Read(string folder, ShelfFiles shelf, FaultList faults)
    {
        var files = new WordFiles(folder);
        foreach (var language in CardShelf.Languages)
        {
            files.byLanguage[language] = files.ReadLanguage(language, shelf, faults);
        }

        files.Compare(faults);
        return files;
    }

    /// <summary>A key of the folder that the shared words have too would hide them.</summary>
    public void CheckAgainst(WordFiles shared, FaultList faults)
    {
        foreach (var (language, texts) in byLanguage)
        {
            foreach (var (key, (_, place)) in texts.Where(t => shared.byLanguage[language].ContainsKey(t.Key)))
            {
                faults.Add(FileOf(language), place, $"the shared words have '{key}' already");
            }
        }
    }

    private string FileOf(string language) => $"{folder}/text.{language}.json";

    private Dictionary<string, (string Text, Place Place)> ReadLanguage(string language, ShelfFiles shelf, FaultList faults)
    {
        var texts = new Dictionary<string, (string, Place)>(StringComparer.Ordinal);
        var file = FileOf(language);
        if (shelf[file] is not { } bytes)
        {
            faults.Add(file, default, "the file is missing");
            return texts;
        }

        foreach (var (key, place, value) in faults.Read(file, bytes)?.Members ?? [])
        {
            if (value.Kind != JsonValueKind.String || string.IsNullOrWhiteSpace(value.Text))
            {
                faults.Add(file, value.Place, $"'{key}' is not a text");
            }
            else if (!KeyShape().IsMatch(key))
            {
                faults.Add(file, place, $"'{key}' is not a name: a small letter, then letters and digits");
            }
            else if (Interpolation.IsPossible(value.Text))
            {
                faults.Add(file, value.Place, $"'{key}' holds an expression; texts have only {{placeholders}}");
            }

            texts[key] = (value.Text, place);
        }

        return texts;
    }

    private void Compare(FaultList faults)
    {
        foreach (var (language, texts) in byLanguage)
        {
            foreach (var (other, others) in byLanguage.Where(o => o.Key != language))
            {
                foreach (var (key, (text, place)) in texts)
                {
                    if (!others.TryGetValue(key, out var twin))
                    {
                        faults.Add(FileOf(language), place, $"'{key}' has no text in {other}");
                    }
                    else if (language == CardShelf.Languages[0] && !Placeholders.In(text).SetEquals(Placeholders.In(twin.Text)))
                    {
                        faults.Add(FileOf(other), twin.Place, $"'{key}' has other placeholders than in {language}");
                    }
                }
            }
        }
    }

    [GeneratedRegex("^[a-z][A-Za-z0-9]*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex KeyShape();
}
