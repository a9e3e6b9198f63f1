using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Care;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Ownership;
using CrmBot.Cards;
using CrmBot.Domain;

namespace CrmBot.Bot.Reminders;

/// <summary>One due step. The snooze choices carry the moment they lead to; the first is empty when today has no more room.</summary>
/// <param name="Customer">Empty for a reminder of one's own.</param>
/// <param name="Under">The customer and the contact, or that it is a reminder of one's own.</param>
/// <param name="Cover">Whose step it is, when it is not the reader's; else empty.</param>
/// <param name="Concern">What stands in the way; else empty.</param>
/// <param name="Belated">What can still be said when the day has passed; else empty.</param>
/// <param name="Draft">The form that is about to go; empty for every other reminder.</param>
/// <param name="Mine">The reader's own step at a customer: it can be refused, and the customer muted.</param>
internal sealed record DueModel(
    string Customer, string Step, int Ver, string Kind, string What, string Under, string Due, bool Late, string Cover, string LastWhen, string LastText,
    string Concern, string Belated, string Note, bool Mine, string LaterTitle, string TomorrowTitle, string MondayTitle, string Earliest, string MuteUntil, string Draft);

/// <summary>What became of a reminder. <c>By</c> says who did it and when; empty when nobody did anything.</summary>
/// <param name="Op">The operation that the reader can take back; empty for none.</param>
internal sealed record SettledModel(string Line, string By, bool Done, string Customer, string Op);

/// <summary>The day that was chosen is one on which nobody works, or the owner does not.</summary>
/// <param name="At">The time that was said; empty for the daily list.</param>
/// <param name="SameAt">On a day without a list the reminder needs a time of its own.</param>
internal sealed record QuestionModel(
    string Customer, string Step, int Ver, string Title, string Hint, string Better, string BetterOn, string Same, string SameOn, string At, string SameAt);

/// <summary>Who shall do it instead.</summary>
internal sealed record HandModel(string Customer, string Step, int Ver, string Title, string Subtitle, IReadOnlyList<Choice> People, string Empty, string Hint);

internal sealed record MutedModel(string Customer, string Contact, string Line, string Hint);

/// <summary>How a due step is shown beside what the record says of it.</summary>
/// <param name="Note">Something to know before going on; empty for nothing.</param>
/// <param name="Nudge">How often it was brought before.</param>
internal sealed record Shown(string Note = "", int Nudge = 0);

/// <summary>The cards of one reminder, from a step to what a person reads.</summary>
internal static class ReminderCards
{
    private const int MuteDays = 14;

    /// <summary>Open objections that a reminder names.</summary>
    private const int MostConcerns = 2;

    /// <summary>All cards of one step that a person was sent, and what became of it, change together.</summary>
    public static string IdOf(string stepId) => Ids.From(stepId, "card");

    public static Answer.Card Due(Turn turn, CustomerFile? file, Step step, Shown? shown = null)
    {
        var how = shown ?? new Shown();
        if (step.By == OwedBy.Customer && file is not null)
        {
            return PromisedCards.Of(turn, file, step, how, step.OwnerId == turn.Me.Id ? "" : Cover(turn, step), (choice, label) => SnoozeTitle(turn, step, choice, label)) with { CardId = IdOf(step.Id) };
        }

        var (words, say) = (turn.Words("reminders"), turn.Say);
        var source = file?.Recent.FirstOrDefault(r => r.Id == step.SourceId) ?? (file is { Recent: [var latest, ..] } ? latest : null);
        var mine = step.OwnerId == turn.Me.Id;
        var customer = file?.Head.Name ?? "";
        IReadOnlyList<Item> concerns = file is null ? [] : Concerns(turn, file, source);
        var concern = Wording.Short(string.Join(turn.Words("help")["listSeparator"], concerns.Select(i => i.Text)), 120);
        var what = CareWording.Joined(say, file, step);
        var model = new DueModel(
            file?.Head.Id ?? "", step.Id, step.Ver,
            how.Nudge > 0 ? words.Format("kindNth", ("kind", Kind(turn, step)), ("nth", words.Format("nth", ("count", how.Nudge + 1)))) : Kind(turn, step),
            what,
            file is null ? words[DraftOf(file, step).Length > 0 ? "draftLine" : "ownLine"] : string.IsNullOrEmpty(source?.ContactName) ? customer : $"{customer} · {source.ContactName}",
            On(turn, step), Domain.Due.IsOverdue(step, turn.Now), mine ? "" : Cover(turn, step),
            source is null ? "" : $"{say.Day(Zones.DayOf(source.ContactedAt, turn.Me.Zone), turn.Today)} · {say.Code(source.Channel)}",
            source is null ? "" : Wording.Short(source.Summary, 200),
            concern,
            Digest.IsBelated(turn, step) ? Belated(turn, step) : "",
            how.Note,
            mine && file is not null,
            SnoozeTitle(turn, step, SnoozeChoice.LaterToday, "laterToday"),
            SnoozeTitle(turn, step, SnoozeChoice.Tomorrow, "tomorrow"),
            SnoozeTitle(turn, step, SnoozeChoice.NextMonday, "nextMonday"),
            CardDay.Text(Zones.DayOf(turn.Now, step.Zone).AddDays(1)),
            CardDay.Text(turn.Today.AddDays(MuteDays)),
            DraftOf(file, step));
        var notice = file is null ? what
            : concern.Length == 0 ? words.Format("notice", ("what", what), ("customer", customer))
            : words.Format("noticeConcern", ("what", what), ("customer", customer), ("concern", concern));
        return Answer.Of("reminders/due", model, ReminderCardJson.Default.DueModel, notice) with
        {
            CardId = IdOf(step.Id),
            About = source is not null && source.Id == step.SourceId ? [source.Id] : [],
            Quotes = [.. Quoted.By(source), .. Quoted.By(step, file is null ? null : CarePlan.Along(file, step)), .. Quoted.By(concerns)],
        };
    }

    /// <param name="customer">With <paramref name="op"/>, for what can be taken back.</param>
    public static Answer.Card Settled(string line, string by = "", bool done = false, string customer = "", string op = "") =>
        Answer.Of("reminders/settled", new SettledModel(line, by, done, customer, op), ReminderCardJson.Default.SettledModel, line);

    /// <summary>What became of a step that is no longer open.</summary>
    public static string ClosedLine(Words words, CustomerFile? file, Step step)
    {
        var done = step.State == StepState.Done;
        if (step.What.Length == 0)
        {
            return words["withdrawn"];
        }

        if (file is not null && step.By == OwedBy.Customer)
        {
            return words.Format(done ? "came" : "notNeededLine", ("what", step.What), ("customer", file.Head.Name));
        }

        return file is null
            ? words.Format(done ? "doneOwn" : "cancelledOwn", ("what", step.What))
            : words.Format(done ? "done" : IsLapsed(step) ? "lapsed" : "cancelled", ("what", step.What), ("customer", file.Head.Name));
    }

    private static bool IsLapsed(Step step) => step.ClosedAt is { } at && Lateness.IsTooLate(step, Zones.DayOf(at, step.Zone));

    /// <param name="title">What is the matter with the day.</param>
    /// <param name="better">The next day on which the owner works.</param>
    public static Answer.Card Question(Turn turn, CustomerFile? file, Step step, string title, DateOnly day, DateOnly better, TimeOnly? at)
    {
        var words = turn.Words("reminders");
        string Title(string key, DateOnly on) => words.Format(key, ("day", turn.Say.Day(on, turn.Today)));
        var model = new QuestionModel(
            file?.Head.Id ?? "", step.Id, step.Ver, title, step.What, Title("betterDay", better), CardDay.Text(better), Title("sameDay", day), CardDay.Text(day),
            at is { } time ? turn.Say.Time(time) : "", turn.Say.Time(at ?? ListTime(turn, step)));
        return Answer.Of("reminders/question", model, ReminderCardJson.Default.QuestionModel, title) with { Quotes = Quoted.By(step) };
    }

    public static Answer.Card Hand(Turn turn, CustomerFile file, Step step)
    {
        var words = turn.Words("reminders");
        var people = OwnershipCards.Takers(turn.Company, step.OwnerId);
        var title = words.Format("handTitle", ("what", Wording.Short(step.What, 40)));
        var model = new HandModel(
            file.Head.Id, step.Id, step.Ver, title, file.Head.Name, people, people.Count == 0 ? words["nobodyToChoose"] : "", people.Count == 0 ? words["nobodyToChooseHint"] : "");
        return Answer.Of("reminders/hand", model, ReminderCardJson.Default.HandModel, title) with { Quotes = Quoted.By(step) };
    }

    /// <param name="contact">Who alone is left alone; empty for all of the customer.</param>
    public static Answer.Card Muted(Turn turn, string customerId, string contact, string line) =>
        Answer.Of("reminders/muted", new MutedModel(customerId, contact, line, turn.Words("reminders")["mutedHint"]), ReminderCardJson.Default.MutedModel, line);

    /// <summary>What stands in the way: what the step's own record told of first.</summary>
    private static IReadOnlyList<Item> Concerns(Turn turn, CustomerFile file, FollowUp? source) =>
        [.. Profile.Of(file, turn.Me.Zone).Objections.OrderByDescending(i => i.Marks.Any(m => m.SourceId == source?.Id)).Take(MostConcerns)];

    private static string Kind(Turn turn, Step step) => turn.Words("reminders")[step.Kind switch
    {
        StepKind.Reminder => step.SourceId is null ? "kindReminder" : "kindDraft",
        StepKind.Birthday => "kindBirthday",
        StepKind.Holiday => "kindHoliday",
        StepKind.Care => "kindCare",
        StepKind.Event => "kindEvent",
        StepKind.Help => "kindHelp",
        _ => "dueKind",
    }];

    /// <summary>A reminder of one's own that comes from something comes from a form that was begun.</summary>
    private static string DraftOf(CustomerFile? file, Step step) => file is null && step is { Kind: StepKind.Reminder, SourceId: { } draft } ? draft : "";

    private static string Cover(Turn turn, Step step) => turn.Company.Covers(turn.Me.Id, step.OwnerId)
        ? Digest.Covering(turn, step.OwnerId)
        : turn.Words("reminders").Format("whose", ("name", turn.Company.NameOf(step.OwnerId)));

    /// <summary>The due day, with the day it is about where that is another.</summary>
    private static string On(Turn turn, Step step) => step.On is { } on
        ? turn.Words("reminders").Format("about", ("due", turn.Say.DayAndDistance(step, turn.Now)), ("day", turn.Say.Day(on, turn.Today)))
        : turn.Say.DayAndDistance(step, turn.Now);

    /// <summary>Not the same sentence for everyone.</summary>
    private static string Belated(Turn turn, Step step)
    {
        var words = turn.Words("reminders");
        return words[(step.Id.Sum(c => c) % 3) switch { 0 => "belatedFirst", 1 => "belatedSecond", _ => "belatedThird" }];
    }

    private static TimeOnly ListTime(Turn turn, Step step) => turn.Company.Find(step.OwnerId)?.ListTime ?? Domain.Due.ListTime;

    /// <summary>The day and time it leads to; of today only the time. Empty when "later today" is no longer today.</summary>
    private static string SnoozeTitle(Turn turn, Step step, SnoozeChoice choice, string label)
    {
        var words = turn.Words("reminders");
        var (day, time) = Snooze.Until(choice, null, turn.Now, step.Zone)!.Value;
        var isToday = day == Zones.DayOf(turn.Now, step.Zone);
        if (choice == SnoozeChoice.LaterToday && !isToday)
        {
            return "";
        }

        var at = turn.Say.Time(time ?? ListTime(turn, step));
        var when = isToday ? at : $"{day.ToString(words["shortDay"], CultureInfo.InvariantCulture)} {at}";
        return words.Format("snoozeTo", ("label", words[label]), ("moment", when));
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DueModel))]
[JsonSerializable(typeof(SettledModel))]
[JsonSerializable(typeof(QuestionModel))]
[JsonSerializable(typeof(HandModel))]
[JsonSerializable(typeof(MutedModel))]
internal sealed partial class ReminderCardJson : JsonSerializerContext;
