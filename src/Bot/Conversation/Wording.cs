using System.Globalization;
using CrmBot.Cards;
using CrmBot.Domain;

namespace CrmBot.Bot.Conversation;

/// <summary>How days, people and codes are said in one language. The words themselves stand in <c>cards/</c>.</summary>
internal sealed class Wording
{
    private readonly CardShelf shelf;
    private readonly CultureInfo culture;
    private readonly Words shared;

    public Wording(CardShelf shelf, string language)
    {
        this.shelf = shelf;
        Language = Languages.Contains(language, StringComparer.Ordinal) ? language : Languages[0];
        culture = CultureInfo.GetCultureInfo(Language);
        shared = shelf.Words("help", Language);
    }

    /// <summary>The languages people read; the first is the default.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["zh-CN", "en-US"];

    public string Language { get; }

    /// <summary>The same in another language.</summary>
    public Wording In(string language) => language == Language ? this : new Wording(shelf, language);

    /// <summary>Keys of the words that are chosen by a code, for the check that no word is unused.</summary>
    public static IEnumerable<string> CodeKeys =>
        [
        .. Keys<Channel>(), .. Keys<Status>(), .. Keys<Stage>(), .. Keys<Severity>(), .. Keys<Sentiment>(), .. Keys<ObjectionCategory>(),
        .. Keys<Outcome>(), .. Keys<MomentKind>(),
    ];

    public Words Words(string capability) => shelf.Words(capability, Language);

    public string Code<T>(T value) where T : struct, Enum => shared[Key(value)];

    /// <summary>A day as people say it: with its weekday, and with its year when it is not this one.</summary>
    public string Day(DateOnly day, DateOnly today) =>
        day.ToString(shared[day.Year == today.Year ? "dayPattern" : "dayPatternWithYear"], culture);

    /// <summary>The due day of a step with how far it is on the step's own calendar: today, tomorrow, 3 days late.</summary>
    public string DayAndDistance(Step step, DateTimeOffset now) =>
        shared.Format("dayAndDistance", ("day", Day(step.DueDay, Zones.DayOf(now, step.Zone))), ("distance", Distance(step, now)));

    /// <summary>How far the due day of a step is, on the step's own calendar.</summary>
    public string Distance(Step step, DateTimeOffset now) => Due.DaysLate(step, now) switch
    {
        0 => shared["dueToday"],
        -1 => shared["dueTomorrow"],
        1 => shared["lateOne"],
        > 0 and var late => shared.Format("lateMany", ("days", late)),
        var ahead => shared.Format("dueIn", ("days", -ahead)),
    };

    /// <summary>How long ago a day was.</summary>
    public string Ago(DateOnly day, DateOnly today) => (today.DayNumber - day.DayNumber) switch
    {
        <= 0 => shared["today"],
        1 => shared["yesterday"],
        var days => shared.Format("daysAgo", ("days", days)),
    };

    public string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>An instant as a local day and time.</summary>
    public string Moment(DateTimeOffset at, string zone, DateOnly today)
    {
        var local = Zones.LocalOf(at, zone);
        return $"{Day(DateOnly.FromDateTime(local), today)} {Time(TimeOnly.FromDateTime(local))}";
    }

    /// <summary>What is wrong with a field.</summary>
    public string Problem(string field, string text) => shared.Format("problemOf", ("field", field), ("text", text));

    /// <summary>Who did something, and when.</summary>
    public string By(string name, DateTimeOffset at, string zone, DateOnly today) =>
        shared.Format("byAndMoment", ("name", name), ("moment", Moment(at, zone, today)));

    /// <summary>A few lines of a longer text, cut at a whole character.</summary>
    public static string Short(string text, int length)
    {
        text = text.ReplaceLineEndings(" ").Trim();
        if (text.Length <= length)
        {
            return text;
        }

        var at = StringInfo.ParseCombiningCharacters(text).TakeWhile(i => i < length).Last();
        return string.Concat(text.AsSpan(0, at), "…");
    }

    private static string Key<T>(T value) where T : struct, Enum => CodePrefix<T>() + value;

    private static IEnumerable<string> Keys<T>() where T : struct, Enum => Enum.GetValues<T>().Select(Key);

    private static string CodePrefix<T>()
    {
        // Files of imports and exports say a sentiment in words of their own.
        var name = typeof(T) == typeof(Sentiment) ? "mood" : typeof(T).Name;
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
