using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Ownership;
using CrmBot.Domain;

namespace CrmBot.Bot.Requests;

/// <summary>A value of a list and what people read.</summary>
internal sealed record Pick(string Value, string Title);

/// <summary>What is to be asked of whom, before it is sent.</summary>
/// <param name="Note">What has to be put right, or is worth a second look; empty for nothing.</param>
/// <param name="Sure">The day that was questioned; empty for none.</param>
internal sealed record AskModel(
    string Order, string Title, string Note, IReadOnlyList<Pick> People, string To, IReadOnlyList<Pick> Customers, string Customer, string What, string On, string Earliest, string Sure);

/// <summary>A request as it stands, for who asked and for who was asked.</summary>
/// <param name="Who">The other one, and the customer.</param>
/// <param name="State">Whether it was taken on, answered or given back.</param>
/// <param name="Said">The answer, or why not; empty for none.</param>
/// <param name="Helper">The reader can take it on, answer it or give it back.</param>
/// <param name="Taken">The reader has taken it on.</param>
/// <param name="Asker">The reader can do without it.</param>
/// <param name="Waits">The reader waits for another.</param>
internal sealed record RequestModel(
    string Customer, string Step, string Kind, string What, string Who, string Due, bool Late, string State, string Said, bool Helper, bool Take, bool Taken, bool Asker, bool Waits, bool Open, string On, string Earliest);

internal sealed record RequestRow(string Customer, string Step, string Title, string Line, string Due, bool Late);

/// <summary>What colleagues are asked for and have not answered.</summary>
internal sealed record OpenModel(string Title, string Subtitle, IReadOnlyList<RequestRow> Rows, string More, string Empty, string Hint);

internal sealed record SettledModel(string Line, string By, bool Done);

internal sealed record SendForm(string? Order, string? To, string? Customer, string? What, string? On, string? Sure);

internal record RequestForm(string? Customer, string? Step);

/// <summary>A button that does away with what was begun.</summary>
internal sealed record DropForm(string? Card);

internal sealed record ReplyForm(string? Customer, string? Step, string? Reply) : RequestForm(Customer, Step);

internal sealed record ReasonForm(string? Customer, string? Step, string? Reason) : RequestForm(Customer, Step);

internal sealed record MoveForm(string? Customer, string? Step, string? MoveOn) : RequestForm(Customer, Step);

/// <summary>The cards of what colleagues are asked for.</summary>
internal static class RequestCards
{
    private const int MostRows = 10;

    /// <summary>All cards of one request, of both who asked and who was asked, change together.</summary>
    public static string IdOf(string stepId) => Ids.From(stepId, "request");

    public static Answer.Card Ask(Turn turn, AskModel model) => Answer.Of("requests/ask", model, RequestCardJson.Default.AskModel, turn.Words("requests")["askTitle"]);

    public static Answer.Card Of(Turn turn, CustomerFile file, Step step)
    {
        var words = turn.Words("requests");
        var isHelper = step.OwnerId == turn.Me.Id || turn.Company.Covers(turn.Me.Id, step.OwnerId);
        var isAsker = step.AskedById == turn.Me.Id;
        var open = step is { State: StepState.Open, Kind: StepKind.Help };
        var (asker, helper) = (turn.Company.NameOf(step.AskedById ?? ""), turn.Company.NameOf(step.OwnerId));
        var kind = isHelper && open ? words.Format("kindAsked", ("name", asker)) : words["kindRequest"];
        var state = step switch
        {
            { State: StepState.Done, Said: not null } => words.Format("answered", ("name", helper)),
            { State: StepState.Done } => words.Format("done", ("name", helper)),
            { State: StepState.Cancelled } => words["withdrawn"],
            { Kind: not StepKind.Help, Said: not null } => words.Format("givenBack", ("name", asker)),
            { AcceptedAt: not null } => words.Format("accepted", ("name", helper)),
            _ => words.Format("waiting", ("name", helper)),
        };
        var model = new RequestModel(
            file.Head.Id, step.Id, kind, step.What, words.Format("who", ("customer", file.Head.Name), ("asker", asker), ("helper", helper)),
            turn.Say.DayAndDistance(step, turn.Now), open && Due.IsOverdue(step, turn.Now), state, step.Said ?? "", isHelper && open, isHelper && open && step.AcceptedAt is null, isHelper && open && step.AcceptedAt is not null,
            isAsker && open, isAsker && open && !isHelper, open && (isHelper || isAsker), CardDay.Text(step.DueDay), CardDay.Text(turn.Today));
        return Answer.Of("requests/request", model, RequestCardJson.Default.RequestModel, $"{(open ? kind : state)}: {Wording.Short(step.What, 80)}") with { CardId = IdOf(step.Id), Quotes = Quoted.By(step) };
    }

    /// <summary>The words of a list of what colleagues were asked for.</summary>
    public static readonly ListWords OfOthers = new("openTitle", "openNone", "noneOpen", "noneOpenHint");

    /// <summary>The words of a list of what the reader was asked for.</summary>
    public static readonly ListWords OfMe = new("ofMeTitle", "ofMeNone", "noneOfMe", "noneOfMeHint");

    /// <summary>Keys of a list's texts.</summary>
    internal sealed record ListWords(string Title, string TitleOfNone, string None, string Hint);

    /// <param name="rows">The earliest due first.</param>
    public static Answer.Card Open(Turn turn, IReadOnlyList<(string CustomerId, string CustomerName, Step Step)> rows, ListWords of)
    {
        var words = turn.Words("requests");
        var title = rows.Count == 0 ? words[of.TitleOfNone] : words.Format(of.Title, ("count", rows.Count));
        var model = new OpenModel(
            title, rows.Count == 0 ? "" : words.Format("openCounts", ("waiting", rows.Count(r => r.Step.AcceptedAt is null)), ("late", rows.Count(r => Due.IsOverdue(r.Step, turn.Now)))),
            [
                .. rows.Take(MostRows).Select(r => new RequestRow(
                    r.CustomerId, r.Step.Id, $"{turn.Company.NameOf(of == OfMe ? r.Step.AskedById ?? "" : r.Step.OwnerId)} · {r.CustomerName}",
                    words.Format(r.Step.AcceptedAt is null ? "rowWaiting" : "rowAccepted", ("what", Wording.Short(r.Step.What, 80))), turn.Say.Distance(r.Step, turn.Now), Due.IsOverdue(r.Step, turn.Now))),
            ],
            rows.Count > MostRows ? words.Format("more", ("count", rows.Count - MostRows)) : "", rows.Count == 0 ? words[of.None] : "", rows.Count == 0 ? words[of.Hint] : "");
        return Answer.Of("requests/open", model, RequestCardJson.Default.OpenModel, title) with { Quotes = Quoted.By(rows.Take(MostRows).Select(r => r.Step)) };
    }

    public static Answer.Card Settled(string line, string by = "", bool done = false) => Answer.Of("requests/settled", new SettledModel(line, by, done), RequestCardJson.Default.SettledModel, line);

    public static IReadOnlyList<Pick> People(Turn turn) => [.. OwnershipCards.Takers(turn.Company, turn.Me.Id).Select(c => new Pick(c.Person, c.Name))];
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AskModel))]
[JsonSerializable(typeof(RequestModel))]
[JsonSerializable(typeof(OpenModel))]
[JsonSerializable(typeof(SettledModel))]
internal sealed partial class RequestCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(SendForm))]
[JsonSerializable(typeof(RequestForm))]
[JsonSerializable(typeof(DropForm))]
[JsonSerializable(typeof(ReplyForm))]
[JsonSerializable(typeof(ReasonForm))]
[JsonSerializable(typeof(MoveForm))]
internal sealed partial class RequestJson : JsonSerializerContext;
