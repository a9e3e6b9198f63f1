namespace CrmBot.Domain;

/// <summary>When a person may be written to without having asked for the very moment.</summary>
/// <param name="Zone">IANA name.</param>
/// <param name="From">Local time from which messages are welcome on a worked day.</param>
/// <param name="Until">Local time at which they are no longer; later than <paramref name="From"/>.</param>
/// <param name="Quiet">The person's own quiet hours, local; may go over midnight. Null for none.</param>
public sealed record SendRules(string Zone, WorkCalendar Calendar, TimeOnly From, TimeOnly Until, QuietHours? Quiet = null)
{
    /// <summary>08:30 to 20:00 on worked days. Source: settled product decisions, "Time".</summary>
    public static SendRules Default(string zone, WorkCalendar calendar) => new(zone, calendar, new TimeOnly(8, 30), Snooze.Evening);

    /// <summary>The usual hours on the person's calendar, without their own quiet hours.</summary>
    public static SendRules Of(Person person) => Default(person.Zone, CalendarOf(person)) with { Quiet = person.Quiet };

    /// <summary>The calendar of the person's own region, else of the region of their zone.</summary>
    public static WorkCalendar CalendarOf(Person person) => WorkCalendars.Of(person.Region ?? Zones.RegionOf(person.Zone));
}

/// <summary>Local hours in which a person is left alone every day; over midnight when they end before they begin.</summary>
public sealed record QuietHours(TimeOnly From, TimeOnly Until);

/// <summary>The next moment at which a message may go out. A pure function of the instant and the rules, so that it is asked when something is planned and again when it is sent.</summary>
public static class SendWindow
{
    /// <summary>Days that are looked ahead; a year with nothing but quiet hours and holidays is a fault of the rules.</summary>
    private const int FarthestDays = 400;

    /// <summary>
    /// The instant itself when it is welcome, else the first welcome one after it: never earlier than <paramref name="at"/>,
    /// never earlier for a later instant, and asked again of its own answer it gives the same. Quiet hours that would leave
    /// nothing of the window at all are not followed: a reminder that never comes is worse than one that comes at noon.
    /// </summary>
    public static DateTimeOffset Next(DateTimeOffset at, SendRules rules)
    {
        for (var day = Zones.DayOf(at, rules.Zone).AddDays(-1); ; day = rules.Calendar.OnOrAfter(day.AddDays(1)))
        {
            if (day.DayNumber - Zones.DayOf(at, rules.Zone).DayNumber > FarthestDays)
            {
                throw new InvalidDataException($"The rules of {rules.Zone} leave no moment within {FarthestDays} days.");
            }

            if (!rules.Calendar.IsWorkDay(day))
            {
                continue;
            }

            foreach (var (from, until) in Open(day, rules))
            {
                if (at < until)
                {
                    return at < from ? from : at;
                }
            }
        }
    }

    /// <summary>True when a message is welcome at the instant.</summary>
    public static bool IsOpen(DateTimeOffset at, SendRules rules) => Next(at, rules) == at;

    /// <summary>What quiet hours leave of a worked day, in order; empty parts left out.</summary>
    private static List<(DateTimeOffset From, DateTimeOffset Until)> Open(DateOnly day, SendRules rules)
    {
        var whole = (From: Zones.InstantOf(day, rules.From, rules.Zone), Until: Zones.InstantOf(day, rules.Until, rules.Zone));
        List<(DateTimeOffset From, DateTimeOffset Until)> open = whole.From < whole.Until ? [whole] : [];
        if (rules.Quiet is { } quiet && quiet.From != quiet.Until)
        {
            // The night before may reach into this day.
            var left = open;
            foreach (var start in new[] { day.AddDays(-1), day })
            {
                var end = quiet.Until > quiet.From ? start : start.AddDays(1);
                left = [.. Without(left, Zones.InstantOf(start, quiet.From, rules.Zone), Zones.InstantOf(end, quiet.Until, rules.Zone))];
            }

            open = left.Count > 0 ? left : open;
        }

        return open;
    }

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> Without(
        IEnumerable<(DateTimeOffset From, DateTimeOffset Until)> open, DateTimeOffset from, DateTimeOffset until)
    {
        foreach (var part in open)
        {
            if (until <= part.From || from >= part.Until)
            {
                yield return part;
                continue;
            }

            if (part.From < from)
            {
                yield return (part.From, from);
            }

            if (until < part.Until)
            {
                yield return (until, part.Until);
            }
        }
    }
}
