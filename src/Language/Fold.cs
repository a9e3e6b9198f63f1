namespace CrmBot.Language;

/// <summary>Makes characters comparable that people write for each other. One unit stays one unit, so positions hold.</summary>
internal static class Fold
{
    public static char Char(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => Char((char)(c - 0xFEE0)),
        '\u3000' or '\u00A0' or '\u202F' => ' ',
        '\u2018' or '\u2019' or '\u02BC' or '\u00B4' or '`' => '\'',
        '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' => '-',
        '\u30FB' or '\u2022' or '\u2027' => '·',
        >= '\u2E80' => Script.Simplified(c),
        _ => char.ToLowerInvariant(c),
    };

    /// <summary>Written without spaces between words: Han characters and, for lack of a better rule, kana.</summary>
    public static bool IsHan(int rune) => rune
        is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x3040 and <= 0x30FF) or 0x3005 or 0x3007
        or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
