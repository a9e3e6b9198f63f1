namespace CrmBot.Language;

/// <summary>How much of one text stands in another: the share of character shingles that both have (Jaccard).</summary>
public static class Shingles
{
    /// <summary>Characters of a shingle. Three of a Chinese text are about two words.</summary>
    private const int Size = 3;

    /// <summary>0 for texts that share nothing, 1 for the same text; case, script, width, spaces and punctuation do not count.</summary>
    public static double Shared(string one, string other)
    {
        var (first, second) = (Of(one), Of(other));
        if (first.Count == 0 || second.Count == 0)
        {
            return 0;
        }

        var both = first.Count(second.Contains);
        return (double)both / (first.Count + second.Count - both);
    }

    private static HashSet<string> Of(string text)
    {
        var letters = string.Concat(text.Select(Fold.Char).Where(char.IsLetterOrDigit));
        var shingles = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i + Size <= letters.Length; i++)
        {
            shingles.Add(letters.Substring(i, Size));
        }

        return shingles;
    }
}
