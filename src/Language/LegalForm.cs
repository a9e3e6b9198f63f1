namespace CrmBot.Language;

/// <summary>The part of a company's name that nobody says.</summary>
internal static class LegalForm
{
    private static readonly HashSet<string> Latin = new(StringComparer.Ordinal)
    {
        "ltd", "limited", "inc", "incorporated", "co", "company", "corp", "corporation", "llc", "llp", "plc", "gmbh", "pte", "pty", "group", "holdings",
    };

    // Longest first, so that one pass takes the whole form.
    private static readonly string[] Chinese =
        ["集团股份有限公司", "股份有限公司", "有限责任公司", "集团有限公司", "控股有限公司", "有限公司", "集团公司", "总公司", "公司", "集团"];

    /// <param name="word">Folded.</param>
    public static bool IsLatin(string word) => Latin.Contains(word);

    /// <summary>Cuts a Chinese legal form off a folded name without spaces; the name itself when nothing sayable would remain.</summary>
    public static string CutChinese(string name) =>
        Array.Find(Chinese, f => name.EndsWith(f, StringComparison.Ordinal)) is { } form && name.Length - form.Length >= 2
            ? name[..^form.Length]
            : name;
}
