using System.Globalization;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Reminders;

/// <summary>What a button of a reminder leads to in the store.</summary>
internal abstract record Press
{
    private Press() { }

    /// <param name="File">Null for a reminder of one's own.</param>
    /// <param name="Step">As it is now.</param>
    /// <param name="OnItsWay">A message of it is being sent at this moment.</param>
    internal sealed record Done(CustomerFile? File, Step Step, bool OnItsWay) : Press;

    /// <summary>The same press was done before.</summary>
    /// <param name="OnItsWay">A message of it is still being sent.</param>
    internal sealed record Again(CustomerFile? File, Step Step, bool OnItsWay) : Press;

    /// <param name="Now">What is true instead.</param>
    internal sealed record Not(Answer.Card Now) : Press;
}

/// <summary>What is done with a step: of a customer, and the same of a reminder of one's own.</summary>
internal sealed record StepAct(string Name, Func<CustomerFile, Step, CustomerEdit> Shared, Func<Step, Step> Own)
{
    public static StepAct PutOff(DateOnly day, TimeOnly? time) =>
        new($"snooze {day:O} {time:O}", (file, s) => Steps.PutOff(file, s, day, time), s => Filing.Replanned(s, day, time));

    public static StepAct Done(DateTimeOffset now) =>
        new("done", (file, s) => Steps.Done(file, s, now), s => s with { State = StepState.Done, ClosedAt = now });

    public static StepAct Cancel(DateTimeOffset now) =>
        new("cancel", (file, s) => Steps.Cancel(file, s, now), s => s with { State = StepState.Cancelled, ClosedAt = now });
}

/// <summary>Finds the step that a button names, and changes it: of a customer, or of the person alone.</summary>
internal sealed class ReminderSteps(CustomerStore customers, OwnStepStore own, StepChanges changes)
{
    /// <summary>The step a button names, when this person may act on it; else what to say instead.</summary>
    public async Task<(CustomerFile? File, Step? Step, Answer.Card? No)> FindAsync(Turn turn, string? customer, string? stepId, CancellationToken ct)
    {
        var words = turn.Words("reminders");
        if (string.IsNullOrEmpty(customer))
        {
            var mine = await own.GetAsync(turn.Tenant, turn.Me.Id, Ids.Given(stepId), ct);
            return (null, mine, mine is null ? ReminderCards.Settled(words["gone"]) : mine.State != StepState.Open ? Settled(turn, null, mine) : null);
        }

        var file = await customers.LoadAsync(turn.Tenant, Ids.Given(customer), ct);
        var step = file?.Steps.FirstOrDefault(s => s.Id == stepId);
        if (file is null || step is null)
        {
            return (file, null, ReminderCards.Settled(words["gone"]));
        }

        return !Sight.Act(turn.Me, step, file.Head, turn.Company) ? (file, null, NotYours(turn, step))
            : (file, step, step.State != StepState.Open ? Settled(turn, file, step) : null);
    }

    /// <summary>One change of the step, made for the plan the card was sent for; the same press twice is one change.</summary>
    public async Task<Press> ChangeAsync(Turn turn, ReminderForm form, StepAct act, CancellationToken ct)
    {
        var (seen, step, no) = await FindAsync(turn, form.Customer, form.Step, ct);
        if (no is not null)
        {
            return new Press.Not(no);
        }

        var opId = OpOf(turn, form, act);
        if (turn.CardId == ReminderCards.IdOf(step!.Id))
        {
            changes.Keep(opId, turn.Me.Id, CardsKept.Replaced);
        }

        var press = seen is null ? await OwnAsync(turn, form, act, opId, ct) : await SharedAsync(turn, form, act, opId, ct);
        if (press is not Press.Done)
        {
            changes.Take(opId, turn.Me.Id);
        }

        return press;
    }

    /// <summary>The id of what a button does: of the same press the same.</summary>
    public static string OpOf(Turn turn, ReminderForm form, StepAct act) => Ids.Hash(turn.Tenant, Ids.Given(form.Step), form.Ver ?? "", act.Name);

    /// <summary>The line that stands for a step which is no longer open.</summary>
    /// <param name="by">Who did it just now, and when; null when it was before: then the record tells only the moment.</param>
    /// <param name="op">What the reader can take back; empty for nothing.</param>
    public static Answer.Card Settled(Turn turn, CustomerFile? file, Step step, string? by = null, string op = "") =>
        ReminderCards.Settled(
            ReminderCards.ClosedLine(turn.Words("reminders"), file, step),
            by ?? turn.Say.Moment(step.ClosedAt ?? turn.Now, turn.Me.Zone, turn.Today),
            step.State == StepState.Done, file?.Head.Id ?? "", file is null ? "" : op);

    public static Answer.Card NotYours(Turn turn, Step step) =>
        ReminderCards.Settled(turn.Words("reminders").Format("notYours", ("name", turn.Company.NameOf(step.OwnerId))));

    private async Task<Press> SharedAsync(Turn turn, ReminderForm form, StepAct act, string opId, CancellationToken ct)
    {
        var outcome = await customers.ChangeAsync<NotFiled>(
            new ChangeRequest(turn.Tenant, Ids.Given(form.Customer), opId, turn.Me.Id, turn.Now),
            file => file?.Steps.FirstOrDefault(s => s.Id == form.Step) switch
            {
                null => new Decision<NotFiled>.No(NotFiled.NoRecord),
                { State: not StepState.Open } => new Decision<NotFiled>.No(NotFiled.Closed),
                var step when !IsOf(step, form) => new Decision<NotFiled>.No(NotFiled.Outdated),
                var step => new Decision<NotFiled>.Commit(act.Shared(file!, step), null, step.Id),
            },
            ct);
        return outcome switch
        {
            ChangeOutcome<NotFiled>.Committed done when done.File.Steps.FirstOrDefault(s => s.Id == form.Step) is { } step =>
                new Press.Done(done.File, step, done.OnItsWay.Except(done.Arrived, StringComparer.Ordinal).Any()),
            ChangeOutcome<NotFiled>.AlreadyDone done when done.File.Steps.FirstOrDefault(s => s.Id == form.Step) is { } step => new Press.Again(done.File, step, done.OnItsWay.Count > 0),
            _ => new Press.Not(await CurrentAsync(turn, form, outcome is ChangeOutcome<NotFiled>.No ? "oldCard" : "busy", ct)),
        };
    }

    private async Task<Press> OwnAsync(Turn turn, ReminderForm form, StepAct act, string opId, CancellationToken ct) =>
        await own.ChangeAsync(turn.Tenant, turn.Me.Id, Ids.Given(form.Step), opId, s => s is { State: StepState.Open } && IsOf(s, form) ? act.Own(s) : null, ct) switch
        {
            OwnChange.Committed done => new Press.Done(null, done.Step, done.OnItsWay),
            OwnChange.AlreadyDone done => new Press.Again(null, done.Step, done.OnItsWay),
            _ => new Press.Not(await CurrentAsync(turn, form, "oldCard", ct)),
        };

    /// <summary>Nothing was changed, mostly because the card is old: what is true now, in its place.</summary>
    private async Task<Answer.Card> CurrentAsync(Turn turn, ReminderForm form, string why, CancellationToken ct)
    {
        var words = turn.Words("reminders");
        var (file, step, no) = await FindAsync(turn, form.Customer, form.Step, ct);
        return no ?? ReminderCards.Due(turn, file, step!, new Shown(why == "busy" ? words["busy"] : words["oldCard"]));
    }

    private static bool IsOf(Step step, ReminderForm form) => step.Ver.ToString(CultureInfo.InvariantCulture) == form.Ver;
}
