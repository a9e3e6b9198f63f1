using System.Globalization;
using System.Text.RegularExpressions;
using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>Birthdays as people write and say them, of either calendar. Source of the rules of a year: scenario S14.</summary>
public static partial class Birthdays
{
    private const string LunarDigits = "十一二三四五六七八九";
    private static readonly string[] LunarMonths = ["正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"];

    /// <summary>
    /// What was written, alone in its field. Month and day may stand alone; a slash needs a year before it, since 3/5 is two days. Null
    /// for what is no birthday of that calendar.
    /// </summary>
    /// <param name="lunar">Of the Chinese calendar.</param>
    public static Birthday? Read(string text, bool lunar)
    {
        var said = string.Concat(text.Trim().Select(Fold.Char));
        var found = lunar ? Lunar().Match(said) is { Success: true } match ? match : LunarNumbers().Match(said)
            : Solar().Match(said) is { Success: true } plain ? plain : Named().Match(said);
        if (!found.Success)
        {
            return null;
        }

        int? year = found.Groups["year"] is { Success: true, Value: var y } ? int.Parse(y, CultureInfo.InvariantCulture) : null;
        var leap = found.Groups["leap"].Success;
        var (month, day) = (Number(found.Groups["month"].Value), Number(found.Groups["day"].Value));
        return month is >= 1 and <= 12 && day >= 1 && day <= (lunar ? 30 : DateTime.DaysInMonth(year ?? 2000, month)) && year is null or (>= 1900 and <= 2100)
            ? new Birthday(month, day, year, leap)
            : null;
    }

    /// <summary>As it is written in a language; <see cref="Read"/> understands it.</summary>
    /// <param name="language"><c>zh-CN</c> or <c>en-US</c>.</param>
    public static string Say(Birthday birthday, bool lunar, string language)
    {
        var isChinese = language == "zh-CN";
        var (year, month, day) = (birthday.Year, birthday.Month, birthday.Day);
        return (lunar, isChinese) switch
        {
            (true, true) => $"农历{(year is null ? "" : $"{year}年")}{(birthday.Leap ? "闰" : "")}{LunarMonths[month - 1]}月{LunarDay(day)}",
            (true, false) => $"lunar {(birthday.Leap ? "leap " : "")}{(year is null ? "" : $"{year}-")}{month}-{day}",
            (false, true) => $"{(year is null ? "" : $"{year}年")}{month}月{day}日",
            _ => $"{day} {CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month)}{(year is null ? "" : $" {year}")}",
        };
    }

    /// <summary>
    /// The first one on or after a day. 29 February falls on the 28th in other years; a leap month that a year has not is its plain
    /// month; the 30th of a month of 29 days is the 29th. Null where the Chinese calendar is not known.
    /// </summary>
    public static DateOnly? Next(Birthday birthday, bool lunar, DateOnly from)
    {
        // A lunar year begins up to two months behind the other one.
        for (var year = from.Year - 1; year <= from.Year + 1; year++)
        {
            if ((lunar ? LunarDays.Of(year, birthday.Month, birthday.Day, birthday.Leap) : In(year, birthday)) is { } day && day >= from)
            {
                return day;
            }
        }

        return null;
    }

    private static DateOnly In(int year, Birthday birthday) => new(year, birthday.Month, Math.Min(birthday.Day, DateTime.DaysInMonth(year, birthday.Month)));

    private static string LunarDay(int day) => day switch
    {
        <= 10 => "初" + LunarDigits[day % 10],
        < 20 => "十" + LunarDigits[day % 10],
        20 => "二十",
        < 30 => "廿" + LunarDigits[day % 10],
        _ => "三十",
    };

    private static int Number(string said) => said switch
    {
        "正" => 1,
        "冬" => 11,
        "腊" => 12,
        ['初', .. var ones] => Number(ones),
        _ when int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ when Array.FindIndex(CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames, m => m.Length > 0 && said.StartsWith(m, StringComparison.OrdinalIgnoreCase)) is >= 0 and var month => month + 1,
        _ => Numerals.Read(said, 0) is { } read && read.End == said.Length ? read.Value : 0,
    };

    // Folded text: simplified characters, plain width, lower case.
    [GeneratedRegex(@"^(?:(?<year>\d{4})\s*[-/.年]\s*)?(?<month>\d{1,2})\s*(?:(?<=\d{4}\s*[-/.年]\s*\d{1,2}\s*)/|[-.月])\s*(?<day>\d{1,2})\s*[日号]?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Solar();

    [GeneratedRegex(@"^(?:(?<day>\d{1,2})(?:st|nd|rd|th)?\s+(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?)(?:,?\s+(?<year>\d{4}))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"^(?:农历|阴历|旧历)?\s*(?:(?<year>\d{4})年)?\s*(?<leap>闰)?(?<month>[正一二三四五六七八九十冬腊]{1,2}|\d{1,2})月(?<day>初?[一二三四五六七八九十廿]{1,3}|\d{1,2})[日号]?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lunar();

    [GeneratedRegex(@"^(?:lunar|农历|阴历)?\s*(?<leap>leap|闰)?\s*(?:(?<year>\d{4})-)?(?<month>\d{1,2})-(?<day>\d{1,2})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LunarNumbers();
}
