namespace CrmBot.Language;

/// <summary>Days by number: 十五号, 9月15号, "15 Sep", 9/15.</summary>
internal static class DateRules
{
    private const string Measures = "家个台套万块元折名位人次件批条份亿千百瓶箱吨点天周年月季期成倍轮";

    /// <summary>Where 3/4 is the fourth of March; elsewhere it is the third of April.</summary>
    private static readonly HashSet<string> MonthFirst = new(StringComparer.OrdinalIgnoreCase) { "CN", "US", "HK", "MO", "TW", "JP", "KR" };

    public static DateReading? OfMonth(DateMatch said, DateFrame frame)
    {
        var day = said["ord"] ?? said["num"]!.Value;
        if (said["unit"] is not null && said["ord"] is null && frame.Lexemes[said.To - 1].Is("num") && (day < 10 || Measures.Contains(frame.Next(said.To), StringComparison.Ordinal)))
        {
            // 下个月3家客户 counts customers.
            return null;
        }

        var first = new DateOnly(frame.Today.Year, frame.Today.Month, 1);
        if (said["rel"] is { } rel && rel != 0)
        {
            var month = first.AddMonths(rel);
            return DateFrame.DayOf(month.Year, month.Month, day) is { } there ? new(DateShape.Date, there) { SaidPast = rel < 0 } : null;
        }

        first = new DateOnly(frame.Floor.Year, frame.Floor.Month, 1);
        for (var i = 0; i < 3; i++)
        {
            var month = first.AddMonths(frame.Past ? -i : i);
            if (DateFrame.DayOf(month.Year, month.Month, day) is { } found && (frame.Past ? found <= frame.Floor : found >= frame.Floor))
            {
                return new(DateShape.Date, found);
            }
        }

        return null;
    }

    public static DateReading? TheDay(DateMatch said, DateFrame frame) => frame.NounFollows(said.To) ? null : OfMonth(said, frame);

    public static DateReading? Date(DateMatch said, DateFrame frame)
    {
        if (said["ymd"] is { } all)
        {
            return Said(DateFrame.DayOf(all / 10000, all / 100 % 100, all % 100));
        }

        if (frame.Lexemes[said.To - 1].Is("num") && Measures.Contains(frame.Next(said.To), StringComparison.Ordinal) && !frame.IsLatin(said.To - 2))
        {
            return null;
        }

        var numbers = Numbers(said);
        var year = said["y4"];
        if (said["month"] is { } named)
        {
            year ??= numbers.Count > 1 ? Century(numbers[1]) : null;
            return numbers.Count > 1 && year is null ? null : InYear(frame, year, said["year"], named, numbers[0]);
        }

        if (numbers.Count == 3 && Century(numbers[0]) is { } written)
        {
            (year, numbers) = (written, [.. numbers.Skip(1)]);
        }

        // 2月30号 is no day, and not the 30th of some other month either.
        return numbers.Count != 2 ? null : InYear(frame, year, said["year"], numbers[0], numbers[1]) ?? new(DateShape.None, frame.Today);
    }

    /// <summary>Order by the region; the other order is the other reading.</summary>
    public static DateReading? Slash(DateMatch said, DateFrame frame)
    {
        var value = said["slash"] ?? said["dot-pair"]!.Value;
        var (year, one, other) = (value / 10000, value / 100 % 100, value % 100);
        if (frame.Text.AsSpan(frame.Lexemes[said.To - 1].End).TrimStart().StartsWith("of", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var (month, day) = MonthFirst.Contains(frame.Context.Region) ? (one, other) : (other, one);
        var first = InYear(frame, year == 0 ? null : year, null, month, day);
        var second = month == day ? null : InYear(frame, year == 0 ? null : year, null, day, month);
        return first is null ? second : first with { Other = second?.Day };
    }

    /// <summary>9.15 is a day only beside a word that makes it one; else a figure.</summary>
    public static DateReading? DotPair(DateMatch said, DateFrame frame) =>
        frame.Next(said.To - 1) is '号' or '日' || (said.To < frame.Lexemes.Count && frame.Lexemes[said.To] is var next && (next.Is("before") || next.Is("behind") || next.Is("part")))
            ? Slash(said, frame) : null;

    public static DateReading? Dotted(DateMatch said, DateFrame frame) => InYear(frame, null, null, said["day-month"]!.Value % 100, said["day-month"]!.Value / 100);

    /// <summary>22-26 Sep, 9月22-26日, 22号到26号. The end decides the year, so that leave that has begun is not of next year.</summary>
    public static DateReading? Range(DateMatch said, DateFrame frame)
    {
        var days = Numbers(said);
        int? month = said["month"];
        int? year = said["y4"];
        if (month is null && said["unit"] is not null && said["rel"] is null)
        {
            year ??= days.Count == 4 ? Century(days[0]) : null;
            days = days.Count == 4 ? [.. days.Skip(1)] : days;
            month = days[0];
            days = [.. days.Skip(1)];
        }

        if (days.Count != 2 || days[0] > days[1])
        {
            return null;
        }

        var end = month is { } m ? InYear(frame, year, said["year"], m, days[1]) : MonthEnd(said, frame, days[1]);
        return end is null || DateFrame.DayOf(end.Day.Year, end.Day.Month, days[0]) is not { } start ? null : end with { Shape = DateShape.Range, Day = start, Until = end.Day };
    }

    private static DateReading? MonthEnd(DateMatch said, DateFrame frame, int day)
    {
        var first = new DateOnly(frame.Today.Year, frame.Today.Month, 1).AddMonths(said["rel"] ?? 0);
        return DateFrame.DayOf(first.Year, first.Month, day) is { } end && (said["rel"] is not null || frame.Past || end >= frame.Floor) ? new(DateShape.Date, end) { SaidPast = said["rel"] < 0 }
            : DateFrame.DayOf(first.AddMonths(1).Year, first.AddMonths(1).Month, day) is { } next ? new(DateShape.Date, next) : null;
    }

    private static DateReading? InYear(DateFrame frame, int? year, int? yearsOn, int month, int day) =>
        year is { } known ? Said(DateFrame.DayOf(known, month, day))
        : yearsOn is { } on ? (DateFrame.DayOf(frame.Today.Year + on, month, day) is { } there ? new(DateShape.Date, there) { SaidPast = on <= 0 } : null)
        : frame.Pick(y => DateFrame.DayOf(y, month, day)) is { } found ? new(DateShape.Date, found) : null;

    private static DateReading? Said(DateOnly? day) => day is { } there ? new(DateShape.Date, there) { SaidPast = true } : null;

    private static int? Century(int two) => two is > 19 and < 100 ? 2000 + two : null;

    private static List<int> Numbers(DateMatch said)
    {
        var numbers = new List<int>(4);
        for (var at = said.Said; at is not null; at = at.Earlier)
        {
            if (at.Class is "num" or "ord")
            {
                numbers.Insert(0, at.Value);
            }
        }

        return numbers;
    }
}
