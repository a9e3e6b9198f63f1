namespace CrmBot.Language;

/// <summary>How characters are read: pinyin without tones, ü as v. From Unihan, with readings that names have and texts have not.</summary>
internal static class Readings
{
    private const char First = '\u3400';
    private const char Last = '\u9FFF';

    // Surnames, places and given names, whose readings are too rare in texts to stand in Unihan's frequency list. The table
    // is of simplified characters, because keys are folded before they are read.
    private static readonly (string Syllable, string Characters)[] InNames =
    [
        ("bi", "秘"), ("beng", "蚌"), ("bu", "卜"), ("chao", "晁"), ("chong", "种"), ("ge", "盖"), ("guan", "莞"), ("hua", "华"), ("huan", "郇"), ("ji", "纪"),
        ("jia", "贾"), ("kuai", "会"), ("li", "丽"), ("lu", "六"), ("mi", "宓"), ("miao", "缪"), ("mu", "牟"), ("ou", "区"), ("pan", "番"), ("piao", "朴"), ("po", "泊"),
        ("qi", "亓"), ("qin", "覃"), ("qiu", "仇"), ("ran", "冉"), ("sa", "洒"), ("shan", "单"), ("shao", "召"), ("she", "折"), ("sheng", "晟"), ("tan", "镡"),
        ("wan", "万"), ("wei", "隗"), ("xia", "厦"), ("xie", "解"), ("xing", "荥"), ("xun", "浚"), ("yan", "铅"), ("ying", "应"), ("yu", "尉"), ("yue", "乐"), ("yun", "员"),
        ("zang", "藏"), ("zeng", "曾"), ("zha", "查"), ("zhai", "翟"), ("zhong", "种"),
    ];

    private static readonly string[]?[] Table = Make();

    private static readonly HashSet<string> Known = new(Table.SelectMany(r => r ?? []), StringComparer.Ordinal);

    /// <param name="c">Folded.</param>
    /// <returns>The most usual reading first; empty when none is known.</returns>
    public static ReadOnlySpan<string> Of(char c) => c is >= First and <= Last ? Table[c - First] : [];

    public static bool IsSyllable(ReadOnlySpan<char> letters) => Known.GetAlternateLookup<ReadOnlySpan<char>>().Contains(letters);

    private static string[]?[] Make()
    {
        var table = new string[]?[Last - First + 1];
        var rows = UnihanTable.Rows("readings.txt").ToList();
        foreach (var (syllable, characters) in rows.Select(r => (r[0], r[1])).Concat(rows.Select(r => (r[0], r[2]))).Concat(InNames))
        {
            string[] one = [syllable];
            foreach (var c in characters.Where(c => c is >= First and <= Last))
            {
                ref var known = ref table[c - First];
                known = known is null ? one : known.Contains(syllable, StringComparer.Ordinal) ? known : [.. known, syllable];
            }
        }

        return table;
    }
}
