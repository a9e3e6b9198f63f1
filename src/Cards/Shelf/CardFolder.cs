namespace CrmBot.Cards;

/// <summary>What one capability shows and says.</summary>
/// <param name="Cards">By their names without the capability.</param>
/// <param name="Words">By language.</param>
internal sealed record CardFolder(string Capability, IReadOnlyDictionary<string, Card> Cards, IReadOnlyDictionary<string, Words> Words);
