namespace CrmBot.Bot.Tests.Contract;

/// <summary>What a card sends is what a route reads: verbs, inputs and data, both ways.</summary>
public sealed class VerbTests
{
    [Fact]
    public void Every_button_leads_somewhere() => Shelf.Nothing(VerbContract.LeadNowhere(Shelf.Real));

    [Fact]
    public void Every_verb_stands_on_a_card() => Shelf.Nothing(VerbContract.StandNowhere(Shelf.Real));

    [Fact]
    public void A_card_sends_only_what_the_form_reads() => Shelf.Nothing(VerbContract.NotRead(Shelf.Real));

    [Fact]
    public void A_form_reads_only_what_a_card_sends() => Shelf.Nothing(VerbContract.NotSent(Shelf.Real));

    [Fact]
    public void A_form_that_takes_inputs_that_data_makes_gets_some() => Shelf.Nothing(VerbContract.NotMade(Shelf.Real));

    [Fact]
    public void No_input_and_data_of_one_button_have_the_same_name() => Shelf.Nothing(VerbContract.SentTwice(Shelf.Real));

    [Fact]
    public void Every_button_says_which_copy_of_the_card_it_is_on() => Shelf.Nothing(VerbContract.WithoutCardId(Shelf.Real));
}
