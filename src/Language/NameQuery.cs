namespace CrmBot.Language;

/// <summary>A name as said, made comparable.</summary>
internal sealed class NameQuery
{
    // Below these lengths one wrong letter makes another word.
    private const int LatinTypoLength = 5;
    private const int HanTypoLength = 4;

    // A shorter Latin piece occurs inside too many words.
    private const int LatinPartLength = 3;

    public NameQuery(string text)
    {
        Text = text;
        var isHan = text.Any(c => Fold.IsHan(c));
        Signature = SignatureOf(text);
        CanBePart = isHan || text.Length >= LatinPartLength;
        TypoLength = isHan ? HanTypoLength : LatinTypoLength;
        CanBeClose = text.Length >= TypoLength;
        IsLetters = text.Length >= PinyinTable.FewestLetters && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)) && text.Any(char.IsAsciiLetterLower);
    }

    public string Text { get; }

    public ulong Signature { get; }

    public bool CanBePart { get; }

    public bool CanBeClose { get; }

    /// <summary>The worst fit that this text may have, apart from pinyin.</summary>
    public NameFit Worst => CanBeClose ? NameFit.Close : CanBePart ? NameFit.Part : NameFit.Start;

    /// <summary>How long a name must be for a letter of it to be wrong.</summary>
    public int TypoLength { get; }

    /// <summary>That it may be pinyin.</summary>
    public bool IsLetters { get; }

    /// <summary>A bit for every character: a text that lacks a bit lacks the character.</summary>
    public static ulong SignatureOf(ReadOnlySpan<char> text)
    {
        var bits = 0UL;
        foreach (var c in text)
        {
            // Letters and digits each have a bit of their own; Han characters share all of them.
            bits |= 1UL << (c is >= 'a' and <= 'z' ? c - 'a' : char.IsAsciiDigit(c) ? 26 + c - '0' : (int)((c * 0x9E3779B1u) >> 26));
        }

        return bits;
    }

    /// <summary>The first two characters in one number; zero where there is none.</summary>
    public static uint HeadOf(ReadOnlySpan<char> text) => text[0] | (text.Length > 1 ? (uint)text[1] << 16 : 0);
}
