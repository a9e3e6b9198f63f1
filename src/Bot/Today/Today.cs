using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Today;

internal sealed record TodayModel(string Title, string Subtitle, IReadOnlyList<StepRow> Rows, string More);

/// <summary>My due and overdue list.</summary>
internal sealed class TodayCapability(IndexStore index) : ICapability
{
    private const int MostRows = 10;

    public string Name => "today";

    public void Map(Routes routes) => routes.Text("list_due", List);

    private async Task<Reply> List(Turn turn, Meaning meaning, CancellationToken ct)
    {
        var words = turn.Words("today");
        var open = (await index.OfPersonAsync(turn.Tenant, turn.Me.Id, ct))
            .SelectMany(stake => stake.OpenSteps.Select(step => (Stake: stake, Step: step)))
            .Where(s => s.Step.By == OwedBy.Us)
            .OrderBy(s => s.Step.DueAt)
            .ToList();
        var due = open.Where(s => Due.IsForToday(s.Step, turn.Now)).ToList();
        if (due.Count == 0)
        {
            return Reply.Say(Answer.Text(open.Count == 0
                ? words["nothing"]
                : words.Format("nothingToday", ("customer", open[0].Stake.CustomerName), ("day", turn.Say.DayAndDistance(open[0].Step, turn.Now)))));
        }

        var rows = due.Take(MostRows).Select(s => StepRow.Of(turn, s.Stake.CustomerId, s.Stake.CustomerName, s.Step)).ToList();
        var late = due.Count(s => Due.IsOverdue(s.Step, turn.Now));
        var title = words.Format("title", ("day", turn.Say.Day(turn.Today, turn.Today)));
        var model = new TodayModel(
            title, words.Format("counts", ("due", due.Count), ("late", late)), rows,
            due.Count > rows.Count ? words.Format("more", ("count", due.Count - rows.Count)) : "");
        return Reply.Say(Answer.Of("today/list", model, TodayJson.Default.TodayModel, $"{title} · {model.Subtitle}"));
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TodayModel))]
internal sealed partial class TodayJson : JsonSerializerContext;
