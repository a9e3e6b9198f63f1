using CrmBot.Domain;

namespace CrmBot.Storage.Tests.Stores;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("Jim said yes; jim's boss, JIM!", "[erased] said yes; [erased]'s boss, [erased]!")]
    [InlineData("Jimmy and Tjim stay", "Jimmy and Tjim stay")]
    [InlineData("今天见了Jim总", "今天见了[已删除]总")]
    [InlineData("Wong agreed, Jim Wong too", "[erased] agreed, [erased] too")]
    [InlineData("打 021 5566 778 或 (021)5566778", "打 [已删除] 或 ([已删除]")]
    [InlineData("order 102155667789 of 021", "order 1[erased]9 of 021")]
    [InlineData("", "")]
    public void Words_are_replaced_where_they_stand_alone(string text, string after) =>
        Assert.Equal(after, new Redaction(Redaction.WordsOf(EraseWorld.Jim)).Of(text));

    [Theory]
    [InlineData("打138-0013 8000", "打[已删除]")]
    [InlineData("+86 13800138000", "+[erased]")]
    [InlineData("0013 8000", "0013 8000")]
    public void A_number_is_found_with_and_without_its_country(string text, string after) =>
        Assert.Equal(after, new Redaction(Redaction.WordsOf(EraseWorld.Sun)).Of(text));

    [Fact]
    public void A_Chinese_name_is_replaced_wherever_it_stands_and_the_neutral_word_has_the_language_of_the_rest()
    {
        var words = new Redaction(["孙丽华", "孙总", "孙"]);
        Assert.Equal("[已删除]说,[已删除]要报价", words.Of("孙丽华说,孙总要报价"));
        Assert.Equal("[erased] wants a quote", words.Of("孙丽华 wants a quote"));
        Assert.Equal("孙悟空", words.Of("孙悟空"));
    }

    [Fact]
    public void Every_kind_of_row_of_a_customer_is_known_to_hold_words_or_not()
    {
        string[] without = ["Contact", "Order", "Satisfaction", "Touch", "Person", "String", "Draft", "Prompt", "DayCount", "FileHead", "Group"];
        string[] with = [nameof(FollowUp), nameof(Step), nameof(Complaint), nameof(Moment), nameof(Item)];
        var kept = typeof(StoreJson).GetProperties().Where(p => p.PropertyType.IsGenericType).Select(p => p.PropertyType.GetGenericArguments()[0])
            .Where(t => t.IsGenericType && t.GetGenericTypeDefinition() == typeof(Kept<>)).Select(t => t.GetGenericArguments()[0].Name);

        // A new kind: say in Redacted where its free text stands, or here that it has none (or goes with its contact).
        Assert.Equal([], kept.Except([.. with, .. without]));
    }
}
