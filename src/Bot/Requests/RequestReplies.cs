using CrmBot.Bot.Conversation;
using CrmBot.Bot.FollowUps;
using CrmBot.Bot.Jobs;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Requests;

/// <summary>What becomes of a request: taken on, answered, given back, moved, or not needed any more. Both sides see it.</summary>
internal sealed class RequestReplies(CustomerStore customers, JobStarter jobs)
{
    private const int LongestSaid = 1000;

    public Task<Reply> AcceptAsync(Turn turn, RequestForm form, CancellationToken ct) =>
        ChangeAsync(turn, form, "accept", (file, step) => step.AcceptedAt is null ? HelpRequests.Accept(file, step, turn.Now) : null, byHelper: true, ct);

    public Task<Reply> AnswerAsync(Turn turn, ReplyForm form, CancellationToken ct) => Said(form.Reply) is { } said
        ? ChangeAsync(turn, form, "answer", (file, step) => HelpRequests.Answer(file, step, said, turn.Now), byHelper: true, ct)
        : Task.FromResult(Reply.Say(Answer.Text(turn.Words("requests")["needReply"])));

    public Task<Reply> DeclineAsync(Turn turn, ReasonForm form, CancellationToken ct) => Said(form.Reason) is { } why
        ? ChangeAsync(turn, form, "decline", (file, step) => HelpRequests.GiveBack(file, step, BackTo(turn, file, step), why), byHelper: true, ct)
        : Task.FromResult(Reply.Say(Answer.Text(turn.Words("requests")["needReason"])));

    public Task<Reply> MoveAsync(Turn turn, MoveForm form, CancellationToken ct) => FollowUpForm.Day(form.MoveOn) is { } day && day >= turn.Today && day.DayNumber - turn.Today.DayNumber <= Due.FarthestDays
        ? ChangeAsync(turn, form, $"move {day:O}", (file, step) => step.DueDay == day ? null : HelpRequests.Move(file, step, day), byHelper: false, ct)
        : Task.FromResult(Reply.Say(Answer.Text(turn.Words("requests")["needDay"])));

    public Task<Reply> WithdrawAsync(Turn turn, RequestForm form, CancellationToken ct) =>
        ChangeAsync(turn, form, "withdraw", (file, step) => HelpRequests.Withdraw(file, step, turn.Now), byHelper: false, ct);

    /// <summary>The request as it stands, for who asked, who was asked, and who sees the customer.</summary>
    public async Task<Reply> ShowAsync(Turn turn, RequestForm form, CancellationToken ct) =>
        await customers.LoadAsync(turn.Tenant, Ids.Given(form.Customer), ct) is { } file && file.Steps.FirstOrDefault(s => s.Id == form.Step) is { AskedById: not null } step
            && (IsOf(turn, step) || Sight.Content(turn.Me, file, turn.Company))
            ? Reply.Say(RequestCards.Of(turn, file, step))
            : Reply.Say(Answer.Text(turn.Words("requests")["gone"]));

    /// <param name="change">Null when there is nothing to change.</param>
    /// <param name="byHelper">Only who was asked may do it, or who stands in for them.</param>
    private async Task<Reply> ChangeAsync(Turn turn, RequestForm form, string act, Func<CustomerFile, Step, CustomerEdit?> change, bool byHelper, CancellationToken ct)
    {
        var words = turn.Words("requests");
        var file = await customers.LoadAsync(turn.Tenant, Ids.Given(form.Customer), ct);
        if (file?.Steps.FirstOrDefault(s => s.Id == form.Step) is not { AskedById: { } askedBy } seen || !IsOf(turn, seen))
        {
            return Reply.Say(Answer.Text(words["gone"]));
        }

        var other = IsHelper(turn, seen) ? askedBy : seen.OwnerId;
        var op = Ids.Hash(turn.Tenant, seen.Id, $"{seen.Ver}", act);
        var outcome = await customers.ChangeAsync<NotFiled>(
            new ChangeRequest(turn.Tenant, file.Head.Id, op, turn.Me.Id, turn.Now),
            now => now?.Steps.FirstOrDefault(s => s.Id == form.Step) switch
            {
                null => new Decision<NotFiled>.No(NotFiled.NoRecord),
                not { State: StepState.Open, Kind: StepKind.Help } => new Decision<NotFiled>.No(NotFiled.Closed),
                var step when byHelper && !IsHelper(turn, step) => new Decision<NotFiled>.No(NotFiled.NoSight),
                var step => change(now, step) is { } edit ? new Decision<NotFiled>.Commit(edit, null, step.Id) : new Decision<NotFiled>.No(NotFiled.Outdated),
            },
            ct);
        switch (outcome)
        {
            case ChangeOutcome<NotFiled>.Committed done:
                await jobs.StartAsync(RequestTold.Order(turn, done.File.Head.Id, seen.Id, op, other, act == "accept"), ct);
                return Reply.Replace(RequestCards.Of(turn, done.File, done.File.Steps.First(s => s.Id == seen.Id)));
            case ChangeOutcome<NotFiled>.AlreadyDone done:
                return Reply.Replace(RequestCards.Of(turn, done.File, done.File.Steps.First(s => s.Id == seen.Id)));
            case ChangeOutcome<NotFiled>.No:
                return Reply.Replace(RequestCards.Of(turn, file, seen));
            default:
                return Reply.Say(Answer.Text(words["busy"]));
        }
    }

    /// <summary>Who asked; where they have left, the customer's owner.</summary>
    private static Person BackTo(Turn turn, CustomerFile file, Step step) =>
        turn.Company.Find(step.AskedById!) is { Left: false } asker ? asker : turn.Company.Find(file.Head.OwnerId) ?? turn.Me;

    private static bool IsHelper(Turn turn, Step step) => step.OwnerId == turn.Me.Id || turn.Company.Covers(turn.Me.Id, step.OwnerId);

    private static bool IsOf(Turn turn, Step step) => IsHelper(turn, step) || step.AskedById == turn.Me.Id;

    private static string? Said(string? text) => text?.Trim() is { Length: > 0 } said ? Wording.Short(said, LongestSaid) : null;
}
