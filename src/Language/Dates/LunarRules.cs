using CrmBot.Domain;

namespace CrmBot.Language;

/// <summary>Lunar dates: 正月十五, 闰六月初八, 初八.</summary>
internal static class LunarRules
{
    /// <summary>How far ahead the first lunar month is meant by a bare 初八: from the eleventh month on.</summary>
    private const int NearNewYear = 110;

    /// <summary>Words of the same text that make it the first month at any time.</summary>
    private static readonly string[] NewYear = ["年后", "年後", "春节", "春節", "过年", "過年", "拜年", "开工", "開工"];

    public static DateReading? Lunar(DateMatch said, DateFrame frame)
    {
        var leap = said["leap"] is not null;
        var month = said["lunar-month"] ?? (said["lunar-day"] is not null && said["num"] is null ? null : said["num"]);
        var day = said["lunar-day"] ?? (said["lunar-month"] is null ? said["num", 1] : said["num"]);
        if (month is null)
        {
            return Bare(said["lunar-day"]!.Value, frame);
        }

        if (day is { } known)
        {
            return On(frame, said["year"], y => LunarDays.Of(y, month.Value, known, leap));
        }

        // A whole month: the one that is not over.
        return frame.Pick(y => LunarDays.Of(y, month.Value, 30, leap)) is not { } end || LunarDays.At(end) is not var (year, _, _) || LunarDays.Of(year, month.Value, 1, leap) is not { } start ? null
            : new(DateShape.Period, start) { Until = start.AddDays(LunarDays.LengthOf(year, month.Value, leap) - 1) };
    }

    public static DateReading? SpringDay(DateMatch said, DateFrame frame) => On(frame, null, y => LunarDays.Of(y, 1, said["lunar-day"]!.Value));

    private static DateReading? On(DateFrame frame, int? yearsOn, Func<int, DateOnly?> ofYear) =>
        (yearsOn is { } on ? ofYear(frame.Today.Year + on) : frame.Pick(ofYear)) is { } day ? new(DateShape.Date, day) { SaidPast = yearsOn is not null && day < frame.Today } : null;

    private static DateReading? Bare(int day, DateFrame frame)
    {
        if (!frame.Past && frame.Pick(y => LunarDays.Of(y, 1, day)) is { } spring
            && (spring.DayNumber - frame.Today.DayNumber <= NearNewYear || Array.Exists(NewYear, word => frame.Text.Contains(word, StringComparison.Ordinal))))
        {
            return new(DateShape.Date, spring);
        }

        for (var (i, at) = (0, frame.Today); i < 70; i++, at = at.AddDays(frame.Past ? -1 : 1))
        {
            if (LunarDays.At(at) is var (_, _, there) && there == day)
            {
                return new(DateShape.Date, at);
            }
        }

        return null;
    }
}
