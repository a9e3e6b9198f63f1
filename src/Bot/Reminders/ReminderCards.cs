using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;

namespace CrmBot.Bot.Reminders;

/// <summary>One due step. The snooze choices carry the moment they lead to; the first is empty when today has no more room.</summary>
internal sealed record DueModel(
    string Customer, string CustomerName, string Step, int Ver, string What, string Due, bool Late, string Contact, string LastWhen, string LastText,
    string Note, string LaterTitle, string TomorrowTitle, string MondayTitle, string Earliest);

internal sealed record DueListModel(string Title, IReadOnlyList<StepRow> Rows, string More);

/// <summary>What became of a reminder. <c>By</c> says who did it and when; empty when nobody did anything.</summary>
internal sealed record SettledModel(string Line, string By, bool Done);

/// <summary>A button of a reminder. <c>Ver</c> is the plan it was sent for.</summary>
internal record ReminderForm(string? Customer, string? Step, string? Ver);

/// <summary>A button that puts a reminder off.</summary>
internal sealed record SnoozeForm(string? Customer, string? Step, string? Ver, string? Choice, string? SnoozeOn) : ReminderForm(Customer, Step, Ver);

/// <summary>The cards of reminders, from steps to what a person reads.</summary>
internal static class ReminderCards
{
    /// <summary>Rows that one list shows; the rest is counted.</summary>
    public const int MostRows = 10;

    public static Answer.Card Due(Turn turn, CustomerFile file, Step step, string note)
    {
        var (words, say) = (turn.Words("reminders"), turn.Say);
        var source = file.Recent.FirstOrDefault(r => r.Id == step.SourceId) ?? (file.Recent.Count > 0 ? file.Recent[0] : null);
        var model = new DueModel(
            file.Head.Id, file.Head.Name, step.Id, step.Ver, step.What, say.DayAndDistance(step, turn.Now), Domain.Due.IsOverdue(step, turn.Now),
            source?.ContactName ?? "",
            source is null ? "" : $"{say.Day(Zones.DayOf(source.ContactedAt, turn.Me.Zone), turn.Today)} · {say.Code(source.Channel)}",
            source is null ? "" : Wording.Short(source.Summary, 200),
            note,
            SnoozeTitle(turn, step, SnoozeChoice.LaterToday, "laterToday"),
            SnoozeTitle(turn, step, SnoozeChoice.Tomorrow, "tomorrow"),
            SnoozeTitle(turn, step, SnoozeChoice.NextMonday, "nextMonday"),
            Zones.DayOf(turn.Now, step.Zone).AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return Answer.Of("reminders/due", model, ReminderCardJson.Default.DueModel, words.Format("notice", ("what", step.What), ("customer", file.Head.Name)));
    }

    public static Answer.Card List(Turn turn, string title, IReadOnlyList<(string CustomerId, string CustomerName, Step Step)> due)
    {
        var rows = due.OrderBy(d => d.Step.DueAt).Take(MostRows).Select(d => StepRow.Of(turn, d.CustomerId, d.CustomerName, d.Step)).ToList();
        var more = due.Count > rows.Count ? turn.Words("reminders").Format("more", ("count", due.Count - rows.Count)) : "";
        return Answer.Of("reminders/list", new DueListModel(title, rows, more), ReminderCardJson.Default.DueListModel, title);
    }

    public static Answer.Card Settled(string line, string by = "", bool done = false) =>
        Answer.Of("reminders/settled", new SettledModel(line, by, done), ReminderCardJson.Default.SettledModel, line);

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

        var at = turn.Say.Time(time ?? Domain.Due.ListTime);
        var when = isToday ? at : $"{day.ToString(words["shortDay"], CultureInfo.InvariantCulture)} {at}";
        return words.Format("snoozeTo", ("label", words[label]), ("moment", when));
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DueModel))]
[JsonSerializable(typeof(DueListModel))]
[JsonSerializable(typeof(SettledModel))]
internal sealed partial class ReminderCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(ReminderForm))]
[JsonSerializable(typeof(SnoozeForm))]
internal sealed partial class ReminderJson : JsonSerializerContext;
