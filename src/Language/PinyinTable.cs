namespace CrmBot.Language;

/// <summary>
/// Keys by the first letters of their pinyin, packed into numbers and sorted, so that those that begin with some letters lie
/// together. Full pinyin is looked for among the keys whose first two letters it can have.
/// </summary>
internal sealed class PinyinTable
{
    /// <summary>One letter is the beginning of too many names.</summary>
    public const int FewestLetters = 2;

    private const int LetterBits = 6;
    private const int Packed = 10;

    // A character of several readings gives a name several rows; a name of many such characters does not give all.
    private const int MostSpellings = 8;

    private readonly NameTable names;
    private readonly ulong[] initials;
    private readonly int[] keys;

    private PinyinTable(NameTable names, ulong[] initials, int[] keys)
    {
        this.names = names;
        this.initials = initials;
        this.keys = keys;
    }

    public static PinyinTable Build(NameTable names)
    {
        var rows = new List<(ulong Initials, int Key)>(names.Count);
        var spellings = new List<ulong>(MostSpellings);
        for (var i = 0; i < names.Count; i++)
        {
            Spell(names.TextOf(names[i]), spellings);
            foreach (var spelling in spellings)
            {
                rows.Add((spelling, i));
            }
        }

        rows.Sort();
        return new PinyinTable(names, [.. rows.Select(r => r.Initials)], [.. rows.Select(r => r.Key)]);
    }

    /// <summary>Offers every name that the letters may stand for.</summary>
    public void Scan(NameQuery asked, Live live, TopNames top)
    {
        var letters = asked.Text;
        var (from, to) = Beginning(letters);
        for (var i = from; i < to; i++)
        {
            var key = names[keys[i]];
            if (letters.Length <= Packed || MatchesInitials(letters, names.TextOf(key)))
            {
                Offer(keys[i], key, letters.Length, live, top);
            }
        }

        // The letter behind each syllable that the text may begin with is the second initial.
        Span<char> pair = [letters[0], ' '];
        for (var end = 1; end < letters.Length; end++)
        {
            if (end > 1 && !Readings.IsSyllable(letters.AsSpan(0, end))) // a Latin letter is read as itself
            {
                continue;
            }

            pair[1] = letters[end];
            (from, to) = Beginning(pair);
            for (var i = from; i < to; i++)
            {
                var key = names[keys[i]];
                if (Read(letters, names.TextOf(key)) is >= FewestLetters and var length)
                {
                    Offer(keys[i], key, length, live, top);
                }
            }
        }
    }

    private static void Offer(int at, in NameTable.Key key, int length, Live live, TopNames top)
    {
        var whole = length == key.Cut || length == key.Length;
        var order = TopNames.Order(whole ? NameFit.Pinyin : NameFit.PinyinStart, live.IsOwn(key.Entry), length <= key.Cut ? key.Cut : key.Length, key.Entry);
        if (!top.Refuses(order) && live.Has(key.Entry))
        {
            top.Offer(order, at);
        }
    }

    /// <summary>The rows whose initials begin with the letters, as far as they are packed.</summary>
    private (int From, int To) Beginning(ReadOnlySpan<char> letters)
    {
        var packed = 0UL;
        var count = Math.Min(letters.Length, Packed);
        for (var i = 0; i < count; i++)
        {
            packed = (packed << LetterBits) | CodeOf(letters[i]);
        }

        var rest = LetterBits * (Packed - count);
        return (FirstNotBelow(packed << rest), FirstNotBelow((packed + 1) << rest));
    }

    private int FirstNotBelow(ulong bound)
    {
        var (low, high) = (0, initials.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = initials[middle] < bound ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static void Spell(ReadOnlySpan<char> text, List<ulong> spellings)
    {
        spellings.Clear();
        if (!text.ContainsAnyInRange('\u3400', '\u9FFF'))
        {
            return;
        }

        spellings.Add(0);
        for (var i = 0; i < Packed; i++)
        {
            var known = spellings.Count;
            var readings = i < text.Length ? Readings.Of(text[i]) : [];
            for (var s = 0; s < known; s++)
            {
                var before = spellings[s] << LetterBits;
                spellings[s] = before | (i >= text.Length ? 0 : readings.IsEmpty ? CodeOf(text[i]) : CodeOf(readings[0][0]));
                foreach (var other in readings.IsEmpty ? readings : readings[1..])
                {
                    var spelling = before | CodeOf(other[0]);
                    if (spellings.Count < MostSpellings && !spellings.Contains(spelling))
                    {
                        spellings.Add(spelling);
                    }
                }
            }
        }
    }

    private static uint CodeOf(char c) => c is >= 'a' and <= 'z' ? (uint)(c - 'a' + 1) : char.IsAsciiDigit(c) ? (uint)(c - '0' + 27) : 63;

    private static bool MatchesInitials(ReadOnlySpan<char> letters, ReadOnlySpan<char> text)
    {
        if (letters.Length > text.Length)
        {
            return false;
        }

        for (var i = Packed; i < letters.Length; i++)
        {
            var matches = letters[i] == text[i];
            foreach (var reading in Readings.Of(text[i]))
            {
                matches |= reading[0] == letters[i];
            }

            if (!matches)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many characters of the text are read as exactly these letters; 0 when it cannot be read so.</summary>
    public static int Read(ReadOnlySpan<char> letters, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        var readings = Readings.Of(text[0]);
        if (readings.IsEmpty)
        {
            return letters[0] == text[0] ? Rest(letters[1..], text[1..]) : 0;
        }

        foreach (var reading in readings)
        {
            if (letters.StartsWith(reading, StringComparison.Ordinal) && Rest(letters[reading.Length..], text[1..]) is > 0 and var count)
            {
                return count;
            }
        }

        return 0;
    }

    private static int Rest(ReadOnlySpan<char> letters, ReadOnlySpan<char> text) =>
        letters.IsEmpty ? 1 : Read(letters, text) is > 0 and var count ? count + 1 : 0;
}
