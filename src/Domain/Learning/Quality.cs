namespace CrmBot.Domain;

/// <summary>The filings of one week.</summary>
/// <param name="Monday">Its first local day.</param>
/// <param name="Scored">How many of the filings have a score; not those of before it was kept.</param>
/// <param name="Average">Of those; null without any.</param>
public sealed record QualityWeek(DateOnly Monday, int Filed, int Shallow, int Scored, double? Average);

/// <summary>How somebody's summaries were over the last weeks. Pure. Source: checklist H5 and A24.</summary>
/// <param name="Weeks">The earliest first; also those without a filing.</param>
/// <param name="Lacks">What was lacking most often; null when nothing was.</param>
public sealed record Quality(IReadOnlyList<QualityWeek> Weeks, ShallowReason? Lacks)
{
    /// <summary>Weeks that are looked back at, this one among them.</summary>
    public const int Back = 8;

    public int Filed => Weeks.Sum(w => w.Filed);

    public int Shallow => Weeks.Sum(w => w.Shallow);

    /// <param name="deeds">Of the people it is about; others than filings are passed over.</param>
    /// <param name="zone">IANA name of the zone that weeks are cut in.</param>
    public static Quality Of(IEnumerable<Deed> deeds, DateOnly today, string zone)
    {
        var first = FirstMonday(today);
        var byWeek = Deed.Filings(deeds).ToLookup(f => MondayOf(Zones.DayOf(f.At, zone)));
        var weeks = Enumerable.Range(0, Back).Select(n => first.AddDays(7 * n)).Select(monday =>
        {
            List<Deed> of = [.. byWeek[monday]];
            List<int> scores = [.. of.Select(f => f.Score).OfType<int>()];
            return new QualityWeek(monday, of.Count, of.Count(f => f.Shallow is true), scores.Count, scores.Count == 0 ? null : scores.Average());
        }).ToList();
        var lacks = byWeek.Where(w => w.Key >= first).SelectMany(w => w).Select(f => f.Lacks).OfType<ShallowReason>()
            .GroupBy(r => r).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).FirstOrDefault();
        return new Quality(weeks, lacks?.Key);
    }

    public static DateOnly FirstMonday(DateOnly today) => MondayOf(today).AddDays(-7 * (Back - 1));

    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
