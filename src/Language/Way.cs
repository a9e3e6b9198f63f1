namespace CrmBot.Language;

/// <summary>A stretch of tokens that fills a slot.</summary>
internal sealed record Filled(string Name, int From, int To, Filled? Earlier);

/// <summary>How a node was reached. Smaller is more specific: fewer characters left to slots, then more of them literal.</summary>
/// <param name="Slots">Newest first.</param>
/// <param name="SlotStart">First token of the slot being filled; without meaning outside a slot.</param>
internal sealed record Way(int SlotLength, int Literals, Filled? Slots, int SlotStart) : IComparable<Way>
{
    // A pattern that would take one of these for a name has misread the sentence.
    private static readonly HashSet<string> NoNames = new(StringComparer.Ordinal)
    {
        "我", "你", "您", "他", "她", "它", "我们", "你们", "他们", "大家", "自己", "谁", "哪个", "哪家", "哪些", "什么", "啥", "这个", "那个", "这", "那", "一下", "下", "的", "了",
        "it", "this", "that", "you", "me", "him", "her", "them", "us", "what", "who", "everyone", "everybody", "everything", "things", "a", "the",
    };

    public static Way Start { get; } = new(0, 0, null, 0);

    public Way Said(Token token) => this with { Literals = Literals + token.Length };

    public Way Opened(int at) => this with { SlotStart = at };

    public Way Filling(Token token) => this with { SlotLength = SlotLength + token.Length };

    public Way Closed(string slot, int at) => this with { Slots = new Filled(slot, SlotStart, at, Slots) };

    public bool NamesSomething(List<Token> tokens)
    {
        for (var slot = Slots; slot is not null; slot = slot.Earlier)
        {
            if (slot.To - slot.From <= 2 && NoNames.Contains(string.Concat(tokens[slot.From..slot.To].Select(t => t.Text))))
            {
                return false;
            }
        }

        return true;
    }

    public int CompareTo(Way? other) =>
        other is null ? -1
        : SlotLength != other.SlotLength ? SlotLength.CompareTo(other.SlotLength)
        : Literals != other.Literals ? other.Literals.CompareTo(Literals)
        : (Slots?.Name == Pattern.FreeText).CompareTo(other.Slots?.Name == Pattern.FreeText);
}
