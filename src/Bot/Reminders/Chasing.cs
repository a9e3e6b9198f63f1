using CrmBot.Bot.Conversation;
using CrmBot.Domain;

namespace CrmBot.Bot.Reminders;

/// <summary>A promise of the customer's that has not come: we ask for it, or do not need it any more.</summary>
internal sealed class Chasing(ReminderSteps steps)
{
    public async Task<Reply> AskAsync(Turn turn, ReminderForm form, CancellationToken ct)
    {
        var words = turn.Words("reminders");
        var (file, step, no) = await steps.FindAsync(turn, form.Customer, form.Step, ct);
        if (no is not null)
        {
            return Reply.Replace(no);
        }

        if (file is null || step!.By != OwedBy.Customer)
        {
            return Reply.Replace(ReminderCards.Due(turn, file, step!, new Shown(words["oldCard"])));
        }

        var waiting = turn.Company.Find(step.OwnerId);
        var act = new StepAct("ask", (f, s) => Promises.Ask(f, s, words.Format("askStep", ("what", s.What)), turn.Now, waiting), s => s);
        return await steps.ChangeAsync(turn, form, act, ct) switch
        {
            Press.Not not => Reply.Replace(not.Now),
            _ => Reply.Replace(ReminderCards.Settled(
                words.Format(
                    "asked", ("what", step.What), ("day", turn.Say.Day(Promises.AskOn(step, turn.Now, waiting), turn.Today)),
                    ("next", turn.Say.Day(Promises.LookOn(step, turn.Now, waiting), turn.Today))),
                turn.ByMe)),
        };
    }

    public async Task<Reply> NotNeededAsync(Turn turn, ReminderForm form, CancellationToken ct) =>
        await steps.ChangeAsync(turn, form, StepAct.Cancel(turn.Now), ct) switch
        {
            Press.Done done => Reply.Replace(ReminderSteps.Settled(turn, done.File, done.Step, turn.ByMe)),
            Press.Again again => Reply.Replace(ReminderSteps.Settled(turn, again.File, again.Step)),
            Press.Not not => Reply.Replace(not.Now),
            _ => Reply.Nothing,
        };
}
