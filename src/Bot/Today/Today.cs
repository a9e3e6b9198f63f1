using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Plans;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Language;
using CrmBot.Storage;

namespace CrmBot.Bot.Today;

/// <summary>What is due. <c>Empty</c> and <c>Hint</c> stand where no row does.</summary>
internal sealed record TodayModel(string Title, string Subtitle, IReadOnlyList<StepRow> Rows, string More, string From, string Empty, string Hint);

/// <summary>A button that goes on with the list.</summary>
internal sealed record TodayForm(string? From);

/// <summary>My due and overdue list.</summary>
internal sealed class TodayCapability(IndexStore index, Upcoming upcoming) : ICapability
{
    private const int MostRows = 10;

    public string Name => "today";

    public void Map(Routes routes) => routes
        .Text("list_due", List)
        .Card("today/list", TodayJson.Default.TodayForm, GoOn);

    private Task<Reply> List(Turn turn, Meaning meaning, CancellationToken ct) =>
        meaning["when"] is null ? FromAsync(turn, null, ct) : upcoming.SayAsync(turn, meaning, ct);

    private Task<Reply> GoOn(Turn turn, TodayForm form, CancellationToken ct) => FromAsync(turn, form.From, ct);

    private async Task<Reply> FromAsync(Turn turn, string? from, CancellationToken ct)
    {
        var words = turn.Words("today");
        var open = (await index.OfPersonAsync(turn.Tenant, turn.Me.Id, ct))
            .SelectMany(stake => stake.OpenSteps.Select(step => (Stake: stake, Step: step)))
            .Where(s => s.Step.By == OwedBy.Us)
            .OrderBy(s => s.Step.DueAt)
            .ToList();
        var due = open.Where(s => Due.IsForToday(s.Step, turn.Now)).ToList();
        var title = words.Format("title", ("day", turn.Say.Day(turn.Today, turn.Today)));
        if (due.Count == 0)
        {
            var (empty, hint) = open.Count == 0 ? (words["nothing"], words["nothingHint"]) : (words["nothingToday"], Next(turn, words, open[0]));
            return Say(new TodayModel(title, "", [], "", "", empty, hint), $"{empty} {hint}");
        }

        var start = Paging.Start(from, due.Count);
        var rows = due.Skip(start).Take(MostRows).Select(s => StepRow.Of(turn, s.Stake.CustomerId, s.Stake.CustomerName, s.Step)).ToList();
        var late = due.Count(s => Due.IsOverdue(s.Step, turn.Now));
        var left = due.Count - start - rows.Count;
        var model = new TodayModel(
            title, words.Format("counts", ("due", due.Count), ("late", late)), rows,
            left > 0 ? words.Format("more", ("count", left)) : "", Paging.Next(start, rows.Count, due.Count), "", "");
        return Say(model, $"{title} · {model.Subtitle}");
    }

    private static string Next(Turn turn, Words words, (Stake Stake, Step Step) next) =>
        words.Format("nextOne", ("customer", next.Stake.CustomerName), ("day", turn.Say.DayAndDistance(next.Step, turn.Now)));

    private static Reply Say(TodayModel model, string notice) =>
        Reply.Say(Answer.Of("today/list", model, TodayCardJson.Default.TodayModel, notice));
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TodayModel))]
internal sealed partial class TodayCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(TodayForm))]
internal sealed partial class TodayJson : JsonSerializerContext;
