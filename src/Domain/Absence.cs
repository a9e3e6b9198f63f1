namespace CrmBot.Domain;

/// <summary>Who stands in for somebody.</summary>
public abstract record Cover
{
    private Cover() { }

    /// <summary>Nobody has to: the person is there.</summary>
    public sealed record NotNeeded : Cover;

    /// <param name="PersonId">Who is there in their stead.</param>
    public sealed record By(string PersonId) : Cover;

    /// <summary>The absence names nobody: what comes due waits for the return.</summary>
    public sealed record Waits : Cover;

    /// <summary>The named ones are away too, in a circle or one after the other: the person keeps it and the manager is told.</summary>
    public sealed record Nobody : Cover;
}

/// <summary>Who is away, who stands in, and when somebody is back. Source: the settled write order, "Leave".</summary>
public static class Absence
{
    /// <summary>Delegates that are tried: the named one, and that one's own.</summary>
    public const int MostDelegates = 2;

    /// <summary>The absence a local day lies in; null when the person is there. Of several the one that lasts longest.</summary>
    public static Leave? On(Person person, DateOnly day) =>
        person.Leaves?.Where(l => l.From <= day && day <= l.Until).MaxBy(l => l.Until);

    public static Leave? At(Person person, DateTimeOffset now) => On(person, Zones.DayOf(now, person.Zone));

    /// <summary>The first worked day, from <paramref name="day"/> on, on which the person is there.</summary>
    public static DateOnly Return(Person person, DateOnly day)
    {
        var calendar = SendRules.CalendarOf(person);
        for (day = calendar.OnOrAfter(day); On(person, day) is { } leave;)
        {
            day = calendar.OnOrAfter(leave.Until.AddDays(1));
        }

        return day;
    }

    /// <param name="find">Null for somebody who is no member; one who has left counts as away.</param>
    public static Cover CoverOf(Person person, DateTimeOffset now, Func<string, Person?> find)
    {
        if (At(person, now) is not { } leave)
        {
            return new Cover.NotNeeded();
        }

        if (leave.DelegateId is null)
        {
            return new Cover.Waits();
        }

        var seen = new HashSet<string>(StringComparer.Ordinal) { person.Id };
        var next = leave.DelegateId;
        for (var i = 0; i < MostDelegates && next is not null && seen.Add(next) && find(next) is { Left: false } one; i++)
        {
            if (At(one, now) is not { } away)
            {
                return new Cover.By(one.Id);
            }

            next = away.DelegateId;
        }

        return new Cover.Nobody();
    }
}
