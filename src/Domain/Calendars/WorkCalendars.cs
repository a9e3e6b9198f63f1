using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace CrmBot.Domain;

/// <summary>
/// The calendars that ship with the build. Each file names the source of each year and the day on which it was checked; a
/// year for which the authority's own arrangement was not to be had is marked as not final.
/// </summary>
public static class WorkCalendars
{
    private static readonly FrozenDictionary<string, WorkCalendar> Known = Read().ToFrozenDictionary(c => c.Region, StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyCollection<string> Regions => Known.Keys;

    /// <param name="region">ISO 3166 code in any case; null and what is not known give <see cref="WorkCalendar.WeekendsOnly"/>.</param>
    public static WorkCalendar Of(string? region) => region is not null && Known.TryGetValue(region, out var known) ? known : WorkCalendar.WeekendsOnly;

    /// <exception cref="InvalidDataException">The file is not what it should be.</exception>
    internal static WorkCalendar Parse(Stream file)
    {
        using var json = JsonDocument.Parse(file);
        var root = json.RootElement;
        var names = root.GetProperty("names").EnumerateObject()
            .ToDictionary(n => n.Name, n => new Holiday(n.Value[0].GetString()!, n.Value[1].GetString()!), StringComparer.Ordinal);
        var (off, work, years) = (new Dictionary<DateOnly, Holiday>(), new HashSet<DateOnly>(), new Dictionary<int, CalendarYear>());
        foreach (var year in root.GetProperty("years").EnumerateArray())
        {
            var number = year.GetProperty("year").GetInt32();
            years.Add(number, year.GetProperty("final").GetBoolean() ? CalendarYear.Known : CalendarYear.Provisional);
            foreach (var run in year.GetProperty("off").EnumerateArray())
            {
                var first = Day(run[1], number);
                var last = run.GetArrayLength() > 2 ? Day(run[2], number) : first;
                for (var day = first; day <= last; day = day.AddDays(1))
                {
                    off.Add(day, names[run[0].GetString()!]);
                }
            }

            foreach (var day in year.GetProperty("work").EnumerateArray().Select(d => Day(d, number)))
            {
                if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) || off.ContainsKey(day) || !work.Add(day))
                {
                    throw new InvalidDataException($"{day:O} is no weekend day that could be worked.");
                }
            }
        }

        return new WorkCalendar(root.GetProperty("region").GetString()!, off, work, years);
    }

    private static DateOnly Day(JsonElement text, int year)
    {
        var day = DateOnly.ParseExact(text.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return day.Year == year ? day : throw new InvalidDataException($"{day:O} is not of {year}.");
    }

    private static IEnumerable<WorkCalendar> Read()
    {
        var home = typeof(WorkCalendars).Assembly;
        foreach (var name in home.GetManifestResourceNames().Where(n => n.StartsWith("calendar.", StringComparison.Ordinal)))
        {
            using var file = home.GetManifestResourceStream(name)!;
            yield return Parse(file);
        }
    }
}
