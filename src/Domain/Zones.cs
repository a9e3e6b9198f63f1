using System.Collections.Frozen;
using NodaTime;
using NodaTime.TimeZones;

namespace CrmBot.Domain;

/// <summary>
/// Turns instants into local days and back. The zone rules ship with the build, so that replicas and containers agree.
/// The one file that knows NodaTime; its types do not leave it.
/// </summary>
public static class Zones
{
    private static readonly IDateTimeZoneProvider Rules = DateTimeZoneProviders.Tzdb;

    /// <summary>True for an IANA zone name that this build knows.</summary>
    public static bool IsKnown(string? zone) => zone is { Length: > 0 } && Rules.GetZoneOrNull(zone) is not null;

    /// <summary>Every IANA name that this build knows, in order.</summary>
    public static IReadOnlyList<string> All => Rules.Ids;

    /// <summary>ISO 3166 code of the country a zone is named after; null where it belongs to none, such as UTC.</summary>
    public static string? RegionOf(string zone) => Regions.Value.GetValueOrDefault(zone);

    private static readonly Lazy<FrozenDictionary<string, string>> Regions = new(() =>
        (TzdbDateTimeZoneSource.Default.ZoneLocations ?? []).ToFrozenDictionary(l => l.ZoneId, l => l.CountryCode, StringComparer.Ordinal));

    /// <summary>The local day of an instant.</summary>
    /// <exception cref="ArgumentException">The zone is not known.</exception>
    public static DateOnly DayOf(DateTimeOffset instant, string zone) => DateOnly.FromDateTime(LocalOf(instant, zone));

    /// <summary>The local wall-clock time of an instant; its kind is unspecified.</summary>
    /// <exception cref="ArgumentException">The zone is not known.</exception>
    public static DateTime LocalOf(DateTimeOffset instant, string zone) =>
        Instant.FromDateTimeOffset(instant).InZone(Zone(zone)).ToDateTimeUnspecified();

    /// <summary>
    /// The instant of a local time. A time that a daylight-saving gap skips is moved forward by the gap; one that
    /// occurs twice is the earlier. The result is in UTC.
    /// </summary>
    /// <exception cref="ArgumentException">The zone is not known.</exception>
    public static DateTimeOffset InstantOf(DateOnly day, TimeOnly time, string zone)
    {
        var local = LocalDateTime.FromDateTime(day.ToDateTime(time));
        return Zone(zone).ResolveLocal(local, Resolvers.LenientResolver).ToInstant().ToDateTimeOffset();
    }

    private static DateTimeZone Zone(string zone) =>
        Rules.GetZoneOrNull(zone) ?? throw new ArgumentException($"'{zone}' is not an IANA time zone known to this build.", nameof(zone));
}
