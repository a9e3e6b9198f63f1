namespace CrmBot.Language;

/// <summary>The best few entries met so far, each by its best name.</summary>
internal sealed class TopNames(int take)
{
    private const int RankBits = 32;
    private const int LengthBits = 12;
    private const int LongestLength = (1 << LengthBits) - 1;

    private readonly ulong[] orders = new ulong[take];
    private readonly int[] keys = new int[take];

    public int Count { get; private set; }

    /// <summary>How good a hit is, smaller is better: by fit, then the asker's own, then the shorter name, then the entry's place in the order of names.</summary>
    public static ulong Order(NameFit fit, bool isOwn, int length, int entry) =>
        (((((ulong)fit << 1) | (isOwn ? 0UL : 1UL)) << LengthBits | (uint)Math.Min(length, LongestLength)) << RankBits) | (uint)entry;

    public static NameFit FitOf(ulong order) => (NameFit)(order >> (RankBits + LengthBits + 1));

    /// <summary>Its entry, and how long the name is.</summary>
    public static (int Entry, int Length) PlaceOf(ulong order) => ((int)(uint)order, (int)(order >> RankBits) & LongestLength);

    public (ulong Order, int Key) this[int nth] => (orders[nth], keys[nth]);

    /// <summary>That nothing of this order would be taken.</summary>
    public bool Refuses(ulong order) => Count == take && (take == 0 || order >= orders[take - 1]);

    public void Offer(ulong order, int key)
    {
        if (Refuses(order))
        {
            return;
        }

        var at = Count;
        for (var i = 0; i < Count; i++)
        {
            if ((uint)orders[i] == (uint)order)
            {
                if (orders[i] <= order)
                {
                    return;
                }

                at = i;
                break;
            }
        }

        if (at == Count)
        {
            _ = Count < take ? Count++ : at--;
        }

        for (; at > 0 && orders[at - 1] > order; at--)
        {
            orders[at] = orders[at - 1];
            keys[at] = keys[at - 1];
        }

        orders[at] = order;
        keys[at] = key;
    }
}
