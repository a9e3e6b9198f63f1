using CrmBot.Bot.Conversation;
using CrmBot.Bot.Jobs;
using CrmBot.Bot.FollowUps;
using CrmBot.Bot.Requests;
using CrmBot.Domain;
using CrmBot.Scheduler;
using CrmBot.Storage;

namespace CrmBot.Bot.Reminders;

/// <summary>Due things come back into the chat, and what a person does with them.</summary>
internal sealed class RemindersCapability(
    CustomerStore customers, FollowUpForms forms, ReminderSteps steps, PuttingOff puttingOff, Handing handing, Muting muting, Explaining explaining,
    DoneInWords doneInWords, Chasing chasing, Downtime downtime, StepChanges changes) : ICapability
{
    public string Name => "reminders";

    public void Map(Routes routes) => routes
        .Due(Arrive)
        .Text("why_not_reminded", (turn, meaning, ct) => explaining.AskAsync(turn, meaning, ct))
        .Text("step_done", (turn, meaning, ct) => doneInWords.AnswerAsync(turn, meaning, ct))
        .Card("reminders/answer", ReminderJson.Default.DoneForm, (turn, form, ct) => doneInWords.ChosenAsync(turn, form, ct))
        .Card("reminders/show", ReminderJson.Default.ReminderForm, Show)
        .Card("reminders/done", ReminderJson.Default.ReminderForm, Done)
        .Card("reminders/snooze", ReminderJson.Default.SnoozeForm, (turn, form, ct) => puttingOff.PutOffAsync(turn, form, ct))
        .Card("reminders/hand", ReminderJson.Default.ReminderForm, (turn, form, ct) => handing.ChooseAsync(turn, form, ct))
        .Card("reminders/give", ReminderJson.Default.HandForm, (turn, form, ct) => handing.HandAsync(turn, form, ct))
        .Card("reminders/not-mine", ReminderJson.Default.ReminderForm, (turn, form, ct) => handing.NotMineAsync(turn, form, ct))
        .Card("reminders/ask", ReminderJson.Default.ReminderForm, (turn, form, ct) => chasing.AskAsync(turn, form, ct))
        .Card("reminders/not-needed", ReminderJson.Default.ReminderForm, (turn, form, ct) => chasing.NotNeededAsync(turn, form, ct))
        .Card("reminders/mute", ReminderJson.Default.MuteForm, (turn, form, ct) => muting.MuteAsync(turn, form, ct))
        .Card("reminders/unmute", ReminderJson.Default.UnmuteForm, (turn, form, ct) => muting.UnmuteAsync(turn, form, ct))
        .Card("reminders/why", ReminderJson.Default.WhyForm, (turn, form, ct) => explaining.ExplainAsync(turn, form, ct));

    private async Task<Announcement> Arrive(Turn turn, DueBatch batch, CancellationToken ct)
    {
        var down = await downtime.LatestAsync(ct);
        batch = Along.Of(batch);
        var answer = batch.Prompts switch
        {
            [{ TooLate: true } over] => Over(turn, over),
            [{ Kind: not PromptKind.Escalation, File: { } file, Step.Kind: StepKind.Help } asked] => RequestCards.Of(turn, file, asked.Step),
            [{ Kind: not PromptKind.Escalation } one] => ReminderCards.Due(turn, one.File, one.Step, new Shown(NoteOf(turn, one, down), one.Nudge)),
            _ => Digest.Of(turn, batch, down),
        };
        List<DuePrompt> dropped = [.. batch.Prompts.Where(p => p is { TooLate: true, CustomerId.Length: > 0 })];
        return dropped.Count == 0 ? new Announcement(answer) : new Announcement(answer, then => CloseAsync(turn, dropped, then));
    }

    private static Answer.Card Over(Turn turn, DuePrompt prompt)
    {
        var row = Digest.Dropped(turn, prompt);
        return ReminderCards.Settled(row.Title, row.Line) with { About = [prompt.CustomerId] };
    }

    private static string NoteOf(Turn turn, DuePrompt one, Gap? down)
    {
        var words = turn.Words("reminders");
        return one.MayHaveArrived ? words["maybeTwice"] : Digest.MissedIn(turn, one, down) ? words["downNote"] : "";
    }

    /// <summary>What is too late to be done was told once; it shall not come up again.</summary>
    private async Task CloseAsync(Turn turn, IReadOnlyList<DuePrompt> dropped, CancellationToken ct)
    {
        foreach (var prompt in dropped)
        {
            var opId = SweepJob.ClosingOf(turn.Tenant, prompt.StepId, prompt.Ver);
            changes.Keep(opId, turn.Me.Id, CardsKept.All);
            var outcome = await customers.ChangeAsync<NotFiled>(
                new ChangeRequest(turn.Tenant, prompt.CustomerId, opId, turn.Me.Id, turn.Now),
                file => file?.OpenSteps.FirstOrDefault(s => s.Id == prompt.StepId && s.Ver == prompt.Ver) is { } step
                    ? new Decision<NotFiled>.Commit(Steps.Lapse(file, step, turn.Now), null, step.Id)
                    : new Decision<NotFiled>.No(NotFiled.Closed),
                ct);
            if (outcome is not ChangeOutcome<NotFiled>.Committed)
            {
                changes.Take(opId, turn.Me.Id);
            }
        }
    }

    private async Task<Reply> Show(Turn turn, ReminderForm form, CancellationToken ct) =>
        await steps.FindAsync(turn, form.Customer, form.Step, ct) switch
        {
            ({ } file, { State: StepState.Open, Kind: StepKind.Help } step, null) => Reply.Say(RequestCards.Of(turn, file, step)),
            (var file, { State: StepState.Open } step, null) => Reply.Say(ReminderCards.Due(turn, file, step)),
            (_, _, var no) => Reply.Say(no!),
        };

    private async Task<Reply> Done(Turn turn, ReminderForm form, CancellationToken ct)
    {
        var words = turn.Words("reminders");
        switch (await steps.ChangeAsync(turn, form, StepAct.Done(turn.Now), ct))
        {
            case Press.Done done:
                List<Answer> then = [.. done.OnItsWay ? [Answer.Text(words["alreadyOnItsWay"])] : Array.Empty<Answer>()];
                if (done is { File: { } file, Step.By: OwedBy.Us })
                {
                    then.AddRange([Answer.Text(words.Format("howWasIt", ("customer", file.Head.Name))), await forms.NewAsync(turn, file, done.Step, ct)]);
                }

                return Reply.Replace(ReminderSteps.Settled(turn, done.File, done.Step, turn.ByMe, ReminderSteps.OpOf(turn, form, StepAct.Done(turn.Now))), then);
            case Press.Again again:
                return Reply.Replace(
                    again.Step.State == StepState.Open ? ReminderCards.Due(turn, again.File, again.Step, new Shown(words["oldCard"])) : ReminderSteps.Settled(turn, again.File, again.Step),
                    again.OnItsWay ? [Answer.Text(words["alreadyOnItsWay"])] : []);
            case Press.Not not:
                return Reply.Replace(not.Now);
            default:
                return Reply.Nothing;
        }
    }
}
