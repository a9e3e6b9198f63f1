namespace CrmBot.Domain;

/// <summary>When a reminder is to be sent.</summary>
/// <param name="AskedUntil">
/// Until then it goes out at any hour and beside the daily number, because the person asked for this very moment; null when they
/// did not. A moment that was missed by more is no longer the one they asked for.
/// </param>
public readonly record struct Planned(DateTimeOffset At, DateTimeOffset? AskedUntil);

/// <summary>When a step is brought to a person, by the step and by that person's own rules. Asked when it is planned and whenever the rules change.</summary>
public static class SendPlan
{
    /// <summary>How late a message may be and still be sent at the hour it was asked for.</summary>
    public static readonly TimeSpan AskedFor = TimeSpan.FromHours(1);

    /// <summary>Messages a day that nobody asked for at that moment. Source: settled product decisions, "Time".</summary>
    public const int MostADay = 3;

    /// <param name="person">Null when nothing is known of the recipient: then the step's own instant.</param>
    public static Planned Of(Step step, Person? person) => step is { Kind: StepKind.Help, AcceptedAt: null, AskedAt: { } asked } && asked < step.DueAt
        // What somebody is asked for they hear at once, inside their hours, and again on its day.
        ? new(person is null ? asked : SendWindow.Next(asked, SendRules.Of(person)), null)
        : Of(step.DueTime is null ? step.DueDay : null, step.DueAt, person);

    /// <param name="day">The local day of something without a time of day; null for something with one.</param>
    /// <param name="dueAt">When it is due.</param>
    public static Planned Of(DateOnly? day, DateTimeOffset dueAt, Person? person) =>
        person is null ? new(dueAt, null) : day is { } untimed ? List(untimed, person) : new(dueAt, dueAt + AskedFor);

    /// <summary>The daily list of a day, or of the next worked one: at the person's own time, else at 09:00 and never in quiet hours.</summary>
    public static Planned List(DateOnly day, Person person)
    {
        var rules = SendRules.Of(person);
        var at = Zones.InstantOf(rules.Calendar.OnOrAfter(day), person.ListTime ?? Due.ListTime, person.Zone);
        return person.ListTime is null ? new(SendWindow.Next(at, rules), null) : new(at, at + AskedFor);
    }

    /// <summary>The next daily list after an instant.</summary>
    public static Planned ListAfter(DateTimeOffset now, Person person)
    {
        for (var day = Zones.DayOf(now, person.Zone); ; day = day.AddDays(1))
        {
            if (List(day, person) is var list && list.At > now)
            {
                return list;
            }
        }
    }
}
