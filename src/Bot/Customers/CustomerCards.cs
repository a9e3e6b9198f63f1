using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Fields;
using CrmBot.Cards;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Customers;

internal sealed record PickRow(string Customer, string Name, string Line);

/// <summary>Candidates to choose from; <c>Verb</c> is what a choice leads to, <c>Create</c> the title of the button that makes a new one.</summary>
internal sealed record PickModel(string Title, string Verb, IReadOnlyList<PickRow> Rows, string Create, string Said);

internal sealed record SummaryRow(string When, string Text);

/// <summary>How a customer stands; empty lines are left out.</summary>
internal sealed record StatusModel(
    string Customer, string Name, string Line, string Owner, string LastContact, IReadOnlyList<SummaryRow> Summaries, string OurPromise,
    string TheirPromise, string NextStep, string NextDue, string Overdue, string Complaint, string Created);

internal sealed record CustomerRow(string Customer, string Name, string Line, string Due, bool Late);

internal sealed record MineModel(string Title, IReadOnlyList<CustomerRow> Rows, string More, string From, string Empty, string Hint);

/// <summary>The form of a new customer, with what was typed so far.</summary>
internal sealed record NewModel(
    string Draft, IReadOnlyList<string> Faults, NewFaults Wrong, string Name, string Aliases, string Contact, string Tier, string Status);

/// <summary>What stands below each field of that form; empty where nothing is wrong.</summary>
internal sealed record NewFaults(string Name, string Contact, string Aliases);

internal sealed record NewCustomerForm(string? Draft, string? Name, string? Aliases, string? Contact, string? Tier, string? Status);

internal sealed record CustomerForm(string? Customer);

/// <summary>A button that makes a new customer; the name may be empty.</summary>
internal sealed record NameForm(string? Name);

/// <summary>A button that goes on with a list.</summary>
internal sealed record MineForm(string? From);

/// <summary>The cards of customers, from records to what a person reads.</summary>
internal static class CustomerCards
{
    /// <summary>Rows of a list that a person reads without scrolling away.</summary>
    public const int MostRows = 10;

    public static Answer.Card Pick(Turn turn, string said, IReadOnlyList<CustomerName> candidates, string verb)
    {
        var title = turn.Words("customers").Format("whichOne", ("name", said));
        return Answer.Of("customers/pick", new PickModel(title, verb, Rows(turn, candidates), "", ""), CustomerCardJson.Default.PickModel, title);
    }

    public static Answer NotFound(Turn turn, string said, IReadOnlyList<CustomerName> near, string verb)
    {
        var words = turn.Words("customers");
        if (near.Count == 0)
        {
            return Answer.Text(words.Format("notFound", ("name", said)), words.Format("createSentence", ("name", said)));
        }

        var title = words.Format("notFoundNear", ("name", said));
        var model = new PickModel(title, verb, Rows(turn, near), words.Format("createNamed", ("name", Wording.Short(said, 20))), said);
        return Answer.Of("customers/pick", model, CustomerCardJson.Default.PickModel, title);
    }

    /// <summary>What everyone in the tenant may know, and nothing beyond it.</summary>
    public static Answer Refusal(Turn turn, Customer head) => Answer.Text(turn.Words("customers").Format(
        head.LastContact is null ? "refusedNever" : "refused",
        ("customer", head.Name), ("owner", turn.Company.NameOf(head.OwnerId)),
        ("day", head.LastContact is { } day ? turn.Say.Day(day, turn.Today) : "")));

    /// <param name="turn">Who asks.</param>
    /// <param name="file">The customer.</param>
    /// <param name="created">That it was just created, by whom and when; empty else.</param>
    public static Answer.Card Status(Turn turn, CustomerFile file, string created = "")
    {
        var (words, say, head) = (turn.Words("customers"), turn.Say, file.Head);
        var ours = file.OpenSteps.Where(s => s.By == OwedBy.Us && Sight.List(turn.Me, s, turn.Company)).ToList();
        var theirs = file.OpenSteps.FirstOrDefault(s => s.By == OwedBy.Customer);
        var late = ours.Where(s => Due.IsOverdue(s, turn.Now)).ToList();
        var next = ours.FirstOrDefault(s => !Due.IsOverdue(s, turn.Now));
        var complaint = file.Complaints.FirstOrDefault(c => c.ClosedAt is null);
        var model = new StatusModel(
            head.Id, head.Name,
            words.Format("line", ("stage", say.Code(head.Stage)), ("status", say.Code(head.Status)), ("tier", head.Tier)),
            turn.Company.NameOf(head.OwnerId),
            head.LastContact is { } last ? $"{say.Day(last, turn.Today)} · {say.Ago(last, turn.Today)}" : words["never"],
            [.. file.Recent.Take(3).Select(r => new SummaryRow(
                $"{say.Day(Zones.DayOf(r.ContactedAt, turn.Me.Zone), turn.Today)} · {say.Code(r.Channel)} · {turn.Company.NameOf(r.AuthorId)}",
                FieldLines.Under(Wording.Short(r.Summary, 240), turn, r)))],
            late.Count > 0 ? Promise(turn, late[0]) : "",
            theirs is null ? "" : Promise(turn, theirs),
            next is null ? "" : Wording.Short(next.What, 120),
            next is null ? "" : say.DayAndDistance(next, turn.Now) + More(words, ours.Count - late.Count - 1),
            late.Count switch { 0 => "", 1 => words["overdueOne"], var n => words.Format("overdueMany", ("count", n)) },
            complaint is null ? "" : words.Format("openComplaint", ("severity", say.Code(complaint.Severity)), ("text", Wording.Short(complaint.Text, 120))),
            created);
        return Answer.Of("customers/status", model, CustomerCardJson.Default.StatusModel, $"{head.Name} · {model.Line}") with { About = [.. file.Recent.Take(3).Select(r => r.Id)] };
    }

    public static Answer Mine(Turn turn, IReadOnlyList<Stake> stakes, string? from)
    {
        var (words, say) = (turn.Words("customers"), turn.Say);
        var start = Paging.Start(from, stakes.Count);
        var rows = stakes.Select(s => (Stake: s, Next: s.OpenSteps.Where(o => o.By == OwedBy.Us).MinBy(o => o.DueAt)))
            .OrderBy(r => r.Next?.DueAt ?? DateTimeOffset.MaxValue).ThenBy(r => r.Stake.CustomerName, StringComparer.Ordinal)
            .Skip(start).Take(MostRows)
            .Select(r => new CustomerRow(
                r.Stake.CustomerId, r.Stake.CustomerName,
                words.Format("line", ("stage", say.Code(r.Stake.Stage)), ("status", say.Code(r.Stake.Status)), ("tier", r.Stake.Tier)),
                r.Next is null ? words["noNextStep"] : say.Distance(r.Next, turn.Now),
                r.Next is not null && Due.IsOverdue(r.Next, turn.Now)))
            .ToList();
        var title = words.Format("mineTitle", ("count", stakes.Count));
        var left = stakes.Count - start - rows.Count;
        var model = new MineModel(
            title, rows, left > 0 ? words.Format("more", ("count", left)) : "", Paging.Next(start, rows.Count, stakes.Count),
            stakes.Count == 0 ? words["noneMine"] : "", stakes.Count == 0 ? words["noneMineHint"] : "");
        return Answer.Of("customers/mine", model, CustomerCardJson.Default.MineModel, stakes.Count == 0 ? words["noneMine"] : title);
    }

    public static Answer.Card New(Turn turn, NewCustomerForm typed, string draft, IReadOnlyList<Problem> faults) => Answer.Of(
        "customers/new",
        new NewModel(
            draft, [.. faults.Select(f => f.Line(turn.Say, input => turn.Words("customers")[Label(input)]))],
            new NewFaults(Problem.At(faults, "name"), Problem.At(faults, "contact"), Problem.At(faults, "aliases")),
            typed.Name ?? "", typed.Aliases ?? "", typed.Contact ?? "", typed.Tier ?? nameof(Tier.C), typed.Status ?? nameof(Domain.Status.New)),
        CustomerCardJson.Default.NewModel, turn.Words("customers")["newTitle"]);

    private static string Label(string input) => input switch
    {
        "aliases" => "newAliases",
        "contact" => "newContact",
        _ => "newName",
    };

    private static string More(Words words, int count) => count > 0 ? words.Format("moreSteps", ("count", count)) : "";

    private static string Promise(Turn turn, Step step) =>
        $"{Wording.Short(step.What, 120)} · {turn.Say.DayAndDistance(step, turn.Now)}";

    private static IReadOnlyList<PickRow> Rows(Turn turn, IReadOnlyList<CustomerName> names) =>
        [.. names.Select(n => new PickRow(n.CustomerId, n.Name, turn.Words("customers").Format("ownedBy", ("owner", turn.Company.NameOf(n.OwnerId)))))];
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PickModel))]
[JsonSerializable(typeof(StatusModel))]
[JsonSerializable(typeof(MineModel))]
[JsonSerializable(typeof(NewModel))]
internal sealed partial class CustomerCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(NewCustomerForm))]
[JsonSerializable(typeof(CustomerForm))]
[JsonSerializable(typeof(NameForm))]
[JsonSerializable(typeof(MineForm))]
internal sealed partial class CustomerJson : JsonSerializerContext;
