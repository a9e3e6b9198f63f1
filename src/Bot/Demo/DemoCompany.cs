namespace CrmBot.Bot.Demo;

/// <summary>
/// The company that the page shows on its first run: the people and customers of the acceptance scenarios with half a
/// year of history, told relative to the starting clock. The same instant gives the same world.
/// </summary>
internal static class DemoCompany
{
    /// <summary>Local time of an untimed due item: the daily list.</summary>
    public static readonly TimeOnly DailyList = new(9, 0);

    private const int Seed = 20_250_910;

    private static readonly Dictionary<string, Story> Stories = new[]
    {
        StoriesOfWangMin.All, StoriesOfLiQiang.All, StoriesOfChenJia.All,
        StoriesOfZhangWei.All, StoriesOfTomBaker.All, StoriesOfGraceHo.All,
    }.SelectMany(all => all).ToDictionary(story => story.CustomerId, StringComparer.Ordinal);

    public static DemoWorld Build(DateTimeOffset now)
    {
        var people = DemoPeople.All.ToDictionary(p => p.Id, StringComparer.Ordinal);
        return new DemoWorld(
            DemoPeople.All,
            [.. DemoProfiles.All.Select((profile, i) =>
                new CustomerHistory(profile, Stories[profile.Id], people[profile.OwnerId], now, Seed + i).Write())]);
    }
}
