using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;

namespace CrmBot.Bot.Ownership;

/// <summary>A line to choose; what is not chosen yet is empty.</summary>
internal sealed record PickRow(string Customer, string Other, string Person, string To, string Name, string Line);

internal sealed record PickModel(string Title, IReadOnlyList<PickRow> Rows);

internal sealed record Choice(string Person, string Name);

/// <summary>Who takes over a customer, or without one all of a person; <c>Empty</c> and <c>Hint</c> stand where nobody can be chosen.</summary>
internal sealed record ChooseModel(string Title, string Subtitle, string Customer, string Person, IReadOnlyList<Choice> People, string Empty, string Hint);

internal sealed record Line(string Title, string Value);

/// <summary>What would be done. Without a customer it is about all customers of <c>From</c>; <c>Reports</c> is empty where nobody reports to them.</summary>
internal sealed record ConfirmModel(
    string Title, string Subtitle, IReadOnlyList<Line> Facts, string Note, string Hint, string Customer, string From, string To, string Order, string Reports);

internal sealed record SettledModel(string Line, string By, bool Done);

internal sealed record PickedForm(string? Customer, string? Other, string? Person, string? To);

internal sealed record ProposeForm(string? Customer, string? To);

/// <param name="From">Who owned the customer when the card was made.</param>
/// <param name="Order">Names this one order: the same card pressed twice is one change.</param>
internal sealed record GiveForm(string? Customer, string? From, string? To, string? Order);

internal sealed record KeepForm(string? Customer, string? Person);

/// <summary>The cards of one customer that changes hands.</summary>
internal static class OwnershipCards
{
    public static Answer.Card Pick(string title, IReadOnlyList<PickRow> rows) =>
        Answer.Of("ownership/pick", new PickModel(title, rows), OwnershipCardJson.Default.PickModel, title);

    public static Answer.Card Choose(Turn turn, Customer head)
    {
        var words = turn.Words("ownership");
        return Choose(
            turn, words.Format("chooseTitle", ("customer", head.Name)), words.Format("nowWith", ("owner", turn.Company.NameOf(head.OwnerId))), head.Id, head.OwnerId);
    }

    public static Answer.Card ChooseAll(Turn turn, Person leaver) =>
        Choose(turn, turn.Words("ownership").Format("chooseAllTitle", ("name", leaver.Name)), "", "", leaver.Id);

    private static Answer.Card Choose(Turn turn, string title, string subtitle, string customer, string person)
    {
        var words = turn.Words("ownership");
        var people = Takers(turn.Company, person);
        var model = new ChooseModel(
            title, subtitle, customer, person, people, people.Count == 0 ? words["nobodyToChoose"] : "", people.Count == 0 ? words["nobodyToChooseHint"] : "");
        return Answer.Of("ownership/choose", model, OwnershipCardJson.Default.ChooseModel, title);
    }

    public static Answer.Card Confirm(Turn turn, CustomerFile file, Person to)
    {
        var (words, head) = (turn.Words("ownership"), file.Head);
        var sees = Sight.Content(turn.Me, file, turn.Company);
        List<Line> facts = [new(words["factOwner"], turn.Company.NameOf(head.OwnerId)), new(words["factTo"], to.Name)];
        if (sees)
        {
            var steps = Domain.Ownership.Moves(file, head.OwnerId).ToList();
            facts.Add(new(words["factSteps"], $"{steps.Count}"));
            AddSome(facts, words["factOverdue"], steps.Count(s => Due.IsOverdue(s, turn.Now)));
            AddSome(facts, words["factComplaints"], file.Complaints.Count(c => c.ClosedAt is null && c.OwnerId == head.OwnerId));
        }

        var title = words.Format("confirmTitle", ("customer", head.Name), ("to", to.Name));
        var model = new ConfirmModel(
            title, "", facts, "", words[sees ? "confirmHint" : "adminHint"], head.Id, head.OwnerId, to.Id, turn.DraftId, "");
        return Answer.Of("ownership/confirm", model, OwnershipCardJson.Default.ConfirmModel, title);
    }

    /// <param name="line">What is true now.</param>
    /// <param name="by">Who did it and when, or what that means; empty for nothing.</param>
    /// <param name="done">True when it was done, not refused or left.</param>
    public static Answer.Card Settled(string line, string by = "", bool done = false) =>
        Answer.Of("ownership/settled", new SettledModel(line, by, done), OwnershipCardJson.Default.SettledModel, line);

    /// <summary>Everyone who could take over from a person: those nearest to them first, and of equals by name.</summary>
    public static IReadOnlyList<Choice> Takers(Company company, string fromId)
    {
        var from = company.Find(fromId);
        return
        [
            .. company.Members.Where(p => p.Id != fromId)
                .OrderByDescending(p => from?.ManagerId is { } manager && (p.ManagerId == manager || p.Id == manager))
                .ThenByDescending(p => from?.Team is { } team && p.Team == team)
                .ThenBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Id, StringComparer.Ordinal)
                .Take(MostTakers)
                .Select(p => new Choice(p.Id, Told(company, p))),
        ];
    }

    /// <summary>A person's name, with the English name or the team where another member has the same.</summary>
    public static string Told(Company company, Person person) =>
        company.Members.Any(p => p.Id != person.Id && p.Name == person.Name) ? $"{person.Name} ({person.EnglishName ?? person.Team ?? person.Id})" : person.Name;

    // A list that is sent whole with the card; the people farther away are named in a sentence.
    private const int MostTakers = 60;

    private static void AddSome(List<Line> facts, string title, int count)
    {
        if (count > 0)
        {
            facts.Add(new(title, $"{count}"));
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PickModel))]
[JsonSerializable(typeof(ChooseModel))]
[JsonSerializable(typeof(ConfirmModel))]
[JsonSerializable(typeof(SettledModel))]
[JsonSerializable(typeof(PackModel))]
[JsonSerializable(typeof(ProgressModel))]
internal sealed partial class OwnershipCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(PickedForm))]
[JsonSerializable(typeof(ProposeForm))]
[JsonSerializable(typeof(GiveForm))]
[JsonSerializable(typeof(KeepForm))]
[JsonSerializable(typeof(PackForm))]
[JsonSerializable(typeof(PersonForm))]
[JsonSerializable(typeof(ProposeAllForm))]
[JsonSerializable(typeof(GiveAllForm))]
[JsonSerializable(typeof(ProgressForm))]
internal sealed partial class OwnershipJson : JsonSerializerContext;
