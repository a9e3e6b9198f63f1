namespace CrmBot.Domain;

/// <summary>What a person can do with an open step from a reminder. Each is one change of the customer.</summary>
public static class Steps
{
    /// <summary>Code of the operation that closes a step as done.</summary>
    public const string DoneCode = "step-done";

    /// <summary>The step as it is done now, with the word of care that went along with it. A birthday comes again in a year.</summary>
    public static CustomerEdit Done(CustomerFile file, Step step, DateTimeOffset now) =>
        Edit(DoneCode, file, [Close(step, StepState.Done, now), .. Along(file, step).Select(a => Close(a, StepState.Done, now)), .. Next(file, step)]);

    /// <summary>The step as it is given up now.</summary>
    public static CustomerEdit Cancel(CustomerFile file, Step step, DateTimeOffset now) => Edit("step-cancelled", file, [Close(step, StepState.Cancelled, now)]);

    /// <summary>Code of the operation that closes a step whose time is over.</summary>
    public const string LapsedCode = "step-lapsed";

    /// <summary>The step as its time is over. A birthday comes again in a year.</summary>
    public static CustomerEdit Lapse(CustomerFile file, Step step, DateTimeOffset now) =>
        Edit(LapsedCode, file, [Close(step, StepState.Cancelled, now), .. Next(file, step)]);

    /// <summary>The step put off to another local day, with the word of care that goes along with it.</summary>
    public static CustomerEdit PutOff(CustomerFile file, Step step, DateOnly day, TimeOnly? time) =>
        Edit("step-snoozed", file, [Filing.Replanned(step, day, time), .. Along(file, step).Select(a => Filing.Replanned(a, day, time))]);

    /// <summary>
    /// Who gets a step that its owner says is not theirs: the customer's owner; when that is the same person, their manager.
    /// Null when there is nobody: then the step stays, so that no promise is forgotten.
    /// </summary>
    public static Person? Heir(CustomerFile file, Step step, Company company)
    {
        var heir = step.OwnerId != file.Head.OwnerId ? file.Head.OwnerId : company.Find(step.OwnerId)?.ManagerId;
        return heir is null || heir == step.OwnerId || company.Find(heir) is not { Left: false } person ? null : person;
    }

    /// <summary>The step in another person's hands, on the same local day of that person's zone.</summary>
    public static CustomerEdit Hand(CustomerFile file, Step step, Person to) => Edit("step-handed", file, [Handed(step, to)]);

    /// <summary>The step as it is somebody else's: the same local day and time, in that person's zone; its reminder is planned anew.</summary>
    public static Step Handed(Step step, Person to) => step with
    {
        OwnerId = to.Id,
        Zone = to.Zone,
        DueAt = Due.At(step.DueDay, step.DueTime, to.Zone),
        Ver = step.Ver + 1,
    };

    internal static Step Opened(Step step) =>
        step.State == StepState.Open ? step : step with { State = StepState.Open, ClosedAt = null, Ver = step.Ver + 1 };

    private static Step Close(Step step, StepState state, DateTimeOffset now) => step with { State = state, ClosedAt = now, Ver = step.Ver + 1 };

    private static IEnumerable<Step> Along(CustomerFile file, Step step) => CarePlan.Along(file, step) is { } care ? [care] : [];

    private static IEnumerable<Step> Next(CustomerFile file, Step step) => CarePlan.NextYear(file, step) is { } next ? [next] : [];

    private static CustomerEdit Edit(string what, CustomerFile file, IReadOnlyList<Step> steps) => new(what, file.Head) { Steps = steps };
}
