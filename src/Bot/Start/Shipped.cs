using CrmBot.Bot.Conversation;
using CrmBot.Cards;
using CrmBot.Language;

namespace CrmBot.Bot.Start;

/// <summary>
/// The cards and phrases beside a program. Where the command <c>check --keep</c> found these very files without fault, a start does
/// not prove it again; after a change of one of them, or of the code, it proves all, as it does where nothing was kept.
/// </summary>
/// <param name="Folder">Of the program.</param>
internal sealed record Shipped(string Folder)
{
    private const string Cards = "cards";
    private const string Phrases = "phrases";

    /// <summary>Those of this program.</summary>
    public static Shipped Here { get; } = new(AppContext.BaseDirectory);

    /// <summary>The digests of what was found without fault.</summary>
    public string Kept => Path.Combine(Folder, "checked.txt");

    /// <exception cref="CardFaultException">Files are at fault.</exception>
    public CardShelf LoadCards() => CardsThat(Known(Cards));

    /// <exception cref="PhraseFaultException">Files are at fault.</exception>
    public Phrasebook LoadPhrases() => PhrasesThat(Known(Phrases));

    /// <summary>Proves all of it, whatever was kept, and keeps the digests if asked.</summary>
    /// <returns>How many folders of cards and how many concepts there are.</returns>
    /// <exception cref="CardFaultException">Files are at fault.</exception>
    /// <exception cref="PhraseFaultException">Files are at fault.</exception>
    public async Task<(int Capabilities, int Concepts)> CheckAsync(bool keep, CancellationToken ct)
    {
        var (cards, phrases) = (CardsThat(null), PhrasesThat(null));
        if (keep)
        {
            await File.WriteAllLinesAsync(Kept, [$"{Cards} {cards.Digest}", $"{Phrases} {phrases.Digest}"], ct);
        }

        return (cards.Capabilities.Count, phrases.Concepts.Count);
    }

    private CardShelf CardsThat(string? known) => CardShelf.Load(Path.Combine(Folder, Cards), Speaker.Host("sample"), known);

    private Phrasebook PhrasesThat(string? known) => Phrasebook.Load(Path.Combine(Folder, Phrases), known);

    private string? Known(string what) =>
        File.Exists(Kept) && Array.Find(File.ReadAllLines(Kept), l => l.StartsWith(what + " ", StringComparison.Ordinal)) is { } line ? line[(what.Length + 1)..] : null;
}
