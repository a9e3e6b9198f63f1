using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Ownership;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Reminders;

/// <summary>What became of the reminders of one step, in words.</summary>
/// <param name="Trail">What happened, the oldest first; empty for nothing yet.</param>
internal sealed record WhyModel(string Title, string Subtitle, string Conclusion, IReadOnlyList<Line> Facts, IReadOnlyList<Line> Trail);

internal sealed record WhichModel(string Title, IReadOnlyList<StepRow> Rows);

internal static class WhyCards
{
    public static Answer.Card Choose(Turn turn, IReadOnlyList<(CustomerFile? File, Step Step)> steps, bool several)
    {
        var words = turn.Words("reminders");
        var rows = steps.Select(s => StepRow.Of(turn, s.File?.Head.Id ?? "", s.File?.Head.Name ?? "", s.Step, several ? turn.Company.NameOf(s.Step.OwnerId) : null)).ToList();
        return Answer.Of("reminders/which", new WhichModel(words["whyWhich"], rows), WhyJson.Default.WhichModel, words["whyWhich"]) with { Quotes = Quoted.By(steps.Select(s => s.Step)) };
    }

    /// <param name="prompt">The owner's; null when there is none.</param>
    /// <param name="mine">What the reader got of it, where it is somebody else's.</param>
    public static Answer.Card Of(Turn turn, CustomerFile? file, Step step, Prompt? prompt, IReadOnlyList<Prompt> mine)
    {
        var conclusion = Conclusion(turn, step, prompt);
        var model = new WhyModel(
            step.What, file?.Head.Name ?? turn.Words("reminders")["ownLine"], conclusion, Facts(turn, file, step, prompt),
            [
                .. Trail(turn, step.OwnerId, prompt).Concat(mine.SelectMany(m => Trail(turn, turn.Me.Id, m)))
                    .OrderBy(t => t.At).Select(t => new Line(Moment(turn, t.At), t.Text)),
            ]);
        return Answer.Of("reminders/log", model, WhyJson.Default.WhyModel, conclusion) with { About = file is null ? [] : [file.Head.Id], Quotes = Quoted.By(step) };
    }

    private static List<Line> Facts(Turn turn, CustomerFile? file, Step step, Prompt? prompt)
    {
        var words = turn.Words("reminders");
        var owner = turn.Company.Find(step.OwnerId);
        List<Line> facts = [new(words[step.By == OwedBy.Us ? "factWhose" : "factWaits"], turn.Company.NameOf(step.OwnerId))];
        if (file?.Recent.FirstOrDefault(r => r.Id == step.SourceId) is { } source)
        {
            facts.Add(new(words["factFrom"], $"{turn.Say.Day(Zones.DayOf(source.ContactedAt, turn.Me.Zone), turn.Today)} · {turn.Say.Code(source.Channel)}"));
        }

        facts.Add(new(words["factDue"], turn.Say.DayAndDistance(step, turn.Now)));
        facts.Add(new(
            words["factPlanned"],
            words.Format(step.DueTime is null ? "plannedList" : "plannedTime", ("moment", Moment(turn, SendPlan.Of(step, owner).At)))));

        if (prompt?.Trail?.Count(m => m.State == PromptState.Sent) is > 0 and var times)
        {
            facts.Add(new(words["factTimes"], words.Format("timesValue", ("count", times))));
        }

        if (owner is not null && Absence.At(owner, turn.Now) is { } leave)
        {
            facts.Add(new(words["factAway"], leave.DelegateId is { } id
                ? words.Format("awayWith", ("day", turn.Say.Day(leave.Until, turn.Today)), ("name", turn.Company.NameOf(id)))
                : words.Format("awayAlone", ("day", turn.Say.Day(leave.Until, turn.Today)))));
        }

        if (file is not null && owner is not null && QuietContacts.Of(owner, file, step, turn.Today) is { } mute)
        {
            facts.Add(new(words["factMuted"], words.Format("mutedUntil", ("day", turn.Say.Day(mute.Until, turn.Today)))));
        }

        return facts;
    }

    private static string Conclusion(Turn turn, Step step, Prompt? prompt)
    {
        var words = turn.Words("reminders");
        var who = Who(turn, step.OwnerId);
        var last = prompt?.Trail?.LastOrDefault(m => m.State == PromptState.Sent);
        return (step, prompt) switch
        {
            ({ State: StepState.Done }, _) => words.Format("whyDone", ("moment", Moment(turn, step.ClosedAt ?? turn.Now))),
            ({ State: StepState.Cancelled }, _) => words.Format("whyCancelled", ("moment", Moment(turn, step.ClosedAt ?? turn.Now))),
            (_, null) => words["whyNotPlanned"],
            (_, { State: PromptState.Sending }) => words["whySending"],
            (_, { State: PromptState.Sent }) => words.Format("whySent", ("moment", Moment(turn, last?.At ?? prompt.SettledAt ?? turn.Now)), ("who", who)),
            (_, { State: PromptState.Pending }) when last is not null && prompt.Nudge is not null => words.Format("whySentNext", ("moment", Moment(turn, last.At)), ("who", who), ("next", Moment(turn, prompt.FireAt))),
            (_, { State: PromptState.Pending, Trail: [.., { Why: { } why } mark] }) when mark.State != PromptState.Sent => words.Format("whyPutOff", ("reason", Reason(turn, mark, step.OwnerId)), ("next", Moment(turn, prompt.FireAt))),
            (_, { State: PromptState.Pending }) => words.Format(prompt.FireAt > turn.Now ? "whyPlanned" : "whyAnyMoment", ("next", Moment(turn, prompt.FireAt))),
            (_, { State: PromptState.Parked }) => words.Format("whyParked", ("who", who)),
            (_, { State: PromptState.Moved }) => words.Format("whyMoved", ("who", who), ("name", turn.Company.NameOf(prompt.MovedTo ?? "")), ("next", Moment(turn, prompt.FireAt))),
            (_, { State: PromptState.Unknown }) => words["whyUnknown"],
            (_, { State: PromptState.Poison }) => words["whyPoison"],
            _ => words["whyRemoved"],
        };
    }

    private static IEnumerable<(DateTimeOffset At, string Text)> Trail(Turn turn, string recipient, Prompt? prompt) =>
        (prompt?.Trail ?? []).Select(mark => (mark.At, Reason(turn, mark, recipient)));

    /// <summary>One thing that happened, as a person says it.</summary>
    private static string Reason(Turn turn, PromptMark mark, string recipient)
    {
        var words = turn.Words("reminders");
        var who = Who(turn, recipient);
        return mark switch
        {
            { State: PromptState.Sent } => words.Format("logSent", ("who", who)),
            { State: PromptState.Moved } => words.Format("logMoved", ("who", who)),
            { State: PromptState.Parked } or { Why: PromptMark.Unreachable } => words.Format("logParked", ("who", who)),
            { Why: PromptMark.Redriven } => words["logRedriven"],
            { Why: PromptMark.Closed } => words["logClosed"],
            { Why: PromptMark.Enough } => words["logEnough"],
            { Why: PromptMark.Muted } => words["logMuted"],
            { Why: PromptMark.Away } => words.Format("logAway", ("who", who)),
            { Why: PromptMark.NotYet } => words["logNotYet"],
            { Why: "throttled" } => words["logThrottled"],
            { State: PromptState.Removed } => words["logRemoved"],
            { State: PromptState.Unknown } => words["logUnknown"],
            { State: PromptState.Poison } => words["logPoison"],
            _ => words["logNotSent"],
        };
    }

    private static string Who(Turn turn, string personId) => personId == turn.Me.Id ? turn.Words("reminders")["you"] : turn.Company.NameOf(personId);

    private static string Moment(Turn turn, DateTimeOffset at) => turn.Say.Moment(at, turn.Me.Zone, turn.Today);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WhyModel))]
[JsonSerializable(typeof(WhichModel))]
internal sealed partial class WhyJson : JsonSerializerContext;
