using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;

namespace CrmBot.Bot.Collaborators;

/// <param name="Customer">Of the button that takes the person away, or that chooses them.</param>
internal sealed record PersonRow(string Customer, string Person, string Name, string Line);

internal sealed record PersonChoice(string Title, string Value);

/// <summary>Who works on a customer.</summary>
/// <param name="Note">What was just done, or why not; empty for nothing.</param>
/// <param name="Offered">Who could be added; empty where the reader may not decide it.</param>
internal sealed record ListModel(
    string Customer, string Title, string Subtitle, string Note, IReadOnlyList<PersonRow> Rows, bool May, IReadOnlyList<PersonChoice> Offered, string Empty);

/// <summary>Which of several colleagues of one name.</summary>
internal sealed record WhichModel(string Title, IReadOnlyList<PersonRow> Rows);

internal sealed record ListForm(string? Customer);

internal sealed record AddForm(string? Customer, string? To);

internal sealed record RemoveForm(string? Customer, string? Person);

/// <summary>The cards of collaborators.</summary>
internal static class CollaboratorCards
{
    public static Answer.Card List(Turn turn, CustomerFile file, string note = "")
    {
        var (words, head) = (turn.Words("collaborators"), file.Head);
        var may = Domain.Ownership.MayShare(turn.Me, head.OwnerId, turn.Company);
        var title = words.Format("title", ("customer", head.Name));
        var model = new ListModel(
            head.Id, title, words.Format("subtitle", ("owner", turn.Company.NameOf(head.OwnerId))), note,
            [.. head.Helpers.Select(h => Row(turn, head.Id, turn.Company.Find(h), h))], may,
            may ? [.. turn.Company.Members.Where(p => p.Id != head.OwnerId && !head.Helpers.Contains(p.Id, StringComparer.Ordinal)).OrderBy(p => p.Name, StringComparer.Ordinal)
                .Select(p => new PersonChoice(Called(p), p.Id))] : [],
            head.Helpers.Count == 0 ? words["nobody"] : "");
        return Answer.Of("collaborators/list", model, CollaboratorCardJson.Default.ListModel, title);
    }

    public static Answer.Card Which(Turn turn, CustomerFile file, string said, IReadOnlyList<Person> people)
    {
        var title = turn.Words("collaborators").Format("whichPerson", ("name", said));
        return Answer.Of(
            "collaborators/which", new WhichModel(title, [.. people.Select(p => Row(turn, file.Head.Id, p, p.Id))]), CollaboratorCardJson.Default.WhichModel, title);
    }

    private static PersonRow Row(Turn turn, string customer, Person? person, string id) =>
        new(customer, id, person is null ? id : Called(person), person?.Team is { } team and not "*" ? team : turn.Words("collaborators")["noTeam"]);

    private static string Called(Person person) => person.EnglishName is { } english && english != person.Name ? $"{person.Name} ({english})" : person.Name;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ListModel))]
[JsonSerializable(typeof(WhichModel))]
internal sealed partial class CollaboratorCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(ListForm))]
[JsonSerializable(typeof(AddForm))]
[JsonSerializable(typeof(RemoveForm))]
internal sealed partial class CollaboratorJson : JsonSerializerContext;
