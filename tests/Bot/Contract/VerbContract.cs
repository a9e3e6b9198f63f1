using System.Text.Json;
using CrmBot.Bot.Conversation;
using CrmBot.Bot.Fields;
using CrmBot.Cards;

namespace CrmBot.Bot.Tests.Contract;

/// <summary>What a card sends is what a route reads: verbs, inputs and data, both ways.</summary>
internal static class VerbContract
{
    // Read by the client: it opens a dialog.
    private const string ForTeams = "msteams";

    // In every button of every card, read by the conversation and not by a form.
    private const string CardId = "card";

    public static IEnumerable<string> Faults(CardFolder folder) =>
        [.. LeadNowhere(folder), .. StandNowhere(folder), .. NotRead(folder), .. NotSent(folder), .. NotMade(folder), .. SentTwice(folder), .. WithoutCardId(folder)];

    public static IEnumerable<string> LeadNowhere(CardFolder folder) =>
        from card in folder.Pictures
        from verb in card.Verbs
        where Shelf.Routes.Card(verb) is null
        select $"{card.Name}: nothing reacts to '{verb}'";

    public static IEnumerable<string> StandNowhere(CardFolder folder) =>
        from route in Shelf.Routes.Cards
        where folder.Pictures.All(card => !card.Verbs.Contains(route.Verb))
        select $"no card has a button for '{route.Verb}'";

    public static IEnumerable<string> NotRead(CardFolder folder) =>
        from card in folder.Pictures
        from verb in card.Verbs
        where Shelf.Routes.Card(verb) is not null
        from name in Sent(card, verb).Except(Read(Shelf.Routes.Card(verb)!))
        where name is not (CardId or ForTeams) && !(TakesMade(Shelf.Routes.Card(verb)!) && Made(folder, card.Name).Contains(name)) && !IsOfAnother(card, verb, name)
        select $"{card.Name}: '{verb}' sends '{name}', and {Shelf.Routes.Card(verb)!.Form.Type.Name} does not read it";

    public static IEnumerable<string> NotSent(CardFolder folder) =>
        from route in Shelf.Routes.Cards
        from name in Read(route).Except(folder.Pictures.SelectMany(card => Sent(card, route.Verb)))
        select $"{route.Form.Type.Name} of '{route.Verb}' reads '{name}', and no card sends it";

    /// <summary>A form that takes inputs that data makes has a card whose sample makes some.</summary>
    public static IEnumerable<string> NotMade(CardFolder folder) =>
        from route in Shelf.Routes.Cards
        where TakesMade(route) && !folder.Pictures.Any(card => Sent(card, route.Verb).Intersect(Made(folder, card.Name)).Any())
        select $"{route.Form.Type.Name} of '{route.Verb}' takes inputs that data makes, and no sample makes one";

    public static IEnumerable<string> SentTwice(CardFolder folder) =>
        from card in folder.Pictures
        from verb in card.Verbs
        from name in card.Inputs[verb].Intersect(card.DataKeys[verb])
        select $"{card.Name}: '{verb}' sends '{name}' twice, as an input and as data";

    public static IEnumerable<string> WithoutCardId(CardFolder folder) =>
        from card in folder.Pictures
        from verb in card.Verbs
        where !card.DataKeys[verb].Contains(CardId)
        select $"{card.Name}: '{verb}' does not send '{CardId}'";

    /// <summary>A client sends all inputs of a card with each of its buttons: one that another button of the card reads is that one's.</summary>
    private static bool IsOfAnother(CardPicture card, string verb, string input) =>
        card.Inputs[verb].Contains(input) && card.Verbs.Any(other => other != verb && card.Inputs[other].Contains(input) && Shelf.Routes.Card(other) is { } route && Read(route).Contains(input));

    private static IEnumerable<string> Sent(CardPicture card, string verb) =>
        card.Verbs.Contains(verb) ? card.Inputs[verb].Concat(card.DataKeys[verb]) : [];

    /// <summary>Whether whatever else is sent is kept: only such a form can have inputs that data makes.</summary>
    private static bool TakesMade(CardRoute route) => route.Form.Properties.Any(p => p.IsExtensionData);

    /// <summary>The inputs that the samples of a card make: an <c>x.</c> and the id of one of its fields.</summary>
    private static IEnumerable<string> Made(CardFolder folder, string card) =>
        from sample in folder.Samples(card)
        where sample.Data.TryGetProperty("fields", out var fields) && fields.ValueKind == JsonValueKind.Array
        from field in sample.Data.GetProperty("fields").EnumerateArray()
        where field.TryGetProperty("id", out _)
        select FieldInputs.InputOf(field.GetProperty("id").GetString()!);

    /// <summary>What is bound; a property that the form only computes is not.</summary>
    private static IEnumerable<string> Read(CardRoute route) =>
        route.Form.Properties.Where(p => !p.IsExtensionData).Where(p => p.AssociatedParameter is not null || p.Set is not null).Select(p => p.Name);
}
