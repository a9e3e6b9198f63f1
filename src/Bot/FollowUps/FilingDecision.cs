using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.FollowUps;

/// <summary>From a checked form and the customer as it stands now to the one change that keeps the record, or why there is none.</summary>
internal static class FilingDecision
{
    /// <param name="seenRev">Revision of the customer that <paramref name="stored"/> was read with.</param>
    /// <param name="stored">The record that is edited, as it was read; null for a new one.</param>
    /// <param name="judged">How good a new record is; null for an edit.</param>
    public static Decision<NotFiled> Of(Turn turn, Draft draft, FollowUpForm form, CustomerFile? file, int seenRev, FollowUp? stored, bool shallow, Judged? judged)
    {
        if (file is null)
        {
            return new Decision<NotFiled>.No(NotFiled.NoCustomer);
        }

        if (!Sight.Report(turn.Me, file, draft.StepId, turn.Company))
        {
            return new Decision<NotFiled>.No(NotFiled.NoSight);
        }

        if (draft.FollowUpId is null)
        {
            var filed = Filing.File(file, FormReport.New(turn, form, Prefill.Of(draft), shallow), draft.Id, turn.Me, turn.Now);
            return Commit(HelpRequests.With(filed, draft.Id, turn.Me.Id, turn.Company.Find, turn.Now) with { Judged = judged });
        }

        // An old record lies outside the file: what was read of it holds only while the customer is unchanged.
        var record = file.Recent.FirstOrDefault(r => r.Id == draft.FollowUpId) ?? (file.Rev == seenRev ? stored : null);
        if (record is null)
        {
            return new Decision<NotFiled>.No(stored is null ? NotFiled.NoRecord : NotFiled.Outdated);
        }

        // A next step that was done since is no longer in the form, and not missing from it.
        var done = record.NextStepId is { } id && file.OpenSteps.All(s => s.Id != id);
        var said = done ? form.ToFile with { Because = "" } : form.ToFile;
        shallow = Coaching.Review(turn.Me, turn.Now, said, []).Review.Shallow;
        return record.Edition != draft.Rev
            ? new Decision<NotFiled>.No(NotFiled.Outdated)
            : Commit(Filing.Edit(file, record, FormReport.Edit(turn, form, Prefill.Of(draft), file, record, shallow), draft.Id, turn.Me, turn.Now));
    }

    private static Decision<NotFiled>.Commit Commit(CustomerEdit edit) =>
        new(edit, edit.FollowUps[0].Id, edit.Steps is [var step, ..] ? step.Id : null);
}
