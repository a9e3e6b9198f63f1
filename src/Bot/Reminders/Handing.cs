using CrmBot.Bot.Conversation;
using CrmBot.Bot.Jobs;
using CrmBot.Domain;

namespace CrmBot.Bot.Reminders;

/// <summary>A step in a colleague's hands: chosen, done in one change, and told to both.</summary>
internal sealed class Handing(ReminderSteps steps, JobStarter jobs)
{
    /// <summary>The card that asks to whom.</summary>
    public async Task<Reply> ChooseAsync(Turn turn, ReminderForm form, CancellationToken ct)
    {
        var (file, step, no) = await steps.FindAsync(turn, form.Customer, form.Step, ct);
        return no is not null ? Reply.Replace(no)
            : file is null ? Reply.Say(Answer.Text(turn.Words("reminders")["ownStays"]))
            : Reply.Say(ReminderCards.Hand(turn, file, step!));
    }

    public async Task<Reply> HandAsync(Turn turn, HandForm form, CancellationToken ct)
    {
        var words = turn.Words("reminders");
        var to = turn.Company.Find(Ids.Given(form.To));
        return to is null ? Reply.Say(Answer.Text(words["needPerson"]))
            : to.Left ? Reply.Say(Answer.Text(words.Format("hasLeft", ("name", to.Name))))
            : await GiveAsync(turn, form, to, $"hand {to.Id}", ct);
    }

    /// <summary>To the customer's owner, or where that is the step's owner to their manager.</summary>
    public async Task<Reply> NotMineAsync(Turn turn, ReminderForm form, CancellationToken ct)
    {
        var words = turn.Words("reminders");
        var (file, step, no) = await steps.FindAsync(turn, form.Customer, form.Step, ct);
        if (no is not null)
        {
            return Reply.Replace(no);
        }

        if (file is null || step!.OwnerId != turn.Me.Id)
        {
            return Reply.Say(file is null ? Answer.Text(words["ownStays"]) : ReminderSteps.NotYours(turn, step!));
        }

        return Steps.Heir(file, step, turn.Company) is { } heir
            ? await GiveAsync(turn, form, heir, "not-mine", ct)
            : Reply.Say(Answer.Text(words["nobodyElse"]));
    }

    private async Task<Reply> GiveAsync(Turn turn, ReminderForm form, Person to, string what, CancellationToken ct)
    {
        var words = turn.Words("reminders");
        var (file, step, no) = await steps.FindAsync(turn, form.Customer, form.Step, ct);
        if (no is not null || file is null)
        {
            return Reply.Replace(no ?? ReminderCards.Settled(words["ownStays"]));
        }

        if (step!.OwnerId == to.Id)
        {
            return Reply.Say(Answer.Text(words.Format("alreadyTheirs", ("name", to.Name))));
        }

        switch (await steps.ChangeAsync(turn, form, new StepAct(what, (f, s) => Steps.Hand(f, s, to), s => s), ct))
        {
            case Press.Done done:
                // By a job, so that both are told also when this process dies now; begun twice it is one.
                await jobs.StartAsync(HandedTold.Order(turn, file.Head.Id, done.Step, step.OwnerId), ct);
                return Reply.Replace(Line(turn, step, to), [.. done.OnItsWay ? [Answer.Text(words["alreadyOnItsWay"])] : Array.Empty<Answer>()]);
            case Press.Not not:
                return Reply.Replace(not.Now);
            case Press.Again again when again.Step.OwnerId != to.Id:
                return Reply.Replace(ReminderCards.Due(turn, file, again.Step, new Shown(words["oldCard"])));
            default:
                return Reply.Replace(Line(turn, step, to));
        }
    }

    private static Answer.Card Line(Turn turn, Step step, Person to) =>
        ReminderCards.Settled(turn.Words("reminders").Format("handed", ("what", step.What), ("name", to.Name)), turn.ByMe);
}
