namespace CrmBot.Language;

/// <summary>Everyday Chinese words, and how much of a stretch of text they make up.</summary>
internal static class PlainHan
{
    private const int Longest = 6;

    private static readonly HashSet<string> All = Load();

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = All.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool IsWordAt(string folded, int at, int length) =>
        Enumerable.Range(length, Longest - length + 1).Any(l => at + l <= folded.Length && Known.Contains(folded.AsSpan(at, l)));

    /// <summary>
    /// Which characters of a stretch of Han characters belong to no word. Of all ways to cut it the one counts that leaves the fewest
    /// over, and then has the fewest words.
    /// </summary>
    /// <param name="run">Folded.</param>
    public static bool[] Unknown(ReadOnlySpan<char> run)
    {
        // What a beginning costs at least, and by which word it was reached; 0 for a character that is none.
        var cost = new int[run.Length + 1];
        var by = new int[run.Length + 1];
        for (var end = 1; end <= run.Length; end++)
        {
            (cost[end], by[end]) = (cost[end - 1] + 100, 0);
            for (var length = 1; length <= Math.Min(Longest, end); length++)
            {
                if (Known.Contains(run.Slice(end - length, length)) && cost[end - length] + (length == 1 ? 2 : 1) is var sum && sum < cost[end])
                {
                    (cost[end], by[end]) = (sum, length);
                }
            }
        }

        var unknown = new bool[run.Length];
        for (var end = run.Length; end > 0; end -= Math.Max(1, by[end]))
        {
            unknown[end - 1] = by[end] == 0;
        }

        Widen(run, unknown, by);
        return unknown;
    }

    /// <summary>A surname before what is unknown, and a character alone behind an unknown one, are of the same name.</summary>
    private static void Widen(ReadOnlySpan<char> run, bool[] unknown, int[] by)
    {
        var first = (bool[])unknown.Clone();
        for (var i = 0; i < run.Length; i++)
        {
            if (!first[i])
            {
                continue;
            }

            if (i > 0 && !first[i - 1] && by[i] == 1 && PersonWords.IsSurname(run[i - 1]))
            {
                unknown[i - 1] = true;
            }

            if (i + 1 < run.Length && !first[i + 1] && (i == 0 || !first[i - 1]) && by[i + 2] == 1)
            {
                unknown[i + 1] = true;
            }
        }
    }

    private static HashSet<string> Load() =>
        [.. UnihanTable.Rows("plain-han.txt").SelectMany(r => r[0].Split(' ', StringSplitOptions.RemoveEmptyEntries))];
}
