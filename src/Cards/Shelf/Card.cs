namespace CrmBot.Cards;

/// <summary>A card on the shelf, compiled for each language.</summary>
internal sealed record Card(
    IReadOnlyDictionary<string, CardTemplate> Templates, CardPicture Picture, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Samples);
