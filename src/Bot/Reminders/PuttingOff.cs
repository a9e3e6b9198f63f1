using System.Globalization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Plans;
using CrmBot.Domain;
using CrmBot.Language;

namespace CrmBot.Bot.Reminders;

/// <summary>A reminder for another time: a choice, a day, or a time in words.</summary>
internal sealed class PuttingOff(ReminderSteps steps)
{
    private readonly record struct When(DateOnly Day, TimeOnly? Time);

    public async Task<Reply> PutOffAsync(Turn turn, SnoozeForm form, CancellationToken ct)
    {
        var words = turn.Words("reminders");
        var (file, step, no) = await steps.FindAsync(turn, form.Customer, form.Step, ct);
        if (no is not null)
        {
            return Reply.Replace(no);
        }

        if (Read(turn, form, step!) is not { } until)
        {
            return Reply.Say(Answer.Text(string.IsNullOrWhiteSpace(form.SnoozeText) ? words["snoozeNeedsDay"] : words.Format("snoozeNotRead", ("text", Wording.Short(form.SnoozeText, 40)))));
        }

        if (string.IsNullOrEmpty(form.Sure) && form.Choice != nameof(SnoozeChoice.LaterToday) && DayDoubt.Of(turn, turn.Company.Find(step!.OwnerId) ?? turn.Me, until.Day) is { } doubt)
        {
            return Reply.Say(ReminderCards.Question(turn, file, step, doubt.Title, until.Day, doubt.Better, until.Time));
        }

        return await steps.ChangeAsync(turn, form, StepAct.PutOff(until.Day, until.Time), ct) switch
        {
            Press.Done done => Reply.Replace(Line(turn, step!, until), [.. done.OnItsWay ? [Answer.Text(words["alreadyOnItsWay"])] : Array.Empty<Answer>()]),
            Press.Again { Step: var now } when now.DueDay != until.Day || now.DueTime != until.Time =>
                Reply.Replace(ReminderCards.Due(turn, file, now, new Shown(words["oldCard"]))),
            Press.Not not => Reply.Replace(not.Now),
            _ => Reply.Replace(Line(turn, step!, until)),
        };
    }

    private static Answer.Card Line(Turn turn, Step step, When until) => ReminderCards.Settled(
        turn.Words("reminders").Format(
            "snoozed", ("what", step.What),
            ("moment", turn.Say.Moment(SendPlan.Of(Filing.Replanned(step, until.Day, until.Time), turn.Company.Find(step.OwnerId)).At, step.Zone, turn.Today))),
        turn.ByMe);

    /// <summary>Null when it says no moment ahead.</summary>
    private static When? Read(Turn turn, SnoozeForm form, Step step)
    {
        if (!Enum.TryParse<SnoozeChoice>(form.Choice, out var choice))
        {
            return null;
        }

        if (choice == SnoozeChoice.OnDay && !string.IsNullOrWhiteSpace(form.SnoozeText))
        {
            return InWords(turn, form.SnoozeText, step);
        }

        return Snooze.Until(choice, CardDay.Read(form.SnoozeOn), turn.Now, step.Zone) is not { } until ? null
            : new When(until.Day, choice == SnoozeChoice.OnDay && TimeOnly.TryParseExact(form.SnoozeAt, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : until.Time);
    }

    private static When? InWords(Turn turn, string text, Step step)
    {
        var owner = turn.Company.Find(step.OwnerId) ?? turn.Me;
        var context = new DateContext(turn.Now, step.Zone, owner.Region ?? Zones.RegionOf(owner.Zone) ?? "");
        if ((DateReader.When(text, context) ?? (DateReader.Find(text, context) is [var first, ..] ? first : null)) is not { } find)
        {
            return null;
        }

        var time = find.Time ?? WhenSaid.PartOf(find.Part);
        var today = Zones.DayOf(turn.Now, step.Zone);
        return Domain.Due.At(find.Due, time, step.Zone) > turn.Now && find.Due.DayNumber - today.DayNumber <= Domain.Due.FarthestDays && (time is not null || find.Due > today)
            ? new When(find.Due, time)
            : null;
    }
}
