using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Plans;
using CrmBot.Cards;
using CrmBot.Language;

namespace CrmBot.Bot.Today;

/// <summary>What is due. <c>Empty</c> and <c>Hint</c> stand where no row does.</summary>
internal sealed record TodayModel(string Title, string Subtitle, IReadOnlyList<StepSection> Sections, string More, string From, string Empty, string Hint);

/// <summary>A button that goes on with the list.</summary>
internal sealed record TodayForm(string? From);

/// <summary>My due and overdue list: mine, those of people I stand in for, and of my reports what has waited for three worked days.</summary>
internal sealed class TodayCapability(DueList lists, Upcoming upcoming) : ICapability
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
        var open = await lists.OpenAsync(turn, ct);
        var due = open.Where(d => d.IsDue).ToList();
        var title = words.Format("title", ("day", turn.Say.Day(turn.Today, turn.Today)));
        if (due.Count == 0)
        {
            var (empty, hint) = open is [var next, ..] ? (words["nothingToday"], Next(turn, words, next)) : (words["nothing"], words["nothingHint"]);
            return Say(new TodayModel(title, "", [], "", "", empty, hint), $"{empty} {hint}", open.Take(1));
        }

        var start = Paging.Start(from, due.Count);
        var rows = due.Skip(start).Take(MostRows).Select(d => (d.Section, d.Row)).ToList();
        var mine = due.Where(d => !d.OfTeam).ToList();
        var left = due.Count - start - rows.Count;
        var model = new TodayModel(
            title,
            mine.Count > 0 ? words.Format("counts", ("due", mine.Count), ("late", mine.Count(d => d.Row.Late))) : words.Format("countsOfTeam", ("count", due.Count)),
            StepSection.Of(rows),
            left > 0 ? words.Format("more", ("count", left)) : "", Paging.Next(start, rows.Count, due.Count), "", "");
        return Say(model, $"{title} · {model.Subtitle}", due.Skip(start).Take(MostRows));
    }

    private static string Next(Turn turn, Words words, OpenThing next) => next.CustomerName.Length == 0
        ? words.Format("nextOwn", ("what", next.Row.Title), ("day", turn.Say.DayAndDistance(next.Step, turn.Now)))
        : words.Format("nextOne", ("customer", next.CustomerName), ("day", turn.Say.DayAndDistance(next.Step, turn.Now)));

    private static Reply Say(TodayModel model, string notice, IEnumerable<OpenThing> shown) =>
        Reply.Say(Answer.Of("today/list", model, TodayCardJson.Default.TodayModel, notice) with { Quotes = Quoted.By(shown.SelectMany(s => new[] { s.Step, s.Along })) });
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TodayModel))]
internal sealed partial class TodayCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(TodayForm))]
internal sealed partial class TodayJson : JsonSerializerContext;
