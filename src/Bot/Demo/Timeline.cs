namespace CrmBot.Bot.Demo;

/// <summary>Gives a story its dates: contacts on working days, half a year up to the last one, and due days around them.</summary>
internal sealed class Timeline(WorkDays days, DateOnly today, Random random)
{
    private const int HalfYear = 181;
    private static readonly TimeOnly[] Appointments = [new(10, 0), new(14, 0), new(15, 30)];

    /// <summary><paramref name="count"/> working days in rising order; the last one lies so many working days back.</summary>
    public DateOnly[] Contacts(int count, int lastContact)
    {
        var last = days.Plus(today, -lastContact);
        var first = today.AddDays(-HalfYear);
        var gap = (last.DayNumber - first.DayNumber) / (count - 1.0);
        var result = new DateOnly[count];
        result[^1] = last;
        for (var i = count - 2; i >= 0; i--)
        {
            var jitter = i == 0 ? random.NextDouble() * 0.6 : random.NextDouble() * 0.6 - 0.3;
            var day = days.OnOrBefore(first.AddDays((int)((i + jitter) * gap)));
            result[i] = day < result[i + 1] ? day : days.Plus(result[i + 1], -1);
        }

        return result;
    }

    public DateTimeOffset During(DateOnly day) => days.At(day, new TimeOnly(9, 30).AddMinutes(random.Next(0, 8 * 60)));

    /// <summary>When the contact was written down: mostly soon after, now and then the next working morning.</summary>
    public DateTimeOffset Filed(DateTimeOffset contactedAt, DateOnly day, DateOnly nextContact)
    {
        var morning = days.Plus(day, 1);
        return morning < nextContact && random.NextDouble() < 0.15
            ? days.At(morning, new TimeOnly(8, 45).AddMinutes(random.Next(0, 45)))
            : contactedAt.AddMinutes(random.Next(4, 75));
    }

    /// <summary>A due day for a step set on <paramref name="set"/> and done on <paramref name="done"/>: kept or missed.</summary>
    public (DateOnly Day, TimeOnly? Time) Around(DateOnly set, DateOnly done, double lateShare)
    {
        var roll = random.NextDouble();
        var shift = random.Next(1, 5);
        var time = random.NextDouble() < 0.25 ? Appointments[random.Next(Appointments.Length)] : (TimeOnly?)null;
        var day = roll < lateShare ? days.Plus(done, -shift) : roll > 0.85 ? days.Plus(done, 1) : done;
        return day > set && day <= today ? (day, day == done ? null : time) : (done, null);
    }
}
