using System.Text.Json;

namespace CrmBot.Cards;

/// <summary>Loads a folder of cards and finds everything that is wrong with it.</summary>
internal sealed class ShelfLoader(ShelfFiles files, JsonElement? host, string digest)
{
    private const string Shared = "_shared";

    private IEnumerable<string> Capabilities => files.Folders.Where(f => f != Shared);

    /// <exception cref="CardFaultException">Files are at fault.</exception>
    public CardShelf Load()
    {
        var faults = new FaultList();
        var shared = ReadShared(faults);
        var folders = Capabilities.Select(c => new FolderLoader(c, files, shared, host, faults).Load()).ToList();
        faults.Check();
        return Shelf(folders.ToDictionary(f => f.Capability, f => new Lazy<CardFolder>(f), StringComparer.Ordinal));
    }

    /// <summary>Each folder is loaded, in the same way, when it is first needed.</summary>
    public CardShelf LoadLater()
    {
        var shared = new Lazy<WordFiles?>(() => ReadShared(new FaultList()));
        return Shelf(Capabilities.ToDictionary(c => c, c => new Lazy<CardFolder>(() => LoadOne(c, shared.Value)), StringComparer.Ordinal));
    }

    private CardShelf Shelf(Dictionary<string, Lazy<CardFolder>> folders) => new(
        folders, Capabilities.SelectMany(c => files.TemplatesIn(c).Select(t => $"{c}/{Path.GetFileNameWithoutExtension(t)}")), digest);

    private CardFolder LoadOne(string capability, WordFiles? shared)
    {
        var faults = new FaultList();
        var folder = new FolderLoader(capability, files, shared, host, faults).Load();
        faults.Check();
        return folder;
    }

    private WordFiles? ReadShared(FaultList faults) => files.Folders.Contains(Shared) ? WordFiles.Read(Shared, files, faults) : null;
}
