using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Care;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Scheduler;

namespace CrmBot.Bot.Reminders;

/// <summary>Everything of one person that is due together. <c>Dropped</c> is what was not done in time and is not to be done any more.</summary>
internal sealed record DigestModel(
    string Kind, string Title, string Subtitle, IReadOnlyList<StepSection> Sections, IReadOnlyList<DroppedRow> Dropped, string DroppedMore, string More);

internal sealed record DroppedRow(string Title, string Line);

/// <summary>The one message of everything that is due together: own things, those of people the reader stands in for, the team's.</summary>
internal static class Digest
{
    /// <summary>Rows that one list shows; the rest is counted.</summary>
    public const int MostRows = 10;

    /// <summary>Rows that a manager's reports have at least, however much the manager has to do.</summary>
    private const int LeastOfTeam = 3;

    private const int MostDropped = 5;

    /// <param name="down">The time in which the bot was down; null for none.</param>
    public static Answer.Card Of(Turn turn, DueBatch batch, Gap? down)
    {
        var words = turn.Words("reminders");
        var dropped = batch.Prompts.Where(p => p.TooLate).ToList();
        var team = batch.Prompts.Where(p => !p.TooLate && p.Kind == PromptKind.Escalation).ToList();
        var own = batch.Prompts.Where(p => !p.TooLate && p.Kind != PromptKind.Escalation).OrderBy(p => p.ForId is not null).ThenBy(p => p.Step.By).ThenBy(p => p.DueAt).ToList();

        // What customers promised is waited for, not done: it does not count among what is to be done.
        var toDo = own.Count(p => p.Step.By == OwedBy.Us);

        var shownOfTeam = Math.Min(team.Count, Math.Max(LeastOfTeam, MostRows - own.Count));
        var rows = own.Take(MostRows - shownOfTeam).Select(p => (SectionOf(turn, p), Row(turn, p)))
            .Concat(team.Take(shownOfTeam).Select(p => (own.Count > 0 ? words["teamSection"] : "", Row(turn, p)))).ToList();
        var left = own.Count + team.Count - rows.Count;
        var late = own.Where(p => MissedIn(turn, p, down)).ToList();
        var title = late.Count > 0 ? words.Format(late.Count == 1 ? "downOne" : "downMany", ("count", late.Count), ("kinds", Kinds(turn, late)))
            : toDo > 0 ? words.Format(toDo == 1 ? "listTitleOne" : "listTitle", ("count", toDo))
            : own.Count > 0 ? words.Format(own.Count == 1 ? "theirTitleOne" : "theirTitle", ("count", own.Count))
            : team.Count > 0 ? words.Format(team.Count == 1 ? "teamTitleOne" : "teamTitle", ("count", team.Count))
            : words.Format("droppedTitle", ("count", dropped.Count));
        List<string> under = [];
        if (late.Count > 0 && own.Count > late.Count)
        {
            under.Add(words.Format("andNow", ("count", own.Count - late.Count)));
        }

        if (batch.Prompts.Any(p => p.MayHaveArrived))
        {
            under.Add(words["maybeTwice"]);
        }

        if (own.Count > 0 && turn.Today.DayOfWeek == DayOfWeek.Monday)
        {
            under.Add(words["mondayExample"]);
        }

        var model = new DigestModel(
            words[own.Count > 0 ? "dueKind" : "listKind"], title, string.Join(' ', under), StepSection.Of(rows),
            [.. dropped.Take(MostDropped).Select(p => Dropped(turn, p))],
            dropped.Count > MostDropped ? words.Format("droppedMore", ("count", dropped.Count - MostDropped)) : "",
            left > 0 ? words.Format("more", ("count", left)) : "");
        return Answer.Of("reminders/list", model, DigestJson.Default.DigestModel, title) with
        {
            CardId = DigestAgain.IdOf(batch.Prompts[0].AttemptId),
            About = [.. dropped.Select(p => p.CustomerId).Distinct(StringComparer.Ordinal)],
            Quotes = Quoted.By(batch.Prompts.SelectMany(p => new[] { p.Step, p.File is null ? null : CarePlan.Along(p.File, p.Step) })),
        };
    }

    /// <summary>What is past its day is only told: nothing can be done with it.</summary>
    public static DroppedRow Dropped(Turn turn, DuePrompt prompt) => new(
        prompt.Step.What, turn.Words("reminders").Format("droppedLine", ("customer", prompt.Head?.Name ?? ""), ("late", turn.Say.Distance(prompt.Step, turn.Now))));

    /// <summary>Whose work it is and until when; empty for the reader's own.</summary>
    public static string Covering(Turn turn, DuePrompt prompt) =>
        prompt is { ForId: { } id, Kind: not PromptKind.Escalation } ? Covering(turn, id) : "";

    /// <summary>What a row stands under; empty for what the reader has to do.</summary>
    public static string SectionOf(Turn turn, DuePrompt prompt) =>
        Covering(turn, prompt) is { Length: > 0 } covering ? covering : prompt.Step.By == OwedBy.Customer ? turn.Words("reminders")["theirSection"] : "";

    public static string Covering(Turn turn, string personId)
    {
        var words = turn.Words("reminders");
        var away = turn.Company.Find(personId);
        return away is not null && Absence.At(away, turn.Now) is { } leave
            ? words.Format("covering", ("name", away.Name), ("day", leave.Until.ToString(words["shortDay"], CultureInfo.InvariantCulture)))
            : words.Format("coveringNoDay", ("name", turn.Company.NameOf(personId)));
    }

    /// <summary>
    /// Whether it was due in a time in which the bot was down: by the moment it was planned for, or, where it waited for the morning
    /// after the bot came back, by the moment it would have been.
    /// </summary>
    public static bool MissedIn(Turn turn, DuePrompt prompt, Gap? down)
    {
        return down is not null && prompt.Why is null
        && (Missed(prompt.FireAt)
            || (prompt is { Nudge: 0, ForId: null } && turn.Now - down.Until < TimeSpan.FromDays(1) && Missed(SendPlan.Of(prompt.Step, turn.Me).At)));

        bool Missed(DateTimeOffset planned) => turn.Now - planned > Downtime.Shortest && down.Holds(planned);
    }

    private static StepRow Row(Turn turn, DuePrompt prompt)
    {
        var words = turn.Words("reminders");
        var ofTeam = prompt.Kind == PromptKind.Escalation;
        var more = ofTeam
            ? prompt.Why switch { Storage.PromptMark.Unreachable => words["teamUnreached"], Storage.PromptMark.Away => words["teamAway"], _ => "" }
            : IsBelated(turn, prompt.Step) ? words["belatedShort"]
            : prompt.Nudge > 0 ? words.Format("nth", ("count", prompt.Nudge + 1)) : "";
        return StepRow.Of(
            turn, prompt.CustomerId, prompt.Head?.Name ?? "", prompt.Step with { What = CareWording.Joined(turn.Say, prompt.File, prompt.Step) }, ofTeam ? turn.Company.NameOf(prompt.ForId ?? prompt.Step.OwnerId) : null, more);
    }

    /// <summary>A birthday that is over and can still be wished for.</summary>
    public static bool IsBelated(Turn turn, Step step) => step.Kind == StepKind.Birthday && Domain.Due.IsOverdue(step, turn.Now);

    private static string Kinds(Turn turn, IReadOnlyList<DuePrompt> late)
    {
        var words = turn.Words("reminders");
        string Of(int count, string one, string many) => words.Format(count == 1 ? one : many, ("count", count));
        return string.Join(" / ", late.Where(p => p.Step.By == OwedBy.Us).GroupBy(p => p.Step.Kind is StepKind.Reminder ? null : p.Step.Kind).OrderBy(g => g.Key is null ? -1 : (int)g.Key).Select(g => g.Key switch
        {
            StepKind.Birthday => Of(g.Count(), "birthdayOne", "birthdayMany") + When(turn, g),
            StepKind.Holiday => Of(g.Count(), "holidayOne", "holidayMany") + When(turn, g),
            StepKind.Care => Of(g.Count(), "careOne", "careMany"),
            StepKind.Event => Of(g.Count(), "eventOne", "eventMany") + When(turn, g),
            _ => Of(g.Count(), "followUpOne", "followUpMany"),
        }).Concat(late.Count(p => p.Step.By == OwedBy.Customer) is > 0 and var theirs ? [Of(theirs, "promiseOne", "promiseMany")] : []));
    }

    /// <summary>The day of things that have one, when it is the same of all and over.</summary>
    private static string When(Turn turn, IEnumerable<DuePrompt> same)
    {
        var days = same.Select(p => p.Step.DueDay).Distinct().ToList();
        return days is [var day] && day < turn.Today ? turn.Words("reminders").Format("inBrackets", ("text", turn.Say.Ago(day, turn.Today))) : "";
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DigestModel))]
internal sealed partial class DigestJson : JsonSerializerContext;
