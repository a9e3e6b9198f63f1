namespace CrmBot.Language;

/// <summary>The words that make a day a deadline or a beginning.</summary>
internal static class Bounds
{
    public static readonly string[] Prefixes = ["by", "ahead", "until", "after", "since", "from", "week-of"];

    public static readonly string[] Suffixes = ["before", "inside", "behind", "onward"];

    public static Moment Prefix(Moment moment, Lexeme word, DateFrame frame) =>
        moment with
        {
            Reading = word.Is("by") ? By(moment.Reading, frame)
                : word.Is("ahead") ? Ahead(moment.Reading, frame)
                : word.Is("until") ? Until(moment.Reading, frame)
                : word.Is("after") ? After(moment.Reading, frame)
                : word.Is("since") ? From(moment.Reading with { SaidPast = true }, frame)
                : word.Is("week-of") ? Week(moment.Reading)
                : moment.Reading.Until is null && moment.Reading.UntilMinutes is null ? From(moment.Reading, frame) : moment.Reading,
        };

    public static Moment Suffix(Moment moment, Lexeme word, DateFrame frame) =>
        moment with
        {
            Reading = word.Is("before") ? Ahead(moment.Reading, frame)
                : word.Is("inside") ? Inside(moment.Reading, frame)
                : word.Is("behind") ? After(moment.Reading, frame)
                : From(moment.Reading, frame),
        };

    /// <summary>The day itself still counts; of a week its last worked day, of a longer period its beginning while that is to come.</summary>
    private static DateReading By(DateReading said, DateFrame frame) => said switch
    {
        { Until: null } => said with { Bound = DateBound.By },
        { Shape: DateShape.Week, Until: { } end } => Until(said, PeriodRules.LastWorked(said.Day, end, frame)),
        { Until: { } end } => Until(said, said.Day > frame.Today ? said.Day : end),
    };

    private static DateReading Inside(DateReading said, DateFrame frame) =>
        said is { Shape: DateShape.Period, Until: { } end } ? Until(said, end) : By(said, frame);

    /// <summary>Before a day is by that day, as people say it; before a period is the last worked day before it begins.</summary>
    private static DateReading Ahead(DateReading said, DateFrame frame) =>
        said.Until is not { } end ? said with { Bound = DateBound.By }
        : Until(said, LengthRules.WorkDays(frame.Calendar, said.Day, -1) is var before && (before >= frame.Today || said.SaidPast) ? before : end);

    private static DateReading After(DateReading said, DateFrame frame) =>
        !said.HasDay || said.Minutes is not null ? From(said, frame)
        : said with { Day = LengthRules.WorkDays(frame.Calendar, said.Until ?? said.Day, 1), Until = null, Other = null, Bound = DateBound.From };

    private static DateReading From(DateReading said, DateFrame frame) =>
        said with { Day = said.Until is not null && !frame.Past && !said.SaidPast && said.Day < frame.Today ? frame.Today : said.Day, Until = null, Bound = DateBound.From };

    /// <summary>Until next week is until it begins; until a range, or a period that has begun, is until its end.</summary>
    private static DateReading Until(DateReading said, DateFrame frame) =>
        said with { Day = said.Until is { } end && (said.Shape is DateShape.Range || said.Day <= frame.Today) ? end : said.Day, Until = null, Bound = DateBound.Until };

    private static DateReading Until(DateReading said, DateOnly day) => said with { Shape = DateShape.Day, Day = day, Until = null, Bound = DateBound.By };

    private static DateReading Week(DateReading said)
    {
        if (!said.IsOneDay)
        {
            return said;
        }

        var monday = said.Day.AddDays(-(((int)said.Day.DayOfWeek + 6) % 7));
        return said with { Shape = DateShape.Week, Day = monday, Until = monday.AddDays(6), Other = null };
    }
}
