using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;

namespace CrmBot.Bot.Customers;

internal sealed record PickRow(string Customer, string Name, string Line);

/// <summary>Candidates to choose from; <c>Verb</c> is what a choice leads to, <c>Create</c> the title of the button that makes a new one.</summary>
internal sealed record PickModel(string Title, string Verb, IReadOnlyList<PickRow> Rows, string Create, string Said);

internal sealed record SummaryRow(string When, string Text);

/// <summary>A label and what stands beside it.</summary>
internal sealed record FactRow(string Title, string Value);

/// <summary>How a customer stands; empty lines are left out.</summary>
/// <param name="Facts">Short ones: last contact, owner, industry, tags.</param>
/// <param name="Objections">What is open, with where it was said.</param>
/// <param name="Contacts">Who is there, in one line; empty for nobody.</param>
/// <param name="Helpers">Who works on it beside the owner, in one line; empty for nobody.</param>
internal sealed record StatusModel(
    string Customer, string Name, string Line, IReadOnlyList<FactRow> Facts, IReadOnlyList<SummaryRow> Objections, IReadOnlyList<SummaryRow> Summaries, string OurPromise,
    string TheirPromise, string NextStep, string NextDue, string Overdue, string Complaint, string Contacts, string Helpers, string Created);

internal sealed record CustomerRow(string Customer, string Name, string Line, string Due, bool Late);

internal sealed record MineModel(string Title, IReadOnlyList<CustomerRow> Rows, string More, string From, string Empty, string Hint);

/// <summary>The form of a new customer, with what was typed so far.</summary>
internal sealed record NewModel(
    string Draft, IReadOnlyList<string> Faults, TraitFaults Wrong, IReadOnlyList<PickRow> Alike, string Name, string Aliases, string Contact, string Industry, string Tags, string Tier,
    string Status, string Vip);

/// <summary>The form of a stored customer. <c>Meanwhile</c> says what another person changed; empty for nothing.</summary>
internal sealed record EditModel(
    string Draft, string Customer, string Title, IReadOnlyList<string> Faults, TraitFaults Wrong, string Meanwhile, string Name, string Aliases, string Industry, string Tags, string Tier,
    string Stage, string Status, string Vip);

/// <summary>What stands below each field of these forms; empty where nothing is wrong.</summary>
internal sealed record TraitFaults(string Name, string Contact, string Aliases, string Industry, string Tags);

internal sealed record NewCustomerForm(
    string? Draft, string? Name, string? Aliases, string? Contact, string? Tier, string? Status, string? Industry, string? Tags, string? Vip)
{
    /// <summary>Of which only the name is known.</summary>
    public static NewCustomerForm Of(string? name) => new(null, name, null, null, null, null, null, null, null);
}

internal sealed record EditForm(
    string? Draft, string? Name, string? Aliases, string? Tier, string? Vip, string? Stage, string? Status, string? Industry, string? Tags);

/// <summary>What was set, with one tap to take it back.</summary>
internal sealed record ChangedModel(string Line, string By, string Customer, string What, string Was, string Now, string Order);

/// <summary>A new tag is nearly one that exists.</summary>
/// <param name="Use">Title of the button that takes the one that exists, with <paramref name="Used"/> as the tags.</param>
/// <param name="Make">Title of the button that makes the new one, with <paramref name="Made"/> as the tags.</param>
internal sealed record TagAskModel(string Customer, string Title, string Hint, string Use, string Used, string Make, string Made, string Order);

/// <param name="Tags">One a line.</param>
/// <param name="Order">The sentence that asked for it.</param>
internal sealed record TagForm(string? Customer, string? Tags, string? Order);

/// <summary>A card that is answered. <c>By</c> is empty when nobody did anything.</summary>
internal sealed record SettledModel(string Line, string By, bool Done);

/// <param name="What">Which trait: status, tier, vip or tags.</param>
/// <param name="Now">What it was set to: it is set back only while it is so.</param>
/// <param name="Order">The change that is taken back.</param>
internal sealed record SetBackForm(string? Customer, string? What, string? Was, string? Now, string? Order);

internal sealed record CustomerForm(string? Customer);

/// <summary>A button that makes a new customer; the name may be empty.</summary>
internal sealed record NameForm(string? Name);

/// <summary>A button that goes on with a list.</summary>
internal sealed record MineForm(string? From);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PickModel))]
[JsonSerializable(typeof(StatusModel))]
[JsonSerializable(typeof(MineModel))]
[JsonSerializable(typeof(WhereModel))]
[JsonSerializable(typeof(NewModel))]
[JsonSerializable(typeof(EditModel))]
[JsonSerializable(typeof(WhichModel))]
[JsonSerializable(typeof(ChangedModel))]
[JsonSerializable(typeof(TagAskModel))]
[JsonSerializable(typeof(SettledModel))]
internal sealed partial class CustomerCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(NewCustomerForm))]
[JsonSerializable(typeof(CustomerForm))]
[JsonSerializable(typeof(EditForm))]
[JsonSerializable(typeof(WhichForm))]
[JsonSerializable(typeof(SetBackForm))]
[JsonSerializable(typeof(TagForm))]
[JsonSerializable(typeof(NameForm))]
[JsonSerializable(typeof(MineForm))]
[JsonSerializable(typeof(WhereForm))]
internal sealed partial class CustomerJson : JsonSerializerContext;
