using CrmBot.Domain;

namespace CrmBot.Storage;

/// <summary>
/// The half of a prompt that is a shadow: what, when, whom and which version. The other half, its delivery, is its own.
/// </summary>
internal static class PromptPlan
{
    /// <summary>
    /// What the prompt of a recipient becomes by the step as it stands at revision <paramref name="rev"/> of the customer;
    /// null when the stored one already knows that revision.
    /// </summary>
    /// <param name="person">The recipient; null when nothing is known of them.</param>
    public static Prompt? For(Kept<Prompt>? stored, string customerId, Step step, string recipient, Person? person, int rev)
    {
        if (stored is not null && stored.Rev >= rev)
        {
            return null;
        }

        var prompt = stored?.It;
        return IsWanted(step, recipient) ? Wanted(prompt, customerId, step, person) : Unwanted(prompt, customerId, step);
    }

    /// <summary>Every open dated step has a prompt: of ours for who does it, of the customer's for who waits for it.</summary>
    public static bool IsWanted(Step step, string recipient) =>
        step.State == StepState.Open && step.OwnerId == recipient;

    /// <summary>A wanted prompt that is lost or not of its step: planned anew, whatever the stored one says.</summary>
    public static Prompt Anew(Prompt? stored, string customerId, Step step, Person? person) =>
        New(customerId, step, person, PromptState.Pending, (stored?.Plan ?? 0) + 1) with { RemovedVer = Math.Min(stored?.RemovedVer ?? 0, step.Ver - 1) };

    // The last try stays known: what was sent with it may have to follow. Pending only for a higher version: never over what is being sent or was sent of the same one. The step may have come
    // from a customer that was merged into this one.
    private static Prompt Wanted(Prompt? prompt, string customerId, Step step, Person? person) =>
        prompt is not null && step.Ver <= Math.Max(prompt.Ver, prompt.RemovedVer)
            ? prompt with { CustomerId = customerId, Kind = KindOf(step) }
            : New(customerId, step, person, PromptState.Pending, (prompt?.Plan ?? 0) + 1) with { RemovedVer = prompt?.RemovedVer ?? 0, Trail = prompt?.Trail, AttemptId = prompt?.AttemptId };

    // What is being sent or was sent stays readable, so that taking away can say so.
    private static Prompt Unwanted(Prompt? prompt, string customerId, Step step) => prompt switch
    {
        null => New(customerId, step, null, PromptState.Removed, 0) with { RemovedVer = step.Ver },
        { State: PromptState.Sending or PromptState.Sent } => prompt with { RemovedVer = Math.Max(prompt.RemovedVer, step.Ver) },
        _ => prompt with { State = PromptState.Removed, RemovedVer = Math.Max(prompt.RemovedVer, step.Ver) },
    };

    /// <summary>A second copy of an act of care would be worse than none; one of a next step, or of what a colleague is asked for, would not.</summary>
    private static PromptKind KindOf(Step step) => step switch
    {
        { By: OwedBy.Customer } => PromptKind.Promise,
        { Kind: null or StepKind.Help } => PromptKind.FollowUp,
        { Kind: StepKind.Reminder } => PromptKind.Reminder,
        _ => PromptKind.Care,
    };

    private static Prompt New(string customerId, Step step, Person? person, PromptState state, int plan)
    {
        var planned = SendPlan.Of(step, person);
        return new Prompt(Prompt.IdOf(step.Id), KindOf(step), customerId, step.Id, step.Ver, 0, step.DueAt, planned.At, plan, state)
        {
            Day = step.DueTime is null ? step.DueDay : null,
            AskedUntil = planned.AskedUntil,
        };
    }
}
