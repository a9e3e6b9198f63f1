using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CrmBot.Cards;

/// <summary>Every card and every word of the bot, loaded and checked once. Any number of threads use it.</summary>
public sealed class CardShelf
{
    private readonly IReadOnlyDictionary<string, Lazy<CardFolder>> folders;

    internal CardShelf(IReadOnlyDictionary<string, Lazy<CardFolder>> folders, IEnumerable<string> cards, string digest)
    {
        this.folders = folders;
        Cards = [.. cards.Order(StringComparer.Ordinal)];
        Capabilities = [.. folders.Keys.Order(StringComparer.Ordinal)];
        Digest = digest;
    }

    /// <summary>Of the files, of the sample of <c>$host</c>, and of the code that checks them: the same only while all of it is.</summary>
    public string Digest { get; }

    /// <summary>The languages that every capability speaks.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["zh-CN", "en-US"];

    /// <summary>The names of all cards, in order.</summary>
    public IReadOnlyCollection<string> Cards { get; }

    /// <summary>The names of all card folders, in order.</summary>
    public IReadOnlyCollection<string> Capabilities { get; }

    /// <summary>The picture of a card.</summary>
    /// <exception cref="KeyNotFoundException">No card has this name.</exception>
    public CardPicture this[string name] => Find(name).Card.Picture;

    /// <summary>Loads and checks the folder of all cards: one folder per capability, and <c>_shared</c> for words that all see.</summary>
    /// <param name="folder">The folder of all cards.</param>
    /// <param name="host">A sample of what cards find in <c>$host</c> when they are rendered; null when they find nothing.</param>
    /// <param name="known">
    /// The <see cref="Digest"/> of a shelf that was loaded without fault. While it is the digest of this one, each capability's
    /// folder is compiled and checked when it is first needed; else, and when it is null, all are at once.
    /// </param>
    /// <exception cref="CardFaultException">Files are at fault; the message lists every fault.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    public static CardShelf Load(string folder, JsonElement? host = null, string? known = null)
    {
        var files = ShelfFiles.Read(folder);
        var digest = files.Digest(host);
        var loader = new ShelfLoader(files, host, digest);
        return digest == known ? loader.LoadLater() : loader.Load();
    }

    /// <summary>What a capability says in a language.</summary>
    /// <exception cref="KeyNotFoundException">The capability has no folder, or the language is not one of <see cref="Languages"/>.</exception>
    public Words Words(string capability, string language) => folders.TryGetValue(capability, out var folder) && folder.Value.Words.TryGetValue(language, out var found)
        ? found
        : throw new KeyNotFoundException($"there are no words for '{capability}' in '{language}'");

    /// <summary>The card as UTF-8 JSON.</summary>
    /// <param name="card">Capability and file: <c>follow-ups/form</c>.</param>
    /// <param name="language">One of <see cref="Languages"/>; its words are <c>s</c> in the template.</param>
    /// <param name="data">
    /// Becomes <c>$root</c>. Its properties must be written even when they are null: a property that is not there is a path
    /// that leads nowhere.
    /// </param>
    /// <param name="type">How the data is written.</param>
    /// <param name="host">Becomes <c>$host</c>.</param>
    /// <exception cref="KeyNotFoundException">No such card or language.</exception>
    /// <exception cref="CardFaultException">The data does not fit the template; the message names place and path, never data.</exception>
    public ReadOnlyMemory<byte> Render<T>(string card, string language, T data, JsonTypeInfo<T> type, JsonElement? host = null)
    {
        var (capability, found) = Find(card);
        var spoken = Words(capability, language);
        return Render(found, spoken, Shape.Of(type).ValueOf(data), host);
    }

    /// <summary>The card of one of its samples, for the gallery and the checks.</summary>
    /// <exception cref="KeyNotFoundException">No such card, sample or language.</exception>
    public ReadOnlyMemory<byte> RenderSample(string card, string sample, string language, JsonElement? host = null)
    {
        var (capability, found) = Find(card);
        using var document = JsonDocument.Parse(found.Samples[sample]);
        return Render(found, Words(capability, language), Value.Of(document.RootElement), host);
    }

    private static byte[] Render(Card card, Words words, Value data, JsonElement? host)
    {
        var output = Buffers.Take();
        card.Templates[words.Language].Render(
            new Scope(data, Value.Of(host.GetValueOrDefault()), words.Fields, Unresolved.Fails), output);
        var made = output.Written.ToArray();
        Buffers.Return(output);
        return made;
    }

    private (string Capability, Card Card) Find(string name) => name.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
        && folders.TryGetValue(name[..slash], out var folder) && folder.Value.Cards.TryGetValue(name[(slash + 1)..], out var card)
        ? (folder.Value.Capability, card)
        : throw new KeyNotFoundException($"there is no card '{name}'");
}
