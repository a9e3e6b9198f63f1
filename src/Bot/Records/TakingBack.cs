using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.FollowUps;
using CrmBot.Bot.Jobs;
using CrmBot.Bot.Reminders;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Records;

/// <summary>A button that names what was done.</summary>
/// <param name="Op">The operation.</param>
internal sealed record UndoForm(string? Customer, string? Op);

/// <summary>
/// What a person did in the last ten minutes is taken back: a filing whole, an edit, a step closed by mistake. By the button of its card
/// or in words; twice is once.
/// </summary>
internal sealed class TakingBack(
    LastActs acts, HistoryStore history, CustomerStore customers, DraftStore drafts, RecordCopies copies, TakingBackOwn own, JobStarter jobs)
{
    private const string Kind = "undo";

    /// <summary>What was done last. Said twice, it is not the act before that goes too.</summary>
    public async Task<Reply> LastAsync(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var words = turn.Words("records");

        // A sentence that is sent again means what it meant the first time.
        if (await drafts.GetAsync(turn.Tenant, turn.Me.Id, turn.DraftId, ct) is { Kind: Kind, Note: { } op } meant)
        {
            return meant.CustomerId is { } before ? await TakeAsync(turn, before, op, ct) : await own.TakeAsync(turn, op, ct);
        }

        var reminder = await own.LastAsync(turn, ct);
        var lately = await acts.LatelyAsync(turn, ct);
        if (reminder is not null && turn.Now - reminder.AskedAt <= Undo.Window && (lately.Count == 0 || lately[0].Done.At < reminder.AskedAt))
        {
            if (reminder.State != StepState.Open)
            {
                return Reply.Say(Answer.Text(words[reminder.State == StepState.Done ? "reminderDone" : "takenBefore"]));
            }

            await drafts.PutAsync(turn.Tenant, new Draft(turn.DraftId, turn.Me.Id, Kind, null, null, null, 0, false, reminder.Id), ct);
            return await own.TakeAsync(turn, reminder.Id, ct);
        }

        if (lately is [var (act, done), ..])
        {
            if (done.What is not (Filing.FiledCode or Filing.EditedCode or Steps.DoneCode))
            {
                return Reply.Say(Answer.Text(words["takenBefore"]));
            }

            await drafts.PutAsync(turn.Tenant, new Draft(turn.DraftId, turn.Me.Id, Kind, act.CustomerId, null, null, 0, false, done.OpId), ct);
            return await TakeAsync(turn, act.CustomerId, done.OpId, ct);
        }

        var last = await acts.RecordAsync(turn, ct);
        if (reminder is { State: StepState.Open } && !(last?.Record.FiledAt > reminder.AskedAt))
        {
            return TakingBackOwn.TooLate(turn, reminder);
        }

        return last is var (file, record) && Sight.Content(turn.Me, file, turn.Company)
            ? Reply.Say(RecordCards.NotUndone(turn, file, record, NotUndone.TooLate))
            : Reply.Say(Answer.Text(words["nothingToTakeBack"]));
    }

    public async Task<Reply> PressedAsync(Turn turn, UndoForm form, CancellationToken ct)
    {
        var reply = await TakeAsync(turn, Ids.Given(form.Customer), Ids.Given(form.Op), ct);
        return reply.InPlace is null && reply.Messages is [Answer.Card card, ..] && card.Name is not RecordCards.NotUndoneCard
            ? Reply.Replace(card, [.. reply.Messages.Skip(1)])
            : reply;
    }

    private async Task<Reply> TakeAsync(Turn turn, string customerId, string opId, CancellationToken ct)
    {
        var words = turn.Words("records");
        var undoOp = Ids.From(opId, Kind);
        var file = await customers.LoadAsync(turn.Tenant, customerId, ct);
        var done = file is null ? null : await history.OperationAsync(turn.Tenant, customerId, opId, ct);
        if (file is null || done is null)
        {
            return Reply.Say(Answer.Text(words["nothingToTakeBack"]));
        }

        if (done.ById != turn.Me.Id || !Sight.Report(turn.Me, file, done.StepId, turn.Company))
        {
            return Reply.Say(done.ById == turn.Me.Id ? CustomerCards.Refusal(turn, file.Head) : Answer.Text(words["notYours"]));
        }

        if (await customers.ReceiptAsync(turn.Tenant, file.Head.Id, undoOp, ct) is not null)
        {
            return await TakenAsync(turn, file, done, undoOp, again: true, ct);
        }

        var record = done.FollowUpId is { } id ? await customers.FollowUpAsync(turn.Tenant, file.Head.Id, id, ct) : null;
        var (before, steps) = record is not null && done.What == Filing.EditedCode ? await BeforeAsync(turn, customerId, record, done, ct) : (null, []);
        if (done.What == Filing.EditedCode && before is null)
        {
            return Reply.Say(RecordCards.NotUndone(turn, file, record, record is null ? NotUndone.Gone : NotUndone.EditedSince));
        }

        if (done.What == Filing.FiledCode && record is not null)
        {
            // Before the change, so that nothing typed is lost should this process die behind it.
            await drafts.PutAsync(turn.Tenant, await AgainAsync(turn, file, record, done, undoOp, ct), ct);
        }

        var outcome = await customers.ChangeAsync(
            new ChangeRequest(turn.Tenant, file.Head.Id, undoOp, turn.Me.Id, turn.Now),
            now => Decide(turn, now, file.Rev, record, before, steps, done),
            ct);
        switch (outcome)
        {
            case ChangeOutcome<NotUndone>.Committed committed:
                if (done.What == Filing.FiledCode)
                {
                    await jobs.StartAsync(RecordGoneJob.Of(turn, committed.File.Head.Id, record!.Id, undoOp, Undo.FilingCode), ct);
                }

                var reply = await TakenAsync(turn, committed.File, done, undoOp, again: false, ct);
                return committed.OnItsWay.Except(committed.Arrived, StringComparer.Ordinal).Any()
                    ? reply with { Messages = [.. reply.Messages, Answer.Text(turn.Words("follow-ups")["alreadyOnItsWay"])] }
                    : reply;
            case ChangeOutcome<NotUndone>.AlreadyDone already:
                return await TakenAsync(turn, already.File, done, undoOp, again: true, ct);
            case ChangeOutcome<NotUndone>.No no:
                await drafts.RemoveAsync(turn.Tenant, turn.Me.Id, DraftOf(undoOp), ct);
                return Reply.Say(RecordCards.NotUndone(turn, file, record, no.Why));
            default:
                return Reply.Say(Answer.Text(words["busy"]));
        }
    }

    private static Decision<NotUndone> Decide(
        Turn turn, CustomerFile? file, int seenRev, FollowUp? record, FollowUp? before, IReadOnlyList<NextStep> steps, Operation done)
    {
        // An old record lies outside the file: what was read of it holds only while the customer is unchanged.
        var now = file?.Recent.FirstOrDefault(r => r.Id == record?.Id) ?? (file?.Rev == seenRev ? record : null);
        if (file is null)
        {
            return new Decision<NotUndone>.No(NotUndone.Gone);
        }

        if (Undo.Refusal(turn.Me, file, done, now, turn.Now) is { } why)
        {
            return new Decision<NotUndone>.No(why);
        }

        return done.What switch
        {
            Steps.DoneCode => new Decision<NotUndone>.Commit(Undo.Done(file, done, turn.Now), null, done.StepId),
            Filing.EditedCode when now!.Edition == before!.Edition + 1 =>
                new Decision<NotUndone>.Commit(Undo.Edited(file, now, before, steps, done, turn.Company, turn.Now), now.Id),
            Filing.EditedCode => new Decision<NotUndone>.No(NotUndone.EditedSince),
            _ => new Decision<NotUndone>.Commit(Undo.Filed(file, now!, done, turn.Company, turn.Now), now!.Id),
        };
    }

    /// <summary>The edition that an edit was made from, and the record's steps as they then were; null when it is not the latest edit.</summary>
    private async Task<(FollowUp? Before, IReadOnlyList<NextStep> Steps)> BeforeAsync(Turn turn, string filedAt, FollowUp record, Operation done, CancellationToken ct)
    {
        var editions = await history.EditionsAsync(turn.Tenant, filedAt, record.Id, ct);
        var kept = EditedFrom.In(await drafts.GetAsync(turn.Tenant, turn.Me.Id, EditedFrom.IdOf(done.OpId), ct));
        return editions is [{ By: var by }, { It: var before }, ..] && by?.OpId == done.OpId ? (before, kept?.Steps ?? []) : (null, []);
    }

    /// <summary>The form with everything that was typed, under an id of its own.</summary>
    private async Task<Draft> AgainAsync(Turn turn, CustomerFile file, FollowUp record, Operation done, string undoOp, CancellationToken ct)
    {
        var stored = FollowUpForms.Stored(turn, file, record);
        var first = await drafts.GetAsync(turn.Tenant, turn.Me.Id, done.OpId, ct);
        var prefill = (first is null ? null : Prefill.Of(first)) is { } read ? read with { Form = stored.Form, Gist = record.Gist, Remember = null } : stored;
        return (prefill with { StepIds = [.. stored.StepIds.Select(_ => "")], MaterialsStep = null }).In(
            new Draft(DraftOf(undoOp), turn.Me.Id, FollowUpForms.Kind, file.Head.Id, first?.StepId, null, 0, true, null) { Said = first?.Said }) with
        { SavedAt = turn.Now };
    }

    private async Task<Reply> TakenAsync(Turn turn, CustomerFile file, Operation done, string undoOp, bool again, CancellationToken ct)
    {
        var words = turn.Words("records");
        switch (done.What)
        {
            case Steps.DoneCode:
                return file.Steps.FirstOrDefault(s => s.Id == done.StepId) is { State: StepState.Open } step
                    ? Reply.Say(ReminderCards.Due(turn, file, step, new Shown(words["reopened"])))
                    : Reply.Say(Answer.Text(words["takenBefore"]));
            case Filing.EditedCode:
                var record = done.FollowUpId is { } id ? await customers.FollowUpAsync(turn.Tenant, file.Head.Id, id, ct) : null;
                return record is null
                    ? Reply.Say(Answer.Text(words["takenBefore"]))
                    : Reply.Say(FollowUpCards.Receipt(turn, file, record, null, words["editTakenBack"]));
            default:
                var draft = await drafts.GetAsync(turn.Tenant, turn.Me.Id, DraftOf(undoOp), ct);
                var card = RecordCards.Taken(turn, file, draft?.Id ?? "", again);
                if (done.FollowUpId is { } gone)
                {
                    await copies.SettleOwnAsync(turn, gone, card, ct);
                }

                return Reply.Say(card);
        }
    }

    private static string DraftOf(string undoOp) => Ids.From(undoOp, "draft");
}
