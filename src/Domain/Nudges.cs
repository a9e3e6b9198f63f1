namespace CrmBot.Domain;

/// <summary>
/// How often somebody is reminded of the same thing: on its day, one and three worked days later; then it is a line of the
/// manager's list. Days of absence do not count. Source: settled product decisions, "Rhythm".
/// </summary>
public static class Nudges
{
    /// <summary>Worked days after the due day on which a person is reminded again.</summary>
    public static IReadOnlyList<int> Later { get; } = [1, 3];

    /// <summary>The worked day on which the manager is told.</summary>
    public static DateOnly EscalationDay(DateOnly dueDay, Person person) => Worked(dueDay, Later[^1], person);

    /// <summary>The next day after <paramref name="today"/> on which the person is reminded again; null when it was often enough.</summary>
    public static DateOnly? After(DateOnly dueDay, DateOnly today, Person person)
    {
        foreach (var count in Later)
        {
            if (Worked(dueDay, count, person) is var day && day > today)
            {
                return day;
            }
        }

        return null;
    }

    /// <summary>Worked days of that person from the due day to <paramref name="today"/>; 0 on the due day and before.</summary>
    public static int DaysLate(DateOnly dueDay, DateOnly today, Person person)
    {
        var late = 0;
        for (var day = Next(Absence.Return(person, dueDay)); day <= today; day = Next(day))
        {
            late++;
        }

        return late;

        DateOnly Next(DateOnly day) => Absence.Return(person, day.AddDays(1));
    }

    private static DateOnly Worked(DateOnly dueDay, int count, Person person)
    {
        var day = Absence.Return(person, dueDay);
        for (var i = 0; i < count; i++)
        {
            day = Absence.Return(person, day.AddDays(1));
        }

        return day;
    }
}

/// <summary>What is still worth saying when its day has passed.</summary>
public static class Lateness
{
    /// <summary>
    /// A birthday up to three days, a holiday up to seven, something that takes place not at all, an act of care up to its own last
    /// day; everything else always.
    /// Source: settled product decisions, "Rhythm".
    /// </summary>
    public static bool IsTooLate(Step step, DateOnly today) => step.Until is { } until ? today > until : IsTooLate(step.Kind, step.DueDay, today);

    /// <inheritdoc cref="IsTooLate(Step, DateOnly)"/>
    public static bool IsTooLate(StepKind? kind, DateOnly dueDay, DateOnly today) => today.DayNumber - dueDay.DayNumber > kind switch
    {
        StepKind.Birthday => 3,
        StepKind.Holiday => 7,
        StepKind.Event => 0,
        _ => int.MaxValue,
    };
}
