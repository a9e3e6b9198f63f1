using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;

namespace CrmBot.Bot.Reminders;

/// <summary>Which of several is done.</summary>
internal sealed record WhichDoneModel(string Draft, string Title, IReadOnlyList<DoneRow> Rows);

internal sealed record DoneRow(string Customer, string Step, string Ver, string Title, string Line, string Due, bool Late);

/// <summary>The chosen one; the draft holds what else was said.</summary>
internal sealed record DoneForm(string? Draft, string? Customer, string? Step, string? Ver);

internal static class DoneCards
{
    public static Answer.Card Which(Turn turn, string draft, IReadOnlyList<(CustomerFile? File, Step Step, int Ver)> steps)
    {
        var title = turn.Words("reminders")["whichDone"];
        var rows = steps.Select(s => (Row: StepRow.Of(turn, s.File?.Head.Id ?? "", s.File?.Head.Name ?? "", s.Step), s.Ver))
            .Select(r => new DoneRow(r.Row.Customer, r.Row.Step, r.Ver.ToString(CultureInfo.InvariantCulture), r.Row.Title, r.Row.Line, r.Row.Due, r.Row.Late));
        return Answer.Of("reminders/done", new WhichDoneModel(draft, title, [.. rows]), DoneJson.Default.WhichDoneModel, title);
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WhichDoneModel))]
internal sealed partial class DoneJson : JsonSerializerContext;
