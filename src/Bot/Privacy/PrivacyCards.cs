using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;
using CrmBot.Domain;
using CrmBot.Storage;

namespace CrmBot.Bot.Privacy;

/// <summary>One of several that are called so: a customer, a contact of one, or a colleague; what does not apply is empty.</summary>
internal sealed record SubjectRow(string Customer, string Contact, string Name, string Line, string Person = "");

internal sealed record SubjectsModel(string Title, IReadOnlyList<SubjectRow> Rows);

internal sealed record WhatGoes(string Title, string Value);

/// <summary>What would be erased. <c>Wrong</c> stands below the name that was typed; <c>Contact</c> is empty for a whole customer, both for a colleague.</summary>
internal sealed record EraseModel(
    string Title, string Subtitle, IReadOnlyList<WhatGoes> Facts, string Note, string Customer, string Contact, string Person, string Typed, string Wrong);

internal sealed record SettledModel(string Line, string By, bool Done);

internal sealed record SubjectForm(string? Customer, string? Contact, string? Person);

/// <param name="Typed">The name, typed as a confirmation.</param>
internal sealed record EraseForm(string? Customer, string? Contact, string? Person, string? Typed);

/// <summary>The cards of an erase.</summary>
internal static class PrivacyCards
{
    public static Answer.Card Subjects(string title, IReadOnlyList<SubjectRow> rows) =>
        Answer.Of("privacy/pick", new SubjectsModel(title, rows), PrivacyCardJson.Default.SubjectsModel, title);

    public static Answer.Card Erase(Turn turn, CustomerFile file, Contact? contact, EraseCount count, string typed = "", string wrong = "")
    {
        var words = turn.Words("privacy");
        var title = words.Format(contact is null ? "customerTitle" : "contactTitle", ("name", contact?.Name ?? file.Head.Name));
        var model = new EraseModel(
            title,
            words.Format(contact is null ? "ownedBy" : "contactOf", ("customer", file.Head.Name), ("owner", turn.Company.NameOf(file.Head.OwnerId))),
            contact is null
                ? [
                    new WhatGoes(words["followUps"], $"{count.FollowUps}"), new WhatGoes(words["contacts"], $"{count.Contacts}"),
                    new WhatGoes(words["steps"], $"{count.Steps}"), new WhatGoes(words["others"], $"{count.Others}"),
                ]
                : [new WhatGoes(words["contactEntry"], "1"), new WhatGoes(words["searched"], $"{count.FollowUps + count.Steps + count.Others}")],
            words[contact is null ? "customerNote" : "contactNote"], file.Head.Id, contact?.Id ?? "", "", typed, wrong);
        return Answer.Of("privacy/erase", model, PrivacyCardJson.Default.EraseModel, title);
    }

    public static Answer.Card Person(Turn turn, Person person, IReadOnlyList<WhatGoes> facts, string typed, string wrong)
    {
        var words = turn.Words("privacy");
        var title = words.Format("personTitle", ("name", person.Name));
        return Answer.Of("privacy/erase", new EraseModel(title, words["personLeft"], facts, words["personNote"], "", "", person.Id, typed, wrong), PrivacyCardJson.Default.EraseModel, title);
    }

    public static Answer.Card Settled(string line, string by, bool done) =>
        Answer.Of("privacy/settled", new SettledModel(line, by, done), PrivacyCardJson.Default.SettledModel, line);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SubjectsModel))]
[JsonSerializable(typeof(EraseModel))]
[JsonSerializable(typeof(SettledModel))]
internal sealed partial class PrivacyCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(SubjectForm))]
[JsonSerializable(typeof(EraseForm))]
internal sealed partial class PrivacyJson : JsonSerializerContext;
