namespace CrmBot.Language.Bench;

/// <summary>The pinyin of the characters that the made-up names use, read from the committed table.</summary>
internal static class Spelling
{
    private static readonly Dictionary<char, string> Table = Read();

    public static string Of(char c) => Table.GetValueOrDefault(c, char.ToLowerInvariant(c).ToString());

    private static Dictionary<char, string> Read()
    {
        using var reader = new StreamReader(typeof(NameIndex).Assembly.GetManifestResourceStream("readings.txt")!);
        var table = new Dictionary<char, string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Split('\t') is [var syllable, var characters, _])
            {
                foreach (var c in characters)
                {
                    table[c] = syllable;
                }
            }
        }

        return table;
    }
}
