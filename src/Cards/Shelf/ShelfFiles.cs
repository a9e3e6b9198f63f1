using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CrmBot.Cards;

/// <summary>The files of a folder of cards as they were when it was read: what is compiled later is what the digest is of.</summary>
internal sealed class ShelfFiles
{
    private readonly SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);

    private ShelfFiles(IReadOnlyList<string> folders) => Folders = folders;

    /// <summary>The names of its folders, in order, also of those without a file.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>The bytes of a file such as <c>follow-ups/form.json</c>; null when there is none.</summary>
    public byte[]? this[string file] => files.GetValueOrDefault(file);

    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    public static ShelfFiles Read(string root)
    {
        var paths = Directory.GetDirectories(root);
        var read = new ShelfFiles([.. paths.Select(Path.GetFileName).Order(StringComparer.Ordinal)!]);
        foreach (var path in paths.SelectMany(p => Directory.GetFiles(p, "*.json")))
        {
            read.files[$"{Path.GetFileName(Path.GetDirectoryName(path))}/{Path.GetFileName(path)}"] = File.ReadAllBytes(path);
        }

        return read;
    }

    /// <summary>The names of a folder's files, in order and without the folder.</summary>
    public IEnumerable<string> In(string folder) =>
        files.Keys.Where(f => f.StartsWith(folder + "/", StringComparison.Ordinal)).Select(f => f[(folder.Length + 1)..]);

    /// <summary>The names of a folder's templates, in order.</summary>
    public IEnumerable<string> TemplatesIn(string folder) =>
        In(folder).Where(f => f != "sample.json" && !f.StartsWith("text.", StringComparison.Ordinal));

    /// <summary>Of all files, of what they are checked with, and of the code that checks them.</summary>
    public string Digest(JsonElement? host)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(typeof(ShelfFiles).Module.ModuleVersionId.ToByteArray());
        hash.AppendData(Encoding.UTF8.GetBytes(host?.GetRawText() ?? ""));
        foreach (var (name, bytes) in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"\n{name} {bytes.Length}\n")));
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
