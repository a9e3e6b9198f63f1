using CrmBot.Cards;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;

namespace CrmBot.Bot.Settings;

/// <summary>Zones that are offered by name; any other is known by its IANA name or city.</summary>
internal static class ZoneNames
{
    /// <summary>From east to west, each with the word for its cities.</summary>
    private static readonly (string Zone, string Word)[] Named =
    [
        ("Australia/Sydney", "zoneSydney"),
        ("Asia/Tokyo", "zoneTokyo"),
        ("Asia/Shanghai", "zoneShanghai"),
        ("Asia/Hong_Kong", "zoneHongKong"),
        ("Asia/Singapore", "zoneSingapore"),
        ("Asia/Kolkata", "zoneKolkata"),
        ("Asia/Dubai", "zoneDubai"),
        ("Europe/Berlin", "zoneBerlin"),
        ("Europe/London", "zoneLondon"),
        ("America/Sao_Paulo", "zoneSaoPaulo"),
        ("America/New_York", "zoneNewYork"),
        ("America/Chicago", "zoneChicago"),
        ("America/Los_Angeles", "zoneLosAngeles"),
    ];

    public static IReadOnlyList<string> Offered { get; } = [.. Named.Select(n => n.Zone)];

    /// <summary>As people call it; an unusual one by its city.</summary>
    public static string Of(Words words, string zone) => Array.Find(Named, n => n.Zone == zone) is { Word: { } word } ? words[word] : City(zone);

    /// <summary>The zone of a city or an IANA name, in either language; null when nothing is called so.</summary>
    public static string? Find(string said, CardShelf shelf)
    {
        said = said.Trim(' ', '.', '。', '!', '！');
        if (Zones.IsKnown(said))
        {
            return said;
        }

        return said.Length < 2 ? null
            : Array.Find(Named, n => Wording.Languages.Any(l => IsIn(shelf.Words("settings", l)[n.Word], said))).Zone
                ?? Zones.All.FirstOrDefault(z => string.Equals(City(z), said, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsIn(string cities, string said) =>
        cities.Split([' ', ',', '、', '('], StringSplitOptions.RemoveEmptyEntries).Any(c => said.Contains(c, StringComparison.OrdinalIgnoreCase))
        || cities.Split([",", "、", " ("], StringSplitOptions.TrimEntries).Any(c => string.Equals(c, said, StringComparison.OrdinalIgnoreCase));

    private static string City(string zone) => zone[(zone.LastIndexOf('/') + 1)..].Replace('_', ' ');
}
