namespace CrmBot.Bot.Tests.Contract;

/// <summary>A card's samples have the fields that the code gives it: no more, no less, of the same kind.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Cards => new(Shelf.CardNames);

    [Fact]
    public void Every_card_is_given_by_the_code_and_every_card_given_is_there() => Shelf.Nothing(SampleContract.NotGiven(Shelf.Real));

    [Fact]
    public void Every_place_that_gives_a_card_is_read_here() => Shelf.Nothing(SampleContract.NotUnderstood());

    [Theory]
    [MemberData(nameof(Cards))]
    public void A_sample_has_the_fields_of_its_model(string card) => Shelf.Nothing(SampleContract.OtherFields(Shelf.Real, card));

    [Theory]
    [MemberData(nameof(Cards))]
    public void Every_list_of_a_card_has_an_item_in_a_sample(string card) => Shelf.Nothing(SampleContract.EmptyLists(Shelf.Real, card));
}
