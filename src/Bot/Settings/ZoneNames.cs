using CrmBot.Cards;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;

namespace CrmBot.Bot.Settings;

/// <summary>Zones that are offered by name; any other is known by its IANA name or city.</summary>
internal static class ZoneNames
{
    /// <summary>From east to west. Each has a word <c>zone…</c> with its cities.</summary>
    public static IReadOnlyList<string> Offered { get; } =
    [
        "Australia/Sydney", "Asia/Tokyo", "Asia/Shanghai", "Asia/Hong_Kong", "Asia/Singapore", "Asia/Kolkata", "Asia/Dubai", "Europe/Berlin", "Europe/London",
        "America/Sao_Paulo", "America/New_York", "America/Chicago", "America/Los_Angeles",
    ];

    public static string Key(string zone) => "zone" + City(zone).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>As people call it; an unusual one by its city.</summary>
    public static string Of(Words words, string zone) => Offered.Contains(zone, StringComparer.Ordinal) ? words[Key(zone)] : City(zone);

    /// <summary>The zone of a city or an IANA name, in either language; null when nothing is called so.</summary>
    public static string? Find(string said, CardShelf shelf)
    {
        said = said.Trim(' ', '.', '。', '!', '！');
        if (Zones.IsKnown(said))
        {
            return said;
        }

        return said.Length < 2 ? null
            : Offered.FirstOrDefault(z => Wording.Languages.Any(l => IsIn(shelf.Words("settings", l)[Key(z)], said)))
                ?? Zones.All.FirstOrDefault(z => string.Equals(City(z), said, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsIn(string cities, string said) =>
        cities.Split([' ', ',', '、', '('], StringSplitOptions.RemoveEmptyEntries).Any(c => said.Contains(c, StringComparison.OrdinalIgnoreCase))
        || cities.Split([",", "、", " ("], StringSplitOptions.TrimEntries).Any(c => string.Equals(c, said, StringComparison.OrdinalIgnoreCase));

    private static string City(string zone) => zone[(zone.LastIndexOf('/') + 1)..].Replace('_', ' ');
}
