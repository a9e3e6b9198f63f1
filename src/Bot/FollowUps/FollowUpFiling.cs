using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.FollowUps;

/// <summary>
/// From a submitted form to the stored record. The draft's id is the operation's id: the same submission twice gives the
/// same receipt. Whatever goes wrong, the form comes back with every typed character.
/// </summary>
internal sealed class FollowUpFiling(CustomerStore customers, DraftStore drafts, FollowUpForms forms)
{
    public async Task<Reply> FileAsync(Turn turn, Draft draft, FollowUpForm form, CancellationToken ct)
    {
        var words = turn.Words("follow-ups");
        var customerId = draft.CustomerId ?? (string.IsNullOrWhiteSpace(form.Customer) ? null : Ids.Given(form.Customer));
        var file = customerId is null ? null : await customers.LoadAsync(turn.Tenant, customerId, ct);
        if (file is null)
        {
            return await BackAsync(turn, draft with { CustomerId = null }, form, null, [words[customerId is null ? "needCustomer" : "customerGoneKept"]], ct);
        }

        var filed = await customers.ReceiptAsync(turn.Tenant, file.Head.Id, draft.Id, ct);
        if (filed is null)
        {
            var faults = form.Faults(turn.Today).Select(key => words[key]).ToList();
            if (draft.FollowUpId is not null)
            {
                // The day of an overdue step may stand in an edit.
                faults.Remove(words["pastNextDay"]);
            }

            if (faults.Count > 0)
            {
                return await BackAsync(turn, draft, form, file, faults, ct);
            }

            if (draft is { Coached: false, FollowUpId: null } && form.Missing != Missing.None)
            {
                await drafts.PutAsync(turn.Tenant, draft with { Coached = true }, ct);
                return Reply.Replace(FollowUpCards.Again(turn, draft, form, file, await forms.OwnAsync(turn, draft.CustomerId is null ? null : file, ct), [], form.Missing));
            }

            if (draft.CustomerId is null)
            {
                draft = draft with { CustomerId = file.Head.Id };
                await drafts.PutAsync(turn.Tenant, draft, ct);
            }
        }

        var stored = draft.FollowUpId is null ? null : await customers.FollowUpAsync(turn.Tenant, file.Head.Id, draft.FollowUpId, ct);
        var outcome = await customers.ChangeAsync(
            new ChangeRequest(turn.Tenant, file.Head.Id, draft.Id, turn.Me.Id, turn.Now),
            now => Decide(turn, draft, form, now, file.Rev, stored),
            ct);
        return outcome switch
        {
            ChangeOutcome<NotFiled>.Committed done => Done(turn, await ReceiptAsync(turn, done.File, done.Receipt, ct), done.OnItsWay.Except(done.Arrived, StringComparer.Ordinal).Any()),
            ChangeOutcome<NotFiled>.AlreadyDone done => await AgainAsync(turn, done, form, ct),
            ChangeOutcome<NotFiled>.No no => await RefusedAsync(turn, draft, form, file, no.Why, ct),
            _ => await BackAsync(turn, draft, form, file, [words["busy"]], ct),
        };
    }

    private static Decision<NotFiled> Decide(Turn turn, Draft draft, FollowUpForm form, CustomerFile? file, int seenRev, FollowUp? stored)
    {
        if (file is null)
        {
            return new Decision<NotFiled>.No(NotFiled.NoCustomer);
        }

        if (!Sight.Content(turn.Me, file, turn.Company))
        {
            return new Decision<NotFiled>.No(NotFiled.NoSight);
        }

        if (draft.FollowUpId is null)
        {
            return file.OpenSteps.Count() >= Filing.MostOpenSteps
                ? new Decision<NotFiled>.No(NotFiled.TooManySteps)
                : Commit(Filing.File(file, form.Report(turn.Me, turn.Now, null), draft.Id, turn.Me, turn.Now));
        }

        // An old record lies outside the file: what was read of it holds only while the customer is unchanged.
        var record = file.Recent.FirstOrDefault(r => r.Id == draft.FollowUpId) ?? (file.Rev == seenRev ? stored : null);
        if (record is null)
        {
            return new Decision<NotFiled>.No(stored is null ? NotFiled.NoRecord : NotFiled.Outdated);
        }

        return record.Edition != draft.Rev
            ? new Decision<NotFiled>.No(NotFiled.Outdated)
            : Commit(Filing.Edit(file, record, form.Report(turn.Me, turn.Now, record.ContactedAt), draft.Id, turn.Me, turn.Now));
    }

    private static Decision<NotFiled>.Commit Commit(CustomerEdit edit) =>
        new(edit, edit.FollowUps[0].Id, edit.Steps is [var step, ..] ? step.Id : null);

    private async Task<Answer> ReceiptAsync(Turn turn, CustomerFile file, Receipt receipt, CancellationToken ct)
    {
        var record = await customers.FollowUpAsync(turn.Tenant, file.Head.Id, receipt.FollowUpId!, ct);
        return record is null
            ? FollowUpCards.Closed(turn.Words("follow-ups")["recordGone"])
            : FollowUpCards.Receipt(turn, file, record, file.Steps.FirstOrDefault(s => s.Id == record.NextStepId));
    }

    private static Reply Done(Turn turn, Answer receipt, bool inFlight) =>
        inFlight ? Reply.Replace(receipt, Answer.Text(turn.Words("follow-ups")["alreadyOnItsWay"])) : Reply.Replace(receipt);

    private async Task<Reply> AgainAsync(Turn turn, ChangeOutcome<NotFiled>.AlreadyDone done, FollowUpForm form, CancellationToken ct)
    {
        var receipt = await ReceiptAsync(turn, done.File, done.Receipt, ct);
        var record = done.File.Recent.FirstOrDefault(r => r.Id == done.Receipt.FollowUpId);
        var other = record is { Edition: 1 } && record.Summary != form.Summary?.Trim();
        return other
            ? Reply.Replace(receipt, Answer.Text(turn.Words("follow-ups").Format("filedBefore", ("text", Wording.Short(form.Summary ?? "", 500)))))
            : Reply.Replace(receipt);
    }

    private async Task<Reply> RefusedAsync(Turn turn, Draft draft, FollowUpForm form, CustomerFile file, NotFiled why, CancellationToken ct)
    {
        var words = turn.Words("follow-ups");
        switch (why)
        {
            case NotFiled.NoCustomer:
                return await BackAsync(turn, draft with { CustomerId = null }, form, null, [words["customerGoneKept"]], ct);
            case NotFiled.NoSight:
                return await BackAsync(turn, draft, form, file, [Customers.CustomerCards.Refusal(turn, file.Head).Summary], ct);
            case NotFiled.TooManySteps:
                return await BackAsync(turn, draft, form, file, [words.Format("tooManySteps", ("most", Filing.MostOpenSteps))], ct);
            case NotFiled.Outdated:
                var now = await customers.FollowUpAsync(turn.Tenant, file.Head.Id, draft.FollowUpId!, ct);
                var current = Wording.Short(now?.Summary ?? "", 300);
                return await BackAsync(turn, draft with { Rev = now?.Edition ?? draft.Rev }, form, file, [words.Format("outdated", ("current", current))], ct);
            default:
                return await BackAsync(turn, draft with { FollowUpId = null, Rev = 0 }, form, file, [words["recordGoneKept"]], ct);
        }
    }

    /// <summary>The form again, with what was typed and why; the draft is kept as it now is.</summary>
    private async Task<Reply> BackAsync(Turn turn, Draft draft, FollowUpForm form, CustomerFile? file, IReadOnlyList<string> faults, CancellationToken ct)
    {
        await drafts.PutAsync(turn.Tenant, draft, ct);
        var fixedFile = draft.CustomerId is null ? null : file;
        return Reply.Replace(FollowUpCards.Again(turn, draft, form, fixedFile, await forms.OwnAsync(turn, fixedFile, ct), faults, Missing.None));
    }
}
