using System.Text.Json;
using CrmBot.Bot.Conversation;
using CrmBot.Cards;

namespace CrmBot.Bot.Tests.Contract;

/// <summary>A folder of cards, whole or in part, and everything the contract with the code says about it.</summary>
internal sealed class CardFolder
{
    private CardFolder(string path, CardShelf cards) => (Path, Cards) = (path, cards);

    public string Path { get; }

    public CardShelf Cards { get; }

    public IEnumerable<CardPicture> Pictures => Cards.Cards.Select(name => Cards[name]);

    /// <exception cref="CardFaultException">The folder does not load.</exception>
    public static CardFolder Load(string path) => new(path, CardShelf.Load(path, Speaker.Host("sample")));

    /// <summary>What is wrong with the cards of a folder: what stops their loading, else what does not agree with the code.</summary>
    public static IReadOnlyList<string> Faults(string path)
    {
        CardFolder folder;
        try
        {
            folder = Load(path);
        }
        catch (CardFaultException fault)
        {
            return [.. fault.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        }

        return [.. VerbContract.Faults(folder).Concat(WordContract.Faults(folder)).Concat(SampleContract.Faults(folder)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The samples of a card, by name.</summary>
    public IReadOnlyList<(string Name, JsonElement Data)> Samples(string card)
    {
        var (capability, file) = (card.Split('/')[0], card.Split('/')[1]);
        using var json = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(Path, capability, "sample.json")));
        return [.. json.RootElement.GetProperty(file).EnumerateObject().Select(p => (p.Name, p.Value.Clone()))];
    }

    /// <summary>The texts of a capability as they stand in its file.</summary>
    public IReadOnlyDictionary<string, string> Texts(string capability, string language)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(Path, capability, $"text.{language}.json")));
        return json.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);
    }
}
