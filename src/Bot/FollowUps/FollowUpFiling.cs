using CrmBot.Bot.Captures;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.Fields;
using CrmBot.Bot.Learning;
using CrmBot.Bot.Wishes;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.FollowUps;

/// <summary>
/// From a submitted form to the stored record. The draft's id is the operation's id: the same submission twice gives the
/// same receipt. Whatever goes wrong, the form comes back with every typed character.
/// </summary>
internal sealed class FollowUpFiling(
    CustomerStore customers, DraftStore drafts, FollowUpForms forms, Guard guard, ChoosingCustomer choosing, NewCustomers newCustomers, Effects effects, FirstTips tips, DraftWarnings warnings, FieldBooks fields)
{
    public async Task<Reply> FileAsync(Turn turn, Draft draft, FollowUpForm form, CancellationToken ct)
    {
        // A value for a field that another replica has added is kept, and one that it has retired is told.
        turn = turn with { Fields = await fields.NowAsync(turn.Tenant, ct) };
        form = form.Pressed();
        var words = turn.Words("follow-ups");
        var chosen = await choosing.OfAsync(turn, draft, form, ct);
        if (chosen is Chosen.Ask ask)
        {
            return await FreeAsync(turn, draft, form, ask, ct);
        }

        var file = ((Chosen.One)chosen).File;
        form = draft.CustomerId is null ? form with { Customer = file.Head.Id, CustomerName = null } : form;
        if (!Sight.Report(turn.Me, file, draft.StepId, turn.Company))
        {
            return await FreeAsync(turn, draft, form, Problem.Whole(Refusal(turn, file)), ct);
        }

        var stored = draft.FollowUpId is null ? null : await customers.FollowUpAsync(turn.Tenant, file.Head.Id, draft.FollowUpId, ct);
        var (shallow, judged) = (false, (Judged?)null);
        if (await customers.ReceiptAsync(turn.Tenant, file.Head.Id, draft.Id, ct) is null)
        {
            var prefill = Prefill.Of(draft);
            var standing = new Standing(n => RowOf(prefill, n), prefill?.Materials(file), prefill?.Gist?.HelpBy);
            var faults = FormCheck.Of(form, turn.Today, standing, turn.Company).Select(f => new Problem(f.Input, words[f.Key])).Concat(FieldInputs.Faults(turn, file.Head, form, prefill?.Own)).ToList();

            // A form of an earlier version shows the first step only.
            Step? RowOf(Prefill? shown, int row) =>
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

                (shallow, judged) = (looked.Advice.Review.Shallow, Judged.Of(looked.Advice.Review));
            }

            if (draft.CustomerId is null)
            {
                draft = draft with { CustomerId = file.Head.Id };
                await drafts.PutAsync(turn.Tenant, draft, ct);
            }
        }

        if (stored is not null && stored.Edition == draft.Rev)
        {
            await drafts.PutAsync(turn.Tenant, EditedFrom.Of(turn, draft.Id, file, stored), ct);
        }

        var outcome = await customers.ChangeAsync(
            new ChangeRequest(turn.Tenant, file.Head.Id, draft.Id, turn.Me.Id, turn.Now), now => FilingDecision.Of(turn, draft, form, now, file.Rev, stored, shallow, judged), ct);
        if (outcome is ChangeOutcome<NotFiled>.Committed)
        {
            await warnings.SettleAsync(turn.Tenant, turn.Me.Id, draft.Id, turn.OpId, ct);
        }

        return outcome switch
        {
            ChangeOutcome<NotFiled>.Committed done => In(draft, await tips.AfterAsync(turn, draft.FollowUpId is null, await effects.AfterAsync(
                Done(turn, await ReceiptAsync(turn, draft, done.File, done.Receipt, ct), done.OnItsWay.Except(done.Arrived, StringComparer.Ordinal).Any()), turn, done, ct), ct), true),
            ChangeOutcome<NotFiled>.AlreadyDone done => In(draft, await AgainAsync(turn, draft, done, form, ct), true),
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
            return In(draft, Reply.Replace(filed), true);
        }

        await drafts.RemoveAsync(turn.Tenant, turn.Me.Id, draft.Id, ct);
        await warnings.SettleAsync(turn.Tenant, turn.Me.Id, draft.Id, turn.OpId, ct);
        return In(draft, Reply.Replace(FollowUpCards.Closed(turn.Words("follow-ups")["cancelled"], turn.ByMe)), false);
    }

    /// <summary>The form again for this customer, or for a new one of that name, with every typed character. Nothing is filed yet.</summary>
    public async Task<Reply> TakeAsync(Turn turn, Draft draft, ChooseForm form, CancellationToken ct)
    {
        var words = turn.Words("follow-ups");
        var made = FollowUpForm.Said(form.Created) is { } name
            ? await newCustomers.MakeAsync(turn, Prefill.Typed(draft, form, turn.Now), name, ct)
            : new Named.One(Ids.Given(form.Chosen));
        if (made is Named.Like like)
        {
            var why = new Problem("customer", words.Format("customerAlike", ("name", Wording.Short(form.Created!.Trim(), 40))));
            return await FreeAsync(turn, like.Asked, form, new Chosen.Ask(why, ChoosingCustomer.Choices(like.Others), form.Created.Trim()), ct);
        }

        if (made is not Named.One { Id: var id })
        {
            return await FreeAsync(turn, draft, form, Problem.Whole(words["notCreated"]), ct);
        }

        var file = await customers.LoadAsync(turn.Tenant, id, ct);
        return file is null ? await FreeAsync(turn, draft, form, Problem.Whole(words["customerGoneKept"]), ct)
            : Sight.Report(turn.Me, file, draft.StepId, turn.Company)
                ? await BackAsync(turn, draft with { CustomerId = file.Head.Id }, form with { Customer = null, CustomerName = null }, file, [], null, ct)
                : await FreeAsync(turn, draft, form, Problem.Whole(Refusal(turn, file)), ct);
    }

    /// <summary>The form as it was left, on any device; what became of its customer meanwhile is said.</summary>
    public async Task<Answer.Card> ResumedAsync(Turn turn, Draft draft, FollowUpForm form, CancellationToken ct)
    {
        var file = draft.CustomerId is null ? null : await customers.LoadAsync(turn.Tenant, draft.CustomerId, ct);
        var why = draft.CustomerId is null ? null
            : file is null ? turn.Words("follow-ups")["customerGoneKept"]
            : Sight.Report(turn.Me, file, draft.StepId, turn.Company) ? null : Refusal(turn, file);
        if (why is not null)
        {
            (draft, file) = (Freed(draft), null);
        }

        await drafts.PutAsync(turn.Tenant, Prefill.Typed(draft, form, turn.Now), ct);
        return FollowUpCards.Again(turn, draft, form, file, await forms.OwnAsync(turn, file, ct), why is null ? [] : [Problem.Whole(why)], null);
    }

    private async Task<Answer.Card> ReceiptAsync(Turn turn, Draft draft, CustomerFile file, Receipt receipt, CancellationToken ct) =>
        Shown(turn, draft, file, await customers.FollowUpAsync(turn.Tenant, file.Head.Id, receipt.FollowUpId!, ct));

    private static Answer.Card Shown(Turn turn, Draft draft, CustomerFile file, FollowUp? record) => record is null
        ? FollowUpCards.Closed(turn.Words("follow-ups")["recordGone"], "")
        : FollowUpCards.Receipt(turn, file, record, draft);

    private static string Refusal(Turn turn, CustomerFile file) => CustomerCards.Refusal(turn, file.Head).Summary;

    private static Reply Done(Turn turn, Answer.Card receipt, bool inFlight) =>
        inFlight ? Reply.Replace(receipt, Answer.Text(turn.Words("follow-ups")["alreadyOnItsWay"])) : Reply.Replace(receipt);

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
        FreeAsync(turn, draft, form with { Customer = null }, new Chosen.Ask(why, [], null), ct);

    private Task<Reply> FreeAsync(Turn turn, Draft draft, FollowUpForm form, Chosen.Ask ask, CancellationToken ct) =>
        BackAsync(turn, Freed(draft), form, null, [ask.Why], null, ct, ask);

    private static Draft Freed(Draft draft) => draft with { CustomerId = null, StepId = null, FollowUpId = null, Rev = 0 };

    /// <summary>The form again, with what was typed and why; both are kept.</summary>
    private async Task<Reply> BackAsync(
        Turn turn, Draft draft, FollowUpForm form, CustomerFile? file, IReadOnlyList<Problem> faults, Asked? asked, CancellationToken ct, Chosen.Ask? ask = null)
    {
        draft = Prefill.Typed(draft, form, turn.Now);
        await drafts.PutAsync(turn.Tenant, draft, ct);
        var settled = draft.CustomerId is null ? null : file;
        return In(draft, Reply.Replace(FollowUpCards.Again(turn, draft, form, settled, await forms.OwnAsync(turn, settled, ct), faults, asked, file, ask)), false);
    }

    /// <summary>The card in the chat from which a dialog of this form was opened changes along.</summary>
    /// <param name="filed">Whether the record is kept.</param>
    public static Reply In(Draft draft, Reply reply, bool filed) =>
        Prefill.Of(draft) is { ChatCard: { } card } prefill && (filed || prefill.ChatIsRecord is not true) ? reply with { Settles = card } : reply;
}
