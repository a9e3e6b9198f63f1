using CrmBot.Bot.Conversation;
using CrmBot.Bot.Customers;
using CrmBot.Bot.FollowUps;
using CrmBot.Bot.Jobs;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Records;

/// <summary>A record is deleted for good by its author or one of their managers, after a question that says what goes along.</summary>
internal sealed class Deleting(LastActs acts, CustomerStore customers, RecordCopies copies, JobStarter jobs)
{
    public async Task<Reply> AskLastAsync(Turn turn, CancellationToken ct) => await acts.RecordAsync(turn, ct) is var (file, record)
        ? Ask(turn, file, record)
        : Reply.Say(Answer.Text(turn.Words("records")["noneFiled"]));

    public async Task<Reply> AskAsync(Turn turn, RecordForm form, CancellationToken ct)
    {
        var (file, record) = await FindAsync(turn, form, ct);
        return file is null || record is null ? Reply.Say(Answer.Text(turn.Words("records")["gone"])) : Ask(turn, file, record);
    }

    public async Task<Reply> DeleteAsync(Turn turn, RecordForm form, CancellationToken ct)
    {
        var words = turn.Words("records");
        var opId = Ids.From(Ids.Given(form.FollowUp), "deleted");
        var (file, record) = await FindAsync(turn, form, ct);
        if (file is null || record is null)
        {
            return Reply.Replace(FollowUpCards.Closed(words["gone"], ""));
        }

        var outcome = await customers.ChangeAsync(
            new ChangeRequest(turn.Tenant, file.Head.Id, opId, turn.Me.Id, turn.Now),
            now => Decide(turn, now, file.Rev, record),
            ct);
        switch (outcome)
        {
            case ChangeOutcome<NotFiled>.Committed committed:
                var settled = FollowUpCards.Closed(words["deleted"], turn.ByMe);
                await copies.SettleOwnAsync(turn, record.Id, settled, ct);
                await jobs.StartAsync(RecordGoneJob.Of(turn, committed.File.Head.Id, record.Id, opId, Unfiling.DeletedCode), ct);
                return committed.OnItsWay.Except(committed.Arrived, StringComparer.Ordinal).Any()
                    ? Reply.Replace(settled, Answer.Text(turn.Words("follow-ups")["alreadyOnItsWay"]))
                    : Reply.Replace(settled);
            case ChangeOutcome<NotFiled>.AlreadyDone:
                return Reply.Replace(FollowUpCards.Closed(words["gone"], ""));
            case ChangeOutcome<NotFiled>.No { Why: NotFiled.NoSight }:
                return Reply.Replace(FollowUpCards.Closed(words["notYoursToDelete"], ""));
            case ChangeOutcome<NotFiled>.No { Why: NotFiled.Outdated }:
                return await AskAsync(turn, form, ct);
            default:
                return Reply.Say(Answer.Text(words["busy"]));
        }
    }

    private static Decision<NotFiled> Decide(Turn turn, CustomerFile? file, int seenRev, FollowUp seen)
    {
        // An old record lies outside the file: what was read of it holds only while the customer is unchanged.
        var record = file?.Recent.FirstOrDefault(r => r.Id == seen.Id) ?? (file?.Rev == seenRev ? seen : null);
        return file is null ? new Decision<NotFiled>.No(NotFiled.NoCustomer)
            : record is null ? new Decision<NotFiled>.No(NotFiled.Outdated)
            : !Sight.Content(turn.Me, file, turn.Company) || !Unfiling.May(turn.Me, record, turn.Company) ? new Decision<NotFiled>.No(NotFiled.NoSight)
            : new Decision<NotFiled>.Commit(Unfiling.Delete(file, record, turn.Company, turn.Now), record.Id);
    }

    private static Reply Ask(Turn turn, CustomerFile file, FollowUp record) =>
        !Sight.Content(turn.Me, file, turn.Company) ? Reply.Say(CustomerCards.Refusal(turn, file.Head))
        : !Unfiling.May(turn.Me, record, turn.Company) ? Reply.Say(Answer.Text(turn.Words("records")["notYoursToDelete"]))
        : Reply.Say(RecordCards.Delete(turn, file, record));

    private async Task<(CustomerFile? File, FollowUp? Record)> FindAsync(Turn turn, RecordForm form, CancellationToken ct)
    {
        var file = await customers.LoadAsync(turn.Tenant, Ids.Given(form.Customer), ct);
        return (file, file is null ? null : await customers.FollowUpAsync(turn.Tenant, file.Head.Id, Ids.Given(form.FollowUp), ct));
    }
}
