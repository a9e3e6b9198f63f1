using System.Globalization;

namespace CrmBot.Language;

/// <summary>A length of time in days: a month is 30, a year 365, half a year 180.</summary>
public static class DaysSaid
{
    private const int LongestNumber = 4;
    private const int Most = 3660;

    private static readonly string[] Words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    private static readonly (string Unit, int Days)[] Units =
    [
        ("天", 1), ("日", 1), ("个星期", 7), ("星期", 7), ("个礼拜", 7), ("礼拜", 7), ("周", 7), ("个月", 30), ("年", 365),
        ("days", 1), ("day", 1), ("weeks", 7), ("week", 7), ("months", 30), ("month", 30), ("years", 365), ("year", 365),
    ];

    /// <returns>1 to 3660; null for whatever is no length of time, and for what has anything beside it.</returns>
    public static int? Read(string said)
    {
        var text = string.Concat(said.Where(c => !char.IsWhiteSpace(c) && c != '-').Select(Fold.Char)).ToLowerInvariant();
        var days = text switch
        {
            "半年" or "halfayear" => 180,
            "半个月" or "ahalfmonth" => 15,
            _ => Units.Where(u => text.EndsWith(u.Unit, StringComparison.Ordinal)).Select(u => Number(text[..^u.Unit.Length]) * u.Days).FirstOrDefault(d => d is not null),
        };
        return days is > 0 and <= Most ? days : null;
    }

    private static int? Number(string text)
    {
        if (text.Length is > 0 and <= LongestNumber && text.All(char.IsAsciiDigit))
        {
            return int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        var word = text is "a" or "an" ? 1 : Array.IndexOf(Words, text);
        return word >= 0 ? word : Numerals.Read(text, 0) is { } read && read.End == text.Length ? read.Value : null;
    }
}
