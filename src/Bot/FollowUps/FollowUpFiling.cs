using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.Learning;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.FollowUps;

/// <summary>
/// From a submitted form to the stored record. The draft's id is the operation's id: the same submission twice gives the
/// same receipt. Whatever goes wrong, the form comes back with every typed character.
/// </summary>
internal sealed class FollowUpFiling(CustomerStore customers, DraftStore drafts, FollowUpForms forms, Guard guard, FirstTips tips)
{
    public async Task<Reply> FileAsync(Turn turn, Draft draft, FollowUpForm form, CancellationToken ct)
    {
        form = form.Pressed();
        var words = turn.Words("follow-ups");
        var customerId = draft.CustomerId ?? (string.IsNullOrWhiteSpace(form.Customer) ? null : Ids.Given(form.Customer));
        var file = customerId is null ? null : await customers.LoadAsync(turn.Tenant, customerId, ct);
        if (file is null)
        {
            return await FreeAsync(turn, draft, form, customerId is null ? new Problem("customer", words["needCustomer"]) : Problem.Whole(words["customerGoneKept"]), ct);
        }

        if (!Sight.Report(turn.Me, file, draft.StepId, turn.Company))
        {
            return await FreeAsync(turn, draft, form, Problem.Whole(Refusal(turn, file)), ct);
        }

        var stored = draft.FollowUpId is null ? null : await customers.FollowUpAsync(turn.Tenant, file.Head.Id, draft.FollowUpId, ct);
        var shallow = false;
        Judged? judged = null;
        if (await customers.ReceiptAsync(turn.Tenant, file.Head.Id, draft.Id, ct) is null)
        {
            var prefill = Prefill.Of(draft);
            var faults = form.Faults(turn.Today, n => Standing(prefill, n), turn.Company).Select(f => new Problem(f.Input, words[f.Key])).ToList();

            // A form of an earlier version shows the first step only.
            Step? Standing(Prefill? shown, int row) =>
                shown is not null ? shown.Standing(file, row) : row == 0 ? file.OpenSteps.FirstOrDefault(s => s.Id == stored?.NextStepId) : null;
            if (faults.Count > 0)
            {
                return await BackAsync(turn, draft, form, file, faults, null, ct);
            }

            if (draft.FollowUpId is null)
            {
                var looked = await guard.LookAsync(turn, file, form, prefill?.Sure ?? [], ct);
                form = looked.Form;
                if (!draft.Coached && looked.Asked is { } asked)
                {
                    return await BackAsync(turn, draft with { Coached = true }, form, file, [], asked, ct);
                }

                shallow = looked.Advice.Review.Shallow;
                judged = Judged.Of(looked.Advice.Review);
            }

            if (draft.CustomerId is null)
            {
                draft = draft with { CustomerId = file.Head.Id };
                await drafts.PutAsync(turn.Tenant, draft, ct);
            }
        }

        var outcome = await customers.ChangeAsync(
            new ChangeRequest(turn.Tenant, file.Head.Id, draft.Id, turn.Me.Id, turn.Now),
            now => Decide(turn, draft, form, now, file.Rev, stored, shallow, judged),
            ct);
        return outcome switch
        {
            ChangeOutcome<NotFiled>.Committed done => await TippedAsync(turn, draft, Done(
                turn, await ReceiptAsync(turn, draft, done.File, done.Receipt, ct), done.OnItsWay.Except(done.Arrived, StringComparer.Ordinal).Any()), ct),
            ChangeOutcome<NotFiled>.AlreadyDone done => await AgainAsync(turn, draft, done, form, ct),
            ChangeOutcome<NotFiled>.No no => await RefusedAsync(turn, draft, form, file, no.Why, ct),
            ChangeOutcome<NotFiled>.Full => await BackAsync(
                turn, draft, form, file, [Problem.Whole(words.Format("tooManySteps", ("most", Filing.MostOpenSteps)))], null, ct),
            _ => await BackAsync(turn, draft, form, file, [Problem.Whole(words["busy"])], null, ct),
        };
    }

    /// <summary>What stands in the place of a form that was filed already; null for one that was not.</summary>
    public async Task<Answer.Card?> FiledAsync(Turn turn, Draft draft, CancellationToken ct)
    {
        if (draft.CustomerId is { } customerId
            && await customers.ReceiptAsync(turn.Tenant, customerId, draft.Id, ct) is { FollowUpId: not null } receipt
            && await customers.LoadAsync(turn.Tenant, customerId, ct) is { } file)
        {
            return Sight.Report(turn.Me, file, draft.StepId, turn.Company)
                ? await ReceiptAsync(turn, draft, file, receipt, ct)
                : FollowUpCards.Closed(Refusal(turn, file), "");
        }

        return null;
    }

    /// <summary>Leaves a form. One that was filed meanwhile stays filed, and says so with its receipt.</summary>
    public async Task<Reply> CancelAsync(Turn turn, Draft draft, CancellationToken ct)
    {
        if (await FiledAsync(turn, draft, ct) is { } filed)
        {
            return Reply.Replace(filed);
        }

        await drafts.RemoveAsync(turn.Tenant, turn.Me.Id, draft.Id, ct);
        return Reply.Replace(FollowUpCards.Closed(turn.Words("follow-ups")["cancelled"], turn.ByMe));
    }

    private static Decision<NotFiled> Decide(Turn turn, Draft draft, FollowUpForm form, CustomerFile? file, int seenRev, FollowUp? stored, bool shallow, Judged? judged)
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
            return Commit(Filing.File(file, FormReport.New(turn, form, Prefill.Of(draft), shallow), draft.Id, turn.Me, turn.Now) with { Judged = judged });
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

    private async Task<Answer.Card> ReceiptAsync(Turn turn, Draft draft, CustomerFile file, Receipt receipt, CancellationToken ct) =>
        Shown(turn, draft, file, await customers.FollowUpAsync(turn.Tenant, file.Head.Id, receipt.FollowUpId!, ct));

    private static Answer.Card Shown(Turn turn, Draft draft, CustomerFile file, FollowUp? record) => record is null
        ? FollowUpCards.Closed(turn.Words("follow-ups")["recordGone"], "")
        : FollowUpCards.Receipt(turn, file, record, draft);

    private static string Refusal(Turn turn, CustomerFile file) => CustomerCards.Refusal(turn, file.Head).Summary;

    private static Reply Done(Turn turn, Answer.Card receipt, bool inFlight) =>
        inFlight ? Reply.Replace(receipt, Answer.Text(turn.Words("follow-ups")["alreadyOnItsWay"])) : Reply.Replace(receipt);

    /// <summary>A new record may be one of the person's first.</summary>
    private async Task<Reply> TippedAsync(Turn turn, Draft draft, Reply reply, CancellationToken ct) =>
        draft.FollowUpId is null ? await tips.AfterAsync(turn, reply, ct) : reply;

    /// <summary>The first receipt once more. What was typed into the form since is not filed, and is given back whole.</summary>
    private async Task<Reply> AgainAsync(Turn turn, Draft draft, ChangeOutcome<NotFiled>.AlreadyDone done, FollowUpForm form, CancellationToken ct)
    {
        var record = await customers.FollowUpAsync(turn.Tenant, done.File.Head.Id, done.Receipt.FollowUpId!, ct);
        var receipt = Shown(turn, draft, done.File, record);
        var words = turn.Words("follow-ups");
        List<Answer> then = done.OnItsWay.Count > 0 ? [Answer.Text(words["alreadyOnItsWay"])] : [];
        if (form.Summary?.Trim() is { Length: > 0 } typed && typed != record?.Summary)
        {
            then.Add(Answer.Text(words.Format("filedBefore", ("text", typed))));
        }

        return Reply.Replace(receipt, then);
    }

    private async Task<Reply> RefusedAsync(Turn turn, Draft draft, FollowUpForm form, CustomerFile file, NotFiled why, CancellationToken ct)
    {
        var words = turn.Words("follow-ups");
        switch (why)
        {
            case NotFiled.NoCustomer:
                return await FreeAsync(turn, draft, form, Problem.Whole(words["customerGoneKept"]), ct);
            case NotFiled.NoSight:
                return await FreeAsync(turn, draft, form, Problem.Whole(Refusal(turn, file)), ct);
            case NotFiled.Outdated:
                var now = await customers.FollowUpAsync(turn.Tenant, file.Head.Id, draft.FollowUpId!, ct);
                var current = words.Format("outdated", ("current", Wording.Short(now?.Summary ?? "", 300)));
                return await BackAsync(turn, draft with { Rev = now?.Edition ?? draft.Rev }, form, file, [Problem.Whole(current)], null, ct);
            default:
                return await BackAsync(turn, draft with { FollowUpId = null, Rev = 0 }, form, file, [Problem.Whole(words["recordGoneKept"])], null, ct);
        }
    }

    /// <summary>The form again without its customer, of whom nothing may be shown or nothing is there: another can be chosen.</summary>
    private Task<Reply> FreeAsync(Turn turn, Draft draft, FollowUpForm form, Problem why, CancellationToken ct) =>
        BackAsync(turn, draft with { CustomerId = null, StepId = null, FollowUpId = null, Rev = 0 }, form, null, [why], null, ct);

    /// <summary>The form again, with what was typed and why; the draft is kept as it now is.</summary>
    private async Task<Reply> BackAsync(
        Turn turn, Draft draft, FollowUpForm form, CustomerFile? file, IReadOnlyList<Problem> faults, Asked? asked, CancellationToken ct)
    {
        await drafts.PutAsync(turn.Tenant, draft, ct);
        var settled = draft.CustomerId is null ? null : file;
        return Reply.Replace(FollowUpCards.Again(turn, draft, form, settled, await forms.OwnAsync(turn, settled, ct), faults, asked));
    }
}
