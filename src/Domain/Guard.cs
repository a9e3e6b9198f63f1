namespace CrmBot.Domain;

/// <summary>Something about a filing that may be a slip; asked once, before it is saved. Source: moonshot M13.</summary>
public abstract record Doubt
{
    private Doubt() { }

    /// <summary>The step is due on a day that its owner does not work.</summary>
    /// <param name="Instead">The next worked day on which the owner is there.</param>
    public sealed record FreeDay(Person Owner, DateOnly Day, DateOnly Instead) : Doubt;

    /// <summary>The step is due while its owner is away.</summary>
    public sealed record Away(Person Owner, DateOnly Day, DateOnly Instead) : Doubt;

    /// <summary>The same text was filed for another customer.</summary>
    public sealed record SameText(string CustomerName) : Doubt;

    /// <summary>The same figure with another unit.</summary>
    public sealed record Unit(string Here, string There) : Doubt;

    /// <summary>Nobody certain does the step.</summary>
    public sealed record NoOwner : Doubt;
}

/// <summary>What can be doubted of the day of a step.</summary>
public static class DueDoubt
{
    /// <summary>Null when the owner works and is there on that day.</summary>
    public static Doubt? Of(Person owner, DateOnly day)
    {
        var calendar = SendRules.CalendarOf(owner);
        return Absence.On(owner, day) is not null ? new Doubt.Away(owner, day, Absence.Return(owner, day))
            : calendar.IsWorkDay(day) ? null
            : new Doubt.FreeDay(owner, day, Absence.Return(owner, day));
    }
}
