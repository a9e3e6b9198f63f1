using System.Text.Json;

namespace CrmBot.Language;

/// <summary>The words and forms of <c>phrases/dates/</c>, which ship inside the build, with the rules that the forms name.</summary>
internal sealed class DateGrammar
{
    private readonly Dictionary<string, Func<DateMatch, DateFrame, DateReading?>> _rules;

    private DateGrammar()
    {
        var feasts = new Feasts(File("feasts"));
        Words = new DateWords(File("words"), feasts.Names);
        _rules = Rules(new FeastRules(feasts, Words.ValueOf("spring-festival"), Words.ValueOf("national-day")));
        var forms = File("forms");
        foreach (var form in forms.GetProperty("forms").EnumerateObject().Where(f => !_rules.ContainsKey(f.Name)))
        {
            throw new InvalidDataException($"phrases/dates/forms.json names \"{form.Name}\", which no rule answers.");
        }

        Forms = new DateForms(forms, Words);
    }

    public static DateGrammar Shipped { get; } = new();

    public DateWords Words { get; }

    public DateForms Forms { get; }

    public IEnumerable<string> RuleNames => _rules.Keys;

    public DateReading? Read(DateMatch match, DateFrame frame) => _rules[match.Rule](match, frame);

    internal static JsonElement File(string name)
    {
        using var file = typeof(DateGrammar).Assembly.GetManifestResourceStream($"dates.{name}")!;
        using var json = JsonDocument.Parse(file);
        return json.RootElement.Clone();
    }

    private static Dictionary<string, Func<DateMatch, DateFrame, DateReading?>> Rules(FeastRules feasts) => new(StringComparer.Ordinal)
    {
        ["none"] = static (_, frame) => new(DateShape.None, frame.Today),
        ["day"] = DayRules.Day,
        ["day-part"] = DayRules.DayPart,
        ["two-days"] = DayRules.TwoDays,
        ["these-days"] = DayRules.TheseDays,
        ["weekday"] = DayRules.Weekday,
        ["weekday-nearest"] = DayRules.WeekdayNearest,
        ["weekday-rel"] = DayRules.WeekdayRel,
        ["weekday-in"] = DayRules.WeekdayIn,
        ["weekday-after"] = DayRules.WeekdayAfter,
        ["weekday-weeks"] = DayRules.WeekdayWeeks,
        ["ago"] = LengthRules.Ago,
        ["later"] = LengthRules.Later,
        ["same-day"] = LengthRules.SameDay,
        ["later-from"] = LengthRules.LaterFrom,
        ["within"] = LengthRules.Within,
        ["span"] = LengthRules.Span,
        ["past-span"] = LengthRules.PastSpan,
        ["period"] = PeriodRules.Period,
        ["period-inside"] = PeriodRules.Inside,
        ["edge"] = PeriodRules.Edge,
        ["year-edge"] = MonthRules.YearEdge,
        ["day-end"] = PeriodRules.DayEnd,
        ["ten-days"] = PeriodRules.TenDays,
        ["weekend"] = PeriodRules.Weekend,
        ["year"] = PeriodRules.YearOf,
        ["year-alone"] = PeriodRules.YearAlone,
        ["month"] = MonthRules.Whole,
        ["month-alone"] = MonthRules.Alone,
        ["month-edge"] = MonthRules.MonthEdge,
        ["quarter"] = MonthRules.Quarter,
        ["quarter-edge"] = MonthRules.QuarterEdge,
        ["half-year"] = MonthRules.HalfYear,
        ["month-day-alone"] = DateRules.OfMonth,
        ["the-day"] = DateRules.TheDay,
        ["date"] = DateRules.Date,
        ["slash"] = DateRules.Slash,
        ["dotted"] = DateRules.Dotted,
        ["dot-pair"] = DateRules.DotPair,
        ["date-range"] = DateRules.Range,
        ["nth-weekday"] = NthRules.Weekday,
        ["last-weekday"] = NthRules.LastWeekday,
        ["nth-workday"] = NthRules.WorkDay,
        ["nth-week"] = NthRules.Week,
        ["last-week"] = NthRules.LastWeek,
        ["last-workday"] = NthRules.LastWorkDay,
        ["last-day"] = NthRules.LastDay,
        ["feast"] = feasts.On,
        ["feast-time"] = feasts.Time,
        ["feast-before"] = feasts.Before,
        ["feast-after"] = feasts.After,
        ["feast-first"] = feasts.First,
        ["feast-nth"] = feasts.Nth,
        ["feast-earlier"] = feasts.Earlier,
        ["feast-later"] = feasts.Later,
        ["spring-before"] = feasts.BeforeSpring,
        ["spring-after"] = feasts.AfterSpring,
        ["lunar"] = LunarRules.Lunar,
        ["spring-day"] = LunarRules.SpringDay,
        ["time"] = TimeRules.Time,
        ["hour"] = TimeRules.Bare,
        ["time-quarter"] = TimeRules.Quarters,
        ["time-past"] = TimeRules.Past,
        ["time-to"] = TimeRules.To,
        ["time-range"] = TimeRules.Range,
        ["part"] = TimeRules.Part,
        ["am-pm"] = TimeRules.AmPm,
    };
}
