using CrmBot.Bot.Conversation;
using CrmBot.Cards;

namespace CrmBot.Bot.Tests.Contract;

/// <summary>What a card sends is what a route reads: verbs, inputs and data, both ways.</summary>
public sealed class VerbTests
{
    // In every button of every card, read by the conversation and not by a form.
    private const string CardId = "card";

    private static IReadOnlyList<CardPicture> Pictures => [.. Shelf.CardNames.Select(name => Shelf.Cards[name])];

    [Fact]
    public void Every_button_leads_somewhere() =>
        Shelf.Nothing(
            from card in Pictures
            from verb in card.Verbs
            where Shelf.Routes.Card(verb) is null
            select $"{card.Name}: nothing reacts to '{verb}'");

    [Fact]
    public void Every_verb_stands_on_a_card() =>
        Shelf.Nothing(
            from route in Shelf.Routes.Cards
            where Pictures.All(card => !card.Verbs.Contains(route.Verb))
            select $"no card has a button for '{route.Verb}'");

    [Fact]
    public void A_card_sends_only_what_the_form_reads() =>
        Shelf.Nothing(
            from card in Pictures
            from verb in card.Verbs
            where Shelf.Routes.Card(verb) is not null
            from name in Sent(card, verb).Except(Read(Shelf.Routes.Card(verb)!))
            where name != CardId
            select $"{card.Name}: '{verb}' sends '{name}', and {Shelf.Routes.Card(verb)!.Form.Type.Name} does not read it");

    [Fact]
    public void A_form_reads_only_what_a_card_sends() =>
        Shelf.Nothing(
            from route in Shelf.Routes.Cards
            from name in Read(route).Except(Pictures.SelectMany(card => Sent(card, route.Verb)))
            select $"{route.Form.Type.Name} of '{route.Verb}' reads '{name}', and no card sends it");

    [Fact]
    public void No_input_and_data_of_one_button_have_the_same_name() =>
        Shelf.Nothing(
            from card in Pictures
            from verb in card.Verbs
            from name in card.Inputs[verb].Intersect(card.DataKeys[verb])
            select $"{card.Name}: '{verb}' sends '{name}' twice, as an input and as data");

    [Fact]
    public void Every_button_says_which_copy_of_the_card_it_is_on() =>
        Shelf.Nothing(
            from card in Pictures
            from verb in card.Verbs
            where !card.DataKeys[verb].Contains(CardId)
            select $"{card.Name}: '{verb}' does not send '{CardId}'");

    private static IEnumerable<string> Sent(CardPicture card, string verb) =>
        card.Verbs.Contains(verb) ? card.Inputs[verb].Concat(card.DataKeys[verb]) : [];

    /// <summary>What is bound; a property that the form only computes is not.</summary>
    private static IEnumerable<string> Read(CardRoute route) =>
        route.Form.Properties.Where(p => p.AssociatedParameter is not null || p.Set is not null).Select(p => p.Name);
}
