using CrmBot.Bot.Conversation;
using CrmBot.Bot.Plans;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Records;

/// <summary>A reminder of one's own that was set a moment ago is taken back: it is not of a customer, so no fact tells of it.</summary>
internal sealed class TakingBackOwn(OwnStepStore own)
{
    /// <summary>The reminder that the person set last, also one that is closed by now; null for none.</summary>
    public async Task<Step?> LastAsync(Turn turn, CancellationToken ct) =>
        (await own.AllAsync(turn.Tenant, turn.Me.Id, ct)).Where(s => s.AskedAt is not null && s.AskedAt <= turn.Now).MaxBy(s => s.AskedAt);

    public async Task<Reply> TakeAsync(Turn turn, string stepId, CancellationToken ct)
    {
        var words = turn.Words("records");
        var outcome = await own.ChangeAsync(
            turn.Tenant, turn.Me.Id, stepId, Ids.From(stepId, "undo"),
            s => s is { State: StepState.Open } ? s with { State = StepState.Cancelled, ClosedAt = turn.Now } : null, ct);
        return outcome switch
        {
            OwnChange.Committed { Step: var step } done => Taken(step, done.OnItsWay),
            OwnChange.AlreadyDone { Step: { State: StepState.Cancelled } step } done => Taken(step, done.OnItsWay),
            OwnChange.Unchanged { Step.State: StepState.Cancelled } => Reply.Say(Answer.Text(words["takenBefore"])),

            // Done by a button at the same moment.
            _ => Reply.Say(Answer.Text(words["reminderDone"])),
        };

        Reply Taken(Step step, bool onItsWay)
        {
            var card = PlanCards.Settled(words.Format("reminderTaken", ("what", step.What)), turn.ByMe);
            return onItsWay ? Reply.Say(card, Answer.Text(turn.Words("follow-ups")["alreadyOnItsWay"])) : Reply.Say(card);
        }
    }

    /// <summary>It stands, and how it is cancelled all the same.</summary>
    public static Reply TooLate(Turn turn, Step step)
    {
        var words = turn.Words("records");
        var what = Wording.Short(step.What, 40);
        return Reply.Say(Answer.Text(words.Format("reminderTooLate", ("what", what)), words.Format("sayCancelReminder", ("what", what))));
    }
}
