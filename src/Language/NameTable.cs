using System.Numerics;

namespace CrmBot.Language;

/// <summary>
/// The keys of many names in flat arrays. A look-up reads one number of every key, in which a bit stands for each of its
/// characters, and looks closer only where at most one bit of the asked name is missing.
/// </summary>
internal sealed class NameTable
{
    private const int MarkedWords = 64;

    private readonly char[] text;
    private readonly ulong[] signatures;
    private readonly uint[] heads;
    private readonly Key[] keys;
    private readonly int[] first;
    private readonly int[] byEntry;

    private NameTable(char[] text, ulong[] signatures, uint[] heads, Key[] keys, int entries)
    {
        (first, byEntry) = ByEntry(keys, entries);
        this.text = text;
        this.signatures = signatures;
        this.heads = heads;
        this.keys = keys;
    }

    /// <summary>Where a key stands and whose it is.</summary>
    /// <param name="Words">A bit for each of the first places at which a word or a Han character begins.</param>
    /// <param name="Nth">Which of the entry's names it was made from.</param>
    internal readonly record struct Key(int Start, ushort Length, ushort Cut, int Entry, ushort Nth, ulong Words);

    public int Count => keys.Length;

    /// <param name="namesOf">The names of each entry.</param>
    /// <param name="people">Whether they are names of people: what stands in brackets is then a name of its own.</param>
    public static NameTable Build(IEnumerable<IReadOnlyList<string>> namesOf, bool people = false)
    {
        var made = new List<(NameKey Name, int Entry, int Nth)>();
        var entries = 0;
        foreach (var (entry, names) in namesOf.Index())
        {
            entries = entry + 1;
            for (var nth = 0; nth < names.Count; nth++)
            {
                foreach (var key in people ? NameKey.OfPerson(names[nth]) : NameKey.All(names[nth]))
                {
                    if (key.Text.Length <= ushort.MaxValue)
                    {
                        made.Add((key, entry, nth));
                    }
                }
            }
        }

        // The shortest first: then the best few parts are met early, and the rest of a common part is passed over.
        made.Sort((a, b) => a.Name.Cut != b.Name.Cut ? a.Name.Cut.CompareTo(b.Name.Cut) : a.Entry != b.Entry ? a.Entry.CompareTo(b.Entry) : a.Nth.CompareTo(b.Nth));
        var all = new char[made.Sum(m => m.Name.Text.Length)];
        var (signatures, heads, keys) = (new ulong[made.Count], new uint[made.Count], new Key[made.Count]);
        var at = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            var (name, entry, nth) = made[i];
            name.Text.CopyTo(all.AsSpan(at));
            signatures[i] = NameQuery.SignatureOf(name.Text);
            heads[i] = NameQuery.HeadOf(name.Text);
            var words = name.Words.Where(w => w < MarkedWords).Aggregate(0UL, (bits, w) => bits | (1UL << w));
            keys[i] = new Key(at, (ushort)name.Text.Length, (ushort)name.Cut, entry, (ushort)nth, words);
            at += name.Text.Length;
        }

        return new NameTable(all, signatures, heads, keys, entries);
    }

    public Key this[int key] => keys[key];

    public ReadOnlySpan<char> TextOf(scoped in Key key) => text.AsSpan(key.Start, key.Length);

    /// <summary>The keys of one entry.</summary>
    public ReadOnlySpan<int> KeysOf(int entry) => byEntry.AsSpan(first[entry]..first[entry + 1]);

    /// <summary>Offers every name that is, begins with, contains or nearly is the one asked for.</summary>
    public void Scan(NameQuery asked, Live live, TopNames top)
    {
        var head = NameQuery.HeadOf(asked.Text);
        var most = asked.CanBeClose ? 1 : 0;
        for (var i = 0; i < signatures.Length; i++)
        {
            var missing = BitOperations.PopCount(asked.Signature & ~signatures[i]);
            if (missing > most)
            {
                continue;
            }

            ref readonly var key = ref keys[i];
            var own = live.IsOwn(key.Entry);
            var best = missing > 0 ? NameFit.Close
                : (ushort)heads[i] != (ushort)head ? asked.CanBePart ? NameFit.Part : NameFit.Close
                : key.Cut == asked.Text.Length || key.Length == asked.Text.Length ? NameFit.Exact
                : NameFit.Start;
            if (best > asked.Worst || top.Refuses(TopNames.Order(best, own, key.Cut, key.Entry)) || !live.Has(key.Entry))
            {
                continue;
            }

            if (missing == 0 && Spelled(asked, key) is var (fit, length) && length > 0)
            {
                top.Offer(TopNames.Order(fit, own, length, key.Entry), i);
            }
            else if (most > 0 && MayBeClose(head, heads[i]) && IsClose(asked, key))
            {
                top.Offer(TopNames.Order(NameFit.Close, own, key.Cut, key.Entry), i);
            }
        }
    }

    private (NameFit Fit, int Length) Spelled(NameQuery asked, in Key key)
    {
        var known = TextOf(key);
        var at = known.IndexOf(asked.Text, StringComparison.Ordinal);
        var end = at + asked.Text.Length;
        var length = end <= key.Cut ? key.Cut : known.Length;
        return at switch
        {
            0 => (end == length ? NameFit.Exact : NameFit.Start, length),
            > 0 when asked.CanBePart => (NameFit.Part, length),
            _ => default,
        };
    }

    /// <summary>One wrong letter, however it is wrong, leaves the first or the second letter in one of the first two places.</summary>
    private static bool MayBeClose(uint asked, uint known) =>
        (ushort)asked == (ushort)known || (asked >> 16) == (known >> 16) || (asked >> 16) == (ushort)known || (ushort)asked == (known >> 16);

    private bool IsClose(NameQuery asked, in Key key)
    {
        var known = TextOf(key);
        if ((known.Length >= asked.TypoLength && OneLetter.Apart(asked.Text, known))
            || (key.Cut >= asked.TypoLength && OneLetter.Apart(asked.Text, known[..key.Cut])))
        {
            return true;
        }

        // The beginning of the name, up to the end of a word.
        for (var end = Math.Max(asked.Text.Length - 1, asked.TypoLength); end <= asked.Text.Length + 1 && end < Math.Min(known.Length, MarkedWords); end++)
        {
            if ((key.Words >> end & 1) != 0 && OneLetter.Apart(asked.Text, known[..end]))
            {
                return true;
            }
        }

        return false;
    }

    private static (int[] First, int[] ByEntry) ByEntry(Key[] keys, int entries)
    {
        var begin = new int[entries + 1];
        foreach (var key in keys)
        {
            begin[key.Entry + 1]++;
        }

        for (var i = 0; i < entries; i++)
        {
            begin[i + 1] += begin[i];
        }

        var (next, byEntry) = (begin[..^1], new int[keys.Length]);
        for (var i = 0; i < keys.Length; i++)
        {
            byEntry[next[keys[i].Entry]++] = i;
        }

        return (begin, byEntry);
    }
}
