namespace CrmBot.Cards;

/// <summary>A card on the shelf.</summary>
internal sealed record Card(
    string Capability, CardTemplate Template, CardPicture Picture, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Samples);
