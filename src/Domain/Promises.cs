namespace CrmBot.Domain;

/// <summary>What is done about something that a customer promised. Source: moonshot M7, "their lapse also prompts".</summary>
public static class Promises
{
    /// <summary>The day on which we ask for it: the next one that who waits for it works.</summary>
    /// <param name="waiting">Null when nothing is known of them.</param>
    public static DateOnly AskOn(Step promise, DateTimeOffset now, Person? waiting) => Worked(Zones.DayOf(now, promise.Zone).AddDays(1), waiting);

    /// <summary>We ask for it: a step of ours from the same source, and the promise is looked at again on the worked day after.</summary>
    /// <param name="ask">What our step says.</param>
    public static CustomerEdit Ask(CustomerFile file, Step promise, string ask, DateTimeOffset now, Person? waiting)
    {
        var on = AskOn(promise, now, waiting);
        var ours = new Step(
            Ids.From(promise.Id, "ask", promise.Ver), ask, promise.OwnerId, OwedBy.Us, on, null, promise.Zone, Due.At(on, null, promise.Zone), StepState.Open, 1, promise.SourceId, null);
        return new CustomerEdit("promise-chased", file.Head) { Steps = [ours, Filing.Replanned(promise, LookOn(promise, now, waiting), null)] };
    }

    /// <summary>The day on which the promise is looked at again once we asked for it.</summary>
    /// <inheritdoc cref="AskOn"/>
    public static DateOnly LookOn(Step promise, DateTimeOffset now, Person? waiting) => Worked(AskOn(promise, now, waiting).AddDays(1), waiting);

    private static DateOnly Worked(DateOnly day, Person? waiting) => waiting is null ? day : Absence.Return(waiting, day);
}
