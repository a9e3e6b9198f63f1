using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;

namespace CrmBot.Bot.Plans;

/// <summary>What was planned. <c>OtherDay</c> is empty where there is no other day to offer.</summary>
internal sealed record SetModel(
    string Title, string When, string CustomerName, string Note, string Customer, string Step, string OtherDay, string OtherTitle);

internal sealed record PlanRow(string Customer, string Step, string Title, string Line, string When, bool Late);

/// <summary>Open items. <c>Empty</c> and <c>Hint</c> stand where no row does; <c>From</c> goes on with the list.</summary>
internal sealed record ListModel(string Title, string Subtitle, IReadOnlyList<PlanRow> Rows, string More, string From, string Empty, string Hint);

/// <summary>Items to choose one of. <c>Customer</c> is the one that can be muted; empty where none can.</summary>
internal sealed record PickModel(string Title, IReadOnlyList<PlanRow> Rows, string Customer, string Until, string MuteTitle);

internal sealed record PlanSettledModel(string Line, string By, bool Done);

internal sealed record ItemForm(string? Customer, string? Step);

internal sealed record DayForm(string? Customer, string? Step, string? Day);

internal sealed record FromForm(string? From);

internal static class PlanCards
{
    public static Answer.Card Set(Turn turn, OpenItem item, string note, DateOnly? other)
    {
        var words = turn.Words("plans");
        var title = words.Format("set", ("what", Wording.Short(item.Step.What, 120)));
        var when = When(turn, item.Step);
        var model = new SetModel(
            title, when, item.CustomerName, note, item.CustomerId, item.Step.Id,
            CardDay.Text(other),
            other is { } day ? words.Format("rather", ("day", turn.Say.Day(day, turn.Today))) : "");
        return Answer.Of("plans/set", model, PlanCardJson.Default.SetModel, $"{title} {when}") with { Quotes = Quoted.By(item.Step) };
    }

    /// <summary>Several that were planned at once; each can be opened.</summary>
    public static Answer.Card SetAll(Turn turn, IReadOnlyList<OpenItem> items)
    {
        var title = turn.Words("plans")["kind"];
        var model = new ListModel(title, items[0].CustomerName, [.. items.Select(i => Row(turn, i))], "", "", "", "");
        return Answer.Of("plans/list", model, PlanCardJson.Default.ListModel, title) with { Quotes = Quoted.By(items.Select(i => i.Step)) };
    }

    public static Answer.Card Settled(string line, string by = "", bool done = false) =>
        Answer.Of("plans/settled", new PlanSettledModel(line, by, done), PlanCardJson.Default.PlanSettledModel, line);

    public static PlanRow Row(Turn turn, OpenItem item) => new(
        item.CustomerId, item.Step.Id, Wording.Short(item.Step.What, 80), item.CustomerName, Left(turn, item.Step), Due.IsOverdue(item.Step, turn.Now));

    // What is overdue says so in words, as in the other lists: a colour alone is not seen by everybody.
    private static string Left(Turn turn, Step step) => Due.IsOverdue(step, turn.Now) ? turn.Say.Distance(step, turn.Now) : When(turn, step);

    /// <summary>The day, and the time where there is one; without one it comes with the list.</summary>
    public static string When(Turn turn, Step step) =>
        step.DueTime is { } time ? $"{turn.Say.Day(step.DueDay, turn.Today)} {turn.Say.Time(time)}" : turn.Say.Day(step.DueDay, turn.Today);
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SetModel))]
[JsonSerializable(typeof(ListModel))]
[JsonSerializable(typeof(PickModel))]
[JsonSerializable(typeof(PlanSettledModel))]
internal sealed partial class PlanCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(ItemForm))]
[JsonSerializable(typeof(DayForm))]
[JsonSerializable(typeof(FromForm))]
internal sealed partial class PlanJson : JsonSerializerContext;
