using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CrmBot.Language;

/// <summary>Reads a folder of phrases and reports everything that is not as the notation wants it.</summary>
internal static class PhraseFolder
{
    /// <returns>The concepts, and the digest of their files and of this code.</returns>
    public static (List<PhraseConcept> Concepts, string Digest) Read(string folder, List<PhraseFault> faults)
    {
        var paths = Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).ToArray()
            : [];
        if (paths.Length == 0)
        {
            faults.Add(new PhraseFault(folder, 1, "the folder of phrases is missing or holds no *.json file"));
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(typeof(PhraseFolder).Module.ModuleVersionId.ToByteArray());
        var concepts = new List<PhraseConcept>();
        foreach (var path in paths)
        {
            var file = Path.GetFileName(path);
            var bytes = File.ReadAllBytes(path);
            hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"\n{file} {bytes.Length}\n")));
            hash.AppendData(bytes);
            try
            {
                concepts.Add(new PhraseReader(file, bytes, faults).Concept());
            }
            catch (JsonException broken)
            {
                faults.Add(new PhraseFault(file, (int)(broken.LineNumber ?? 0) + 1, "not JSON: " + broken.Message));
            }
        }

        return (concepts, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
