using System.Text.Json;
using System.Text.Json.Serialization;
using CrmBot.Bot.Conversation;

namespace CrmBot.Bot.Contacts;

/// <summary>A contact as a line of the list. <c>Lines</c> are how to reach them and what to know; <c>Avoid</c> what is not to be done, empty for nothing.</summary>
internal sealed record ContactRow(string Contact, string Name, string Line, IReadOnlyList<string> Lines, string Avoid);

/// <param name="Note">What was just done; empty for nothing.</param>
internal sealed record ListModel(
    string Customer, string Title, string Subtitle, string Note, IReadOnlyList<ContactRow> Rows, IReadOnlyList<ContactRow> Left, string Empty);

/// <summary>The form of a contact, new or stored, with what was typed.</summary>
/// <param name="Contact">Empty for a new one.</param>
/// <param name="Meanwhile">That another person changed it; empty when nobody did.</param>
internal sealed record FormModel(
    string Draft, string Customer, string Contact, string Title, IReadOnlyList<string> Faults, FormFaults Wrong, string Meanwhile, bool Open, string Name, string Called, string Job,
    string Phone, string Mail, string WeChat, string Family, string Taste, string Taboo, string Born, string BornLunar, string Main, string Left);

/// <summary>What stands below each field; empty where nothing is wrong.</summary>
internal sealed record FormFaults(string Name, string Mail, string Born, string BornLunar, string Long);

/// <summary>What is typed into the form. <c>Sure</c> is <c>yes</c> on the button that takes a contact away for good.</summary>
internal sealed record ContactForm(
    string? Draft, string? Name, string? Called, string? Job, string? Phone, string? Mail, string? WeChat, string? Family, string? Taste, string? Taboo, string? Born, string? BornLunar,
    string? Main, string? Left);

internal sealed record ListForm(string? Customer);

internal sealed record OpenForm(string? Customer, string? Contact);

internal sealed record RemoveForm(string? Draft);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ListModel))]
[JsonSerializable(typeof(FormModel))]
internal sealed partial class ContactCardJson : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LooseString)])]
[JsonSerializable(typeof(ContactForm))]
[JsonSerializable(typeof(ListForm))]
[JsonSerializable(typeof(OpenForm))]
[JsonSerializable(typeof(RemoveForm))]
internal sealed partial class ContactJson : JsonSerializerContext;
