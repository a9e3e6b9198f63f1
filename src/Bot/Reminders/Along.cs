using CrmBot.Domain;
using CrmBot.Scheduler;

namespace CrmBot.Bot.Reminders;

/// <summary>
/// A word of care and the step it goes along with, due together, are one thing to do. The card of the step says both, see
/// <see cref="Care.CareWording.Joined"/>.
/// </summary>
internal static class Along
{
    /// <summary>Without the words of care whose step is in the same message; those steps say them.</summary>
    public static DueBatch Of(DueBatch batch)
    {
        List<DuePrompt> left = [.. batch.Prompts.Where(p => !IsSaidBy(batch, p))];
        return left.Count == batch.Prompts.Count ? batch : batch with { Prompts = left };
    }

    private static bool IsSaidBy(DueBatch batch, DuePrompt prompt) =>
        prompt is { TooLate: false, Kind: PromptKind.Care, File: { } file } && CarePlan.LedBy(file, prompt.Step) is { } step
        && batch.Prompts.Any(p => p.StepId == step.Id && p is { TooLate: false, Kind: PromptKind.FollowUp });
}
