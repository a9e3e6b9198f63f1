using CrmBot.Storage;
using Microsoft.Extensions.Logging;

namespace CrmBot.Scheduler;

/// <summary>Tells of what must not be: a message that arrived and yet could not be settled, because somebody else took its prompt over, may come a second time.</summary>
internal static class Alarm
{
    /// <param name="refused">Prompts whose message arrived and whose settlement was refused.</param>
    public static async ValueTask OnAsync(
        PromptStore prompts, Work work, string attempt, IReadOnlyList<string> refused, Tally tally, ILogger log, CancellationToken ct)
    {
        foreach (var seen in refused.Count == 0 ? [] : await prompts.SeeAsync(work.Tenant, work.Recipient, refused, ct))
        {
            // A step that was planned anew meanwhile has another version, and its next message is no copy.
            if (seen.Prompt.AttemptId != attempt && work.Seen.Any(s => s.Prompt.Id == seen.Prompt.Id && s.Prompt.Ver == seen.Prompt.Ver))
            {
                tally.PossibleDuplicate();
                SchedulerLog.PossibleDuplicate(log, attempt, seen.Prompt.Id);
            }
        }
    }
}
