using System.Globalization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.FollowUps;
using CrmBot.Domain;
using CrmBot.Scheduler;
using CrmBot.Storage;

namespace CrmBot.Bot.Reminders;

/// <summary>A due step comes back into the chat, and what a person does with it.</summary>
internal sealed class RemindersCapability(CustomerStore customers, FollowUpForms forms) : ICapability
{
    public string Name => "reminders";

    public void Map(Routes routes) => routes
        .Due(Arrive)
        .Card("reminders/show", ReminderJson.Default.ReminderForm, Show)
        .Card("reminders/done", ReminderJson.Default.ReminderForm, Done)
        .Card("reminders/snooze", ReminderJson.Default.SnoozeForm, PutOff)
        .Card("reminders/not-mine", ReminderJson.Default.ReminderForm, NotMine);

    private Task<Answer> Arrive(Turn turn, DueBatch batch, CancellationToken ct)
    {
        var words = turn.Words("reminders");
        return Task.FromResult<Answer>(batch.Prompts is [{ Kind: not PromptKind.Escalation, File: { } file } one]
            ? ReminderCards.Due(turn, file, one.Step, one.MayHaveArrived ? words["maybeTwice"] : "")
            : ReminderCards.List(turn, words.Format("listTitle", ("count", batch.Prompts.Count)), [.. batch.Prompts.Select(p => (p.CustomerId, p.File?.Head.Name ?? "", p.Step))]));
    }

    private async Task<Reply> Show(Turn turn, ReminderForm form, CancellationToken ct) =>
        await FindAsync(turn, form, ct) switch
        {
            (var file, { State: StepState.Open } step, null) => Reply.Say(ReminderCards.Due(turn, file!, step, "")),
            (_, _, var no) => Reply.Say(no!),
        };

    private async Task<Reply> Done(Turn turn, ReminderForm form, CancellationToken ct)
    {
        var (seen, step, no) = await FindAsync(turn, form, ct);
        if (no is not null)
        {
            return Reply.Replace(no);
        }

        var outcome = await ChangeAsync(turn, "done", form, (file, s) => Steps.Done(file, s, turn.Now), ct);
        return outcome switch
        {
            ChangeOutcome<NotFiled>.Committed done => await SettleAsync(done.File, InFlight(turn, done)),
            ChangeOutcome<NotFiled>.AlreadyDone done => Reply.Replace(SettledLine(turn, done.File, step!.Id)),
            _ => await CurrentAsync(turn, form, outcome, ct),
        };

        async Task<Reply> SettleAsync(CustomerFile file, IEnumerable<Answer> inFlight) => Reply.Replace(
            SettledLine(turn, file, step!.Id, turn.ByMe),
            [.. inFlight, Answer.Text(turn.Words("reminders").Format("howWasIt", ("customer", seen!.Head.Name))), await forms.NewAsync(turn, file, step, ct)]);
    }

    private async Task<Reply> PutOff(Turn turn, SnoozeForm form, CancellationToken ct)
    {
        var words = turn.Words("reminders");
        var (_, step, no) = await FindAsync(turn, form, ct);
        if (no is not null)
        {
            return Reply.Replace(no);
        }

        if (!Enum.TryParse<SnoozeChoice>(form.Choice, out var choice)
            || Snooze.Until(choice, FollowUpForm.Day(form.SnoozeOn), turn.Now, step!.Zone) is not { } until)
        {
            return Reply.Say(Answer.Text(words["snoozeNeedsDay"]));
        }

        var outcome = await ChangeAsync(turn, $"snooze {until.Day:O} {until.Time:O}", form, (file, s) => Steps.PutOff(file, s, until.Day, until.Time), ct);
        return outcome switch
        {
            ChangeOutcome<NotFiled>.Committed or ChangeOutcome<NotFiled>.AlreadyDone => Reply.Replace(
                ReminderCards.Settled(words.Format("snoozed", ("what", step!.What), ("moment", turn.Say.Moment(Domain.Due.At(until.Day, until.Time, step.Zone), step.Zone, turn.Today))), turn.ByMe),
                [.. InFlight(turn, outcome)]),
            _ => await CurrentAsync(turn, form, outcome, ct),
        };
    }

    private async Task<Reply> NotMine(Turn turn, ReminderForm form, CancellationToken ct)
    {
        var words = turn.Words("reminders");
        var (seen, step, no) = await FindAsync(turn, form, ct);
        if (no is not null)
        {
            return Reply.Replace(no);
        }

        if (step!.OwnerId != turn.Me.Id)
        {
            return Reply.Say(NotYours(turn, step));
        }

        if (Steps.Heir(seen!, step, turn.Company) is not { } heir)
        {
            return Reply.Say(Answer.Text(words["nobodyElse"]));
        }

        var outcome = await ChangeAsync(turn, "not-mine", form, (file, s) => Steps.Hand(file, s, heir), ct);
        return outcome is ChangeOutcome<NotFiled>.Committed or ChangeOutcome<NotFiled>.AlreadyDone
            ? Reply.Replace(ReminderCards.Settled(words.Format("handed", ("what", step.What), ("name", heir.Name)), turn.ByMe), [.. InFlight(turn, outcome)])
            : await CurrentAsync(turn, form, outcome, ct);
    }

    /// <summary>The step a button names, when this person may act on it; else what to say instead.</summary>
    private async Task<(CustomerFile? File, Step? Step, Answer.Card? No)> FindAsync(Turn turn, ReminderForm form, CancellationToken ct)
    {
        var words = turn.Words("reminders");
        var file = await customers.LoadAsync(turn.Tenant, Ids.Given(form.Customer), ct);
        var step = file?.Steps.FirstOrDefault(s => s.Id == form.Step);
        if (file is null || step is null)
        {
            return (file, null, ReminderCards.Settled(words["gone"]));
        }

        if (!Sight.Act(turn.Me, step, file.Head, turn.Company))
        {
            return (file, null, NotYours(turn, step));
        }

        return step.State != StepState.Open ? (file, step, SettledLine(turn, file, step.Id)) : (file, step, null);
    }

    /// <summary>One change of the step, made for the plan the card was sent for; the same press twice is one change.</summary>
    private async Task<ChangeOutcome<NotFiled>> ChangeAsync(
        Turn turn, string what, ReminderForm form, Func<CustomerFile, Step, CustomerEdit> change, CancellationToken ct)
    {
        var opId = Ids.Hash(turn.Tenant, Ids.Given(form.Step), form.Ver ?? "", what);
        return await customers.ChangeAsync<NotFiled>(
            new ChangeRequest(turn.Tenant, Ids.Given(form.Customer), opId, turn.Me.Id, turn.Now),
            file =>
            {
                var step = file?.Steps.FirstOrDefault(s => s.Id == form.Step);
                return step is null ? new Decision<NotFiled>.No(NotFiled.NoRecord)
                    : step.State != StepState.Open ? new Decision<NotFiled>.No(NotFiled.Closed)
                    : step.Ver.ToString(CultureInfo.InvariantCulture) != form.Ver ? new Decision<NotFiled>.No(NotFiled.Outdated)
                    : new Decision<NotFiled>.Commit(change(file!, step), null, step.Id);
            },
            ct);
    }

    /// <summary>Nothing was changed, mostly because the card is old: what is true now, in its place.</summary>
    private async Task<Reply> CurrentAsync(Turn turn, ReminderForm form, ChangeOutcome<NotFiled> outcome, CancellationToken ct)
    {
        var words = turn.Words("reminders");
        var (file, step, no) = await FindAsync(turn, form, ct);
        return Reply.Replace(no ?? ReminderCards.Due(turn, file!, step!, words[outcome is ChangeOutcome<NotFiled>.No ? "oldCard" : "busy"]));
    }

    private static Answer.Card NotYours(Turn turn, Step step) =>
        ReminderCards.Settled(turn.Words("reminders").Format("notYours", ("name", turn.Company.NameOf(step.OwnerId))));

    /// <summary>A reminder that is being sent at this moment cannot be held back; one that arrived is the card that was pressed.</summary>
    private static IEnumerable<Answer> InFlight(Turn turn, ChangeOutcome<NotFiled> outcome)
    {
        var words = turn.Words("reminders");
        return outcome is ChangeOutcome<NotFiled>.Committed done && done.OnItsWay.Except(done.Arrived, StringComparer.Ordinal).Any()
            ? [Answer.Text(words["alreadyOnItsWay"])]
            : [];
    }

    /// <param name="turn">Who sees it.</param>
    /// <param name="file">The customer.</param>
    /// <param name="stepId">The step that is no longer open.</param>
    /// <param name="by">Who did it just now, and when; null when it was before: then the record tells only the moment.</param>
    private static Answer.Card SettledLine(Turn turn, CustomerFile file, string stepId, string? by = null)
    {
        var words = turn.Words("reminders");
        var step = file.Steps.FirstOrDefault(s => s.Id == stepId);
        return step is null
            ? ReminderCards.Settled(words["gone"])
            : ReminderCards.Settled(
                words.Format(step.State == StepState.Done ? "done" : "cancelled", ("what", step.What), ("customer", file.Head.Name)),
                by ?? turn.Say.Moment(step.ClosedAt ?? turn.Now, turn.Me.Zone, turn.Today),
                step.State == StepState.Done);
    }
}
