namespace CrmBot.Language;

/// <summary>Holidays and the days around them. After a holiday is the first worked day after all of its free days; before it, the last one before them.</summary>
internal sealed class FeastRules(Feasts feasts, int spring, int national)
{
    public DateReading? On(DateMatch said, DateFrame frame)
    {
        var day = said["year"] is { } on ? feasts.Day(said["feast"]!.Value, frame.Today.Year + on, frame.Context.Region)
            : said["y4"] is { } year ? feasts.Day(said["feast"]!.Value, year, frame.Context.Region)
            : frame.Pick(y => feasts.Day(said["feast"]!.Value, y, frame.Context.Region));
        return day is { } there ? new(DateShape.Day, there) { Feast = feasts.NameOf(said["feast"]!.Value), SaidPast = said["y4"] is not null || (said["year"] is not null && there < frame.Today) } : null;
    }

    public DateReading? Time(DateMatch said, DateFrame frame) =>
        Found(said["feast"], frame, begun: true) is var (_, from, to) ? new(DateShape.Range, from) { Until = to } : null;

    public DateReading? Before(DateMatch said, DateFrame frame) =>
        Found(Which(said, frame), frame, begun: false) is var (_, from, _) ? new(DateShape.Day, LengthRules.WorkDays(frame.Calendar, from, -1)) { Bound = DateBound.By } : null;

    public DateReading? After(DateMatch said, DateFrame frame) =>
        Found(Which(said, frame), frame, begun: true) is not var (_, _, to) ? null
        : new(DateShape.Day, LengthRules.WorkDays(frame.Calendar, to, 1)) { Bound = said["unit"] is null ? DateBound.From : DateBound.On };

    public DateReading? First(DateMatch said, DateFrame frame) => After(said, frame) is { } day ? day with { Bound = DateBound.On } : null;

    public DateReading? Nth(DateMatch said, DateFrame frame) =>
        (said["ord"] ?? said["num"]) is not (> 0 and < 100 and var n) || Found(Which(said, frame), frame, begun: true) is not var (_, _, to) ? null
        : new(DateShape.Day, said["unit"] is null ? to.AddDays(n) : LengthRules.WorkDays(frame.Calendar, to, n));

    /// <summary>Before the next one; before the one after it when that time is over already.</summary>
    public DateReading? Earlier(DateMatch said, DateFrame frame)
    {
        var day = Found(Which(said, frame), frame, begun: false)?.Day;
        for (var i = 0; i < 2 && day is { } next; i++)
        {
            if (LengthRules.Moved(said, frame, next, -1) is { Minutes: null } found && found.Day >= frame.Today)
            {
                return found;
            }

            day = Found(Which(said, frame), frame with { Today = next.AddDays(1) }, begun: false)?.Day;
        }

        return null;
    }

    /// <summary>In Chinese counted from the last free day, in English from the day itself.</summary>
    public DateReading? Later(DateMatch said, DateFrame frame) =>
        Found(Which(said, frame), frame, begun: true) is var (day, _, to)
            && LengthRules.Moved(said, frame, frame.IsLatin(said.From) ? day : to, 1) is { Minutes: null } later && later.Day >= frame.Today ? later : null;

    public DateReading? BeforeSpring(DateMatch said, DateFrame frame) =>
        IsSpring(said, frame) && Found(spring, frame, begun: false) is var (_, from, _) ? new(DateShape.Day, LengthRules.WorkDays(frame.Calendar, from, -1)) { Bound = DateBound.By } : null;

    public DateReading? AfterSpring(DateMatch said, DateFrame frame) =>
        IsSpring(said, frame) && Found(spring, frame, begun: true) is var (_, _, to) ? new(DateShape.Day, LengthRules.WorkDays(frame.Calendar, to, 1)) { Bound = DateBound.From } : null;

    /// <summary>年前 by itself, not 三年前 and not the end of 青年.</summary>
    private static bool IsSpring(DateMatch said, DateFrame frame) =>
        said["unit"] == 8 && frame.CharAt(said.From) == '年' && !frame.NumberBefore(said.From)
        && (frame.Lexemes[said.From].Start == 0 || !"青少老成周近往同历中百当".Contains(frame.Text[frame.Lexemes[said.From].Start - 1], StringComparison.Ordinal));

    /// <summary>十一 beside 前 and 后 is National Day; null is the next holiday of the calendar, whichever.</summary>
    private int? Which(DateMatch said, DateFrame frame) =>
        said["feast"] ?? (said["any-feast"] is not null ? null : frame.IsLatin(said.From) ? -1 : national);

    private (DateOnly Day, DateOnly From, DateOnly To)? Found(int? feast, DateFrame frame, bool begun)
    {
        if (feast is not { } known)
        {
            return Feasts.NextRun(frame.Today, frame.Calendar, begun) is var (from, to) ? (from, from, to) : null;
        }

        for (var year = frame.Today.Year - 1; known >= 0 && year < frame.Today.Year + 3; year++)
        {
            if (feasts.Day(known, year, frame.Context.Region) is { } day && feasts.Run(known, day, frame.Calendar) is var run
                && (begun ? run.To >= frame.Today : run.From > frame.Today && LengthRules.WorkDays(frame.Calendar, run.From, -1) >= frame.Today))
            {
                return (day, run.From, run.To);
            }
        }

        return null;
    }
}
