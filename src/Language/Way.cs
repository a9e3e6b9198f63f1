using System.Runtime.InteropServices;

namespace CrmBot.Language;

/// <summary>A stretch of tokens that fills a slot.</summary>
internal sealed record Filled(string Name, int From, int To, Filled? Earlier);

/// <summary>How a node was reached. Smaller is more specific: fewer characters left to slots, then more of them literal.</summary>
/// <param name="Slots">Newest first.</param>
/// <param name="SlotStart">First token of the slot being filled; without meaning outside a slot.</param>
internal sealed record Way(int SlotLength, int Literals, Filled? Slots, int SlotStart) : IComparable<Way>
{
    public static Way Start { get; } = new(0, 0, null, 0);

    public Way Said(Token token) => this with { Literals = Literals + token.Length };

    public Way Opened(int at) => this with { SlotStart = at };

    public Way Filling(Token token) => this with { SlotLength = SlotLength + token.Length };

    public Way Closed(string slot, int at) => this with { Slots = new Filled(slot, SlotStart, at, Slots) };

    public bool NamesSomething(List<Token> tokens)
    {
        for (var slot = Slots; slot is not null; slot = slot.Earlier)
        {
            if (slot.Name != Pattern.FreeText && !Pattern.IsRead(slot.Name) && NoName.Is(slot.Name, CollectionsMarshal.AsSpan(tokens)[slot.From..slot.To]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A date, a length of time or a tier is one before it is a name.</summary>
    private int Whens
    {
        get
        {
            var count = 0;
            for (var slot = Slots; slot is not null; slot = slot.Earlier)
            {
                count += Pattern.IsRead(slot.Name) ? 1 : 0;
            }

            return count;
        }
    }

    public int CompareTo(Way? other) =>
        other is null ? -1
        : SlotLength != other.SlotLength ? SlotLength.CompareTo(other.SlotLength)
        : Literals != other.Literals ? other.Literals.CompareTo(Literals)
        : Whens != other.Whens ? other.Whens.CompareTo(Whens)
        : (Slots?.Name == Pattern.FreeText).CompareTo(other.Slots?.Name == Pattern.FreeText);
}
