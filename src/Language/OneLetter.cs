namespace CrmBot.Language;

internal static class OneLetter
{
    /// <summary>
    /// Whether one text becomes the other by one letter changed, left out, put in, or two neighbours swapped. Equal texts do not
    /// count.
    /// </summary>
    public static bool Apart(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        if (Math.Abs(one.Length - other.Length) > 1)
        {
            return false;
        }

        var head = one.CommonPrefixLength(other);
        one = one[head..];
        other = other[head..];
        if (one.Length != other.Length)
        {
            return one.Length > other.Length ? one[1..].SequenceEqual(other) : other[1..].SequenceEqual(one);
        }

        return one.Length > 0
            && (one[1..].SequenceEqual(other[1..])
                || (one.Length > 1 && one[0] == other[1] && one[1] == other[0] && one[2..].SequenceEqual(other[2..])));
    }
}
