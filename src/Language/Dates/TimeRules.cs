namespace CrmBot.Language;

/// <summary>Times of day. One to six o'clock are in the afternoon, seven to twelve as they stand, unless something says otherwise.</summary>
internal static class TimeRules
{
    private const int Hour = 60, Noon = 12 * Hour, Day = 24 * Hour;
    private const int FirstMorning = 7;

    public static DayPart PartOf(int value) => (DayPart)(value - 9);

    public static DateReading? Time(DateMatch said, DateFrame frame)
    {
        var part = (said["short"] ?? said["part"]) is { } named ? PartOf(named) : (DayPart?)null;
        if (said["noon"] is { } noon)
        {
            return At(noon, false, null);
        }

        var half = said["half"] is null ? 0 : Hour / 2;
        if (said["clock"] is { } clock)
        {
            return Clocked(clock % DigitShapes.FixedClock, clock < DigitShapes.FixedClock, said["ampm"], part);
        }

        if (said["dot-pair"] is { } dotted)
        {
            return dotted % 100 > 59 ? null : Clocked((dotted / 100 * Hour) + (dotted % 100), true, said["ampm"], part);
        }

        if (said["num"] is not { } hour || said["num", 1] is > 59 || !IsTime(said, frame, hour))
        {
            return null;
        }

        return Clocked((hour * Hour) + half + (said["num", 1] ?? 0), true, said["ampm"], part);
    }

    /// <summary>A number by itself is an hour only behind "before", "after", "until" or "by".</summary>
    public static DateReading? Bare(DateMatch said, DateFrame frame) =>
        said["num"] is > 0 and < 25 and var hour && said.From > 0 && frame.IsLatin(said.From) && frame.Lexemes[said.From - 1] is var before && frame.IsLatin(said.From - 1)
        && (before.Is("ahead") || before.Is("after") || before.Is("until") || before.Is("by")) && !frame.NounFollows(said.To) && !Behind(said, frame) && !(said.To < frame.Lexemes.Count && frame.Lexemes[said.To].Is("to"))
            ? Clocked(hour * Hour, true, null, null) : null;

    public static DateReading? Quarters(DateMatch said, DateFrame frame) =>
        said["num", 1] is > 0 and < 4 and var quarters ? Clocked((said["num"]!.Value * Hour) + (15 * quarters), true, null, null) : null;

    public static DateReading? Past(DateMatch said, DateFrame frame) => Clocked((Last(said) * Hour) + Minutes(said), true, null, null);

    public static DateReading? To(DateMatch said, DateFrame frame) => Clocked((Last(said) * Hour) - Minutes(said), true, null, null);

    public static DateReading? Range(DateMatch said, DateFrame frame)
    {
        if (said["num", 1] is not { } second || said["num"] is not { } first || first > 24 || second > 24 || Behind(said, frame))
        {
            return null;
        }

        if (said["ampm"] is not { } half)
        {
            return new(DateShape.Time, frame.Today) { Minutes = first * Hour, Open = first is > 0 and < 13, UntilMinutes = second * Hour, UntilOpen = second is > 0 and < 13 };
        }

        var end = (second % 12) + half;
        var start = (first % 12) + half;
        return first > 12 || second > 12 ? null : new(DateShape.Time, frame.Today) { Minutes = (start > end ? (start + 12) % 24 : start) * Hour, UntilMinutes = end * Hour };
    }

    public static DateReading? Part(DateMatch said, DateFrame frame) =>
        new(frame.IsLatin(said.From) && said.To - said.From < 2 ? DateShape.BarePart : DateShape.Part, frame.Today) { Part = PartOf(said["part"]!.Value) };

    public static DateReading? AmPm(DateMatch said, DateFrame frame) => new(DateShape.BarePart, frame.Today) { Part = said["ampm"] == 0 ? DayPart.Morning : DayPart.Afternoon };

    /// <summary>Minutes since midnight in a part of the day, or on the half of it that an office is open; 24 hours and more are of the next day.</summary>
    public static int Settle(int minutes, bool open, DayPart? part)
    {
        if (!open || minutes >= 13 * Hour)
        {
            return minutes;
        }

        var hour = minutes / Hour;
        var twelve = minutes % Noon;
        return part switch
        {
            DayPart.SmallHours => twelve,
            DayPart.Morning => minutes,
            DayPart.Noon => hour < 4 ? minutes + Noon : minutes,
            DayPart.Afternoon => twelve + Noon,
            DayPart.Evening when hour == 12 => Day + twelve,
            DayPart.Evening => hour < 5 ? Day + minutes : minutes + Noon,
            _ => hour < FirstMorning ? minutes + Noon : minutes,
        };
    }

    /// <summary>The end of a range of times: of its two readings the nearest after the start.</summary>
    public static int SettleEnd(int start, int minutes, bool open)
    {
        var late = (minutes + Noon) % Day;
        return open && Ahead(start, late) < Ahead(start, minutes) ? late : minutes;
    }

    private static int Ahead(int from, int to) => (to - from + Day) % Day is 0 and var same ? Day + same : (to - from + Day) % Day;

    private static DateReading? Clocked(int minutes, bool open, int? half, DayPart? part)
    {
        if (minutes is < 0 or > Day)
        {
            return null;
        }

        open = open && minutes is >= Hour and < 13 * Hour;
        return half is { } twelve && open ? At((minutes % Noon) + (twelve * Hour), false, part) : At(minutes, open, part);
    }

    private static DateReading At(int minutes, bool open, DayPart? part) => new(DateShape.Time, default) { Minutes = minutes, Open = open, Part = part };

    private static bool IsTime(DateMatch said, DateFrame frame, int hour)
    {
        var last = frame.Lexemes[said.To - 1];
        if (frame.IsLatin(said.From) && last.Is("num") && (frame.NounFollows(said.To) || Behind(said, frame)))
        {
            return false;
        }

        // 一点 by itself is "a bit".
        return !(hour == 1 && frame.CharAt(said.From) == '一' && frame.CharAt(said.To - 1) == '点'
            && (said.From == 0 || !(frame.Lexemes[said.From - 1].Is("part") || frame.Lexemes[said.From - 1].Is("day") || frame.Lexemes[said.From - 1].Is("wd") || frame.Lexemes[said.From - 1].Is("short"))));
    }

    /// <summary>What follows makes the numbers something else: "from 9 to 12 Sep", "at 3 weeks".</summary>
    private static bool Behind(DateMatch said, DateFrame frame) =>
        said["ampm"] is null && said.To < frame.Lexemes.Count && frame.Lexemes[said.To] is var next && frame.Lexemes[said.To - 1].Is("num")
        && (next.Is("month") || next.Is("unit") || next.Is("num") || frame.CharAt(said.To) is '号' or '%' or '日');

    private static int Last(DateMatch said) => said["num", 1] ?? said["num"] ?? 0;

    private static int Minutes(DateMatch said) => said["num", 1] is null ? 15 : said["num"]!.Value;
}
