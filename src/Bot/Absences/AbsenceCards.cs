using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;

namespace CrmBot.Bot.Absences;

internal sealed record LeaveFact(string Title, string Value);

/// <summary>An absence that was told. <c>Note</c> is empty where nothing is to be thought of.</summary>
internal sealed record LeaveModel(string Title, IReadOnlyList<LeaveFact> Facts, string Note, string From, string Until);

internal sealed record RosterRow(string Name, string Days, string Cover, bool Now);

internal sealed record RosterModel(string Title, IReadOnlyList<RosterRow> Rows, string Empty);

internal sealed record LeaveSettledModel(string Line, string By, bool Done);

/// <param name="From">First day of the absence the card was made for, as <c>yyyy-MM-dd</c>.</param>
internal sealed record LeaveForm(string? From, string? Until);

internal static class AbsenceCards
{
    public const int MostRows = 15;

    public static Answer.Card Set(Turn turn, Leave leave, Person? deputy, int due, string note)
    {
        var words = turn.Words("absences");
        var title = words.Format("set", ("days", AbsencesCapability.Days(turn.Say, leave, turn.Today)));
        var back = Absence.Return(turn.Me, leave.Until.AddDays(1));
        List<LeaveFact> facts =
        [
            new(words["cover"], deputy?.Name ?? words["nobody"]),
            new(words["dueMeanwhile"], words.Format(deputy is null ? "itemsWait" : "itemsGo", ("count", due))),
            new(words["back"], turn.Say.Day(back, turn.Today)),
        ];
        return Answer.Of("absences/set", new LeaveModel(title, facts, note, leave.From.ToString("O", null), leave.Until.ToString("O", null)), AbsenceCardJson.Default.LeaveModel, title);
    }

    public static Answer.Card Roster(Turn turn, IReadOnlyList<RosterRow> rows)
    {
        var words = turn.Words("absences");
        return Answer.Of("absences/roster", new RosterModel(words["roster"], rows, rows.Count == 0 ? words["nobodyAway"] : ""), AbsenceCardJson.Default.RosterModel, words["roster"]);
    }

    public static Answer.Card Settled(string line, string by = "", bool done = false) =>
        Answer.Of("absences/settled", new LeaveSettledModel(line, by, done), AbsenceCardJson.Default.LeaveSettledModel, line);
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(LeaveModel))]
[JsonSerializable(typeof(RosterModel))]
[JsonSerializable(typeof(LeaveSettledModel))]
internal sealed partial class AbsenceCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(LeaveForm))]
internal sealed partial class AbsenceJson : JsonSerializerContext;
