using System.Text.Json;

namespace CrmBot.Language;

/// <summary>Reads a folder of phrases and reports everything that is not as the notation wants it.</summary>
internal static class PhraseFolder
{
    public static List<PhraseConcept> Read(string folder, List<PhraseFault> faults)
    {
        var paths = Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).ToArray()
            : [];
        if (paths.Length == 0)
        {
            faults.Add(new PhraseFault(folder, 1, "the folder of phrases is missing or holds no *.json file"));
        }

        var concepts = new List<PhraseConcept>();
        foreach (var path in paths)
        {
            var file = Path.GetFileName(path);
            try
            {
                concepts.Add(new PhraseReader(file, File.ReadAllBytes(path), faults).Concept());
            }
            catch (JsonException broken)
            {
                faults.Add(new PhraseFault(file, (int)(broken.LineNumber ?? 0) + 1, "not JSON: " + broken.Message));
            }
        }

        return concepts;
    }
}
