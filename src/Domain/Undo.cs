namespace CrmBot.Domain;

/// <summary>Why something is not taken back.</summary>
public enum NotUndone
{
    /// <summary>The customer, the record or the step is not there any more.</summary>
    Gone,

    /// <summary>Somebody else did it.</summary>
    NotTheirs,

    /// <summary>It was done longer ago than <see cref="Undo.Window"/>.</summary>
    TooLate,

    /// <summary>The record was edited since.</summary>
    EditedSince,

    /// <summary>A step of it was done, put off or handed on since.</summary>
    StepMoved,

    /// <summary>It is nothing that can be taken back.</summary>
    Nothing,
}

/// <summary>
/// What a person did a moment ago is taken back: a filing with all that came from it, an edit, a step closed by mistake. The head is
/// made anew from what remains. Source: settled product decisions, "Undo for 10 minutes; edit for ever".
/// </summary>
public static class Undo
{
    /// <summary>What a filing that was taken back is called in the audit.</summary>
    public const string FilingCode = "undone";

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>Null when <paramref name="by"/> may take it back now.</summary>
    /// <param name="record">The record that it filed or edited; null for none.</param>
    public static NotUndone? Refusal(Person by, CustomerFile file, Operation done, FollowUp? record, DateTimeOffset now) => done switch
    {
        _ when done.ById != by.Id => NotUndone.NotTheirs,
        { What: not (Filing.FiledCode or Filing.EditedCode or Domain.Steps.DoneCode) } => NotUndone.Nothing,
        { What: not Domain.Steps.DoneCode } when record is null => NotUndone.Gone,
        { What: Domain.Steps.DoneCode } when file.Steps.All(s => s.Id != done.StepId) => NotUndone.Gone,
        _ when now - done.At > Window => NotUndone.TooLate,
        { What: Filing.FiledCode } when record!.Edition > 1 => NotUndone.EditedSince,
        _ when Moved(file, done).Count > 0 => NotUndone.StepMoved,
        _ => null,
    };

    /// <summary>Steps that are not any more as the operation left them.</summary>
    public static IReadOnlyList<Step> Moved(CustomerFile file, Operation done) =>
        [.. file.Steps.Where(s => done.Steps.Any(m => m.StepId == s.Id && m.Ver != s.Ver))];

    /// <summary>What was closed is open again, and its reminder planned anew; what came in its place goes.</summary>
    public static CustomerEdit Done(CustomerFile file, Operation done, DateTimeOffset now)
    {
        bool Is(Step step, Func<StepMove, bool> move) => done.Steps.Any(m => m.StepId == step.Id && move(m));
        return new CustomerEdit("step-reopened", file.Head)
        {
            Steps =
            [
                .. file.Steps.Where(s => Is(s, m => m is { Before: StepState.Open, After: StepState.Done })).Select(Domain.Steps.Opened),
                .. file.Steps.Where(s => Is(s, m => m.Before is null)).Select(s => Unfiling.Blank(s, now)),
            ],
        };
    }

    /// <summary>The record goes with everything that came from it, and the head says what it said before.</summary>
    public static CustomerEdit Filed(CustomerFile file, FollowUp record, Operation done, Company company, DateTimeOffset now) =>
        Unfiling.Take(FilingCode, file, record, Restored(file, record, done, company), now);

    /// <summary>The edition before is the latest again, as a new one, and its steps are as they were.</summary>
    /// <param name="current">The edition that the operation made.</param>
    /// <param name="before">The one before it.</param>
    /// <param name="steps">The open steps of the record as they were before; each names its stored step.</param>
    public static CustomerEdit Edited(
        CustomerFile file, FollowUp current, FollowUp before, IReadOnlyList<NextStep> steps, Operation done, Company company, DateTimeOffset now)
    {
        var back = steps.Select(n => (Next: n, Stored: file.Steps.FirstOrDefault(s => s.Id == n.Id && s.State != StepState.Done)))
            .Where(p => p.Stored is not null).Select(p => Filing.Changed(Domain.Steps.Opened(p.Stored!), p.Next)).ToList();
        var made = done.Steps.Where(m => m.Before is null).Select(m => m.StepId).ToList();
        var gone = file.OpenSteps.Where(s => made.Contains(s.Id, StringComparer.Ordinal)).Select(s => Unfiling.Blank(s, now));
        return new CustomerEdit("edit-undone", Restored(file, current, done, company))
        {
            FollowUps = [before with { Edition = current.Edition + 1 }],
            Steps = [.. back, .. gone],
        };
    }

    // What somebody else changed since stays.
    private static Customer Restored(CustomerFile file, FollowUp record, Operation done, Company company)
    {
        var head = file.Head;
        var others = file.Recent.Where(r => r.Id != record.Id).ToList();
        var spoken = others.Any(r => r.Status is not null && r.FiledAt >= done.At);
        var status = done.StatusBefore is { } was && done.Status == head.Status && !spoken ? was : head.Status;
        var last = done.LastContact is not null && done.LastContact == head.LastContact
            ? Unfiling.Latest([done.LastContactBefore, .. others.Select(r => (DateOnly?)Unfiling.DayOf(r, company))])
            : head.LastContact;
        return head with { Status = status, LastContact = last };
    }
}
